/** Turns what a service threw into RFC 9457 problem details, in French, once. A bug says a reference, never its text. */
import { randomUUID } from 'node:crypto'
import type { FastifyBaseLogger } from 'fastify'
import { shapeDefect } from '#contract/read-shape.ts'
import { Problem } from '#domain/problems.ts'

export type ProblemReply = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly reference?: string
  readonly extra?: Readonly<Record<string, unknown>>
}

/** A problem as it is sent. */
export const replyOf = (problem: Problem, reference?: string): ProblemReply => ({
  type: `urn:harmonia:probleme:${problem.code}`,
  title: problem.code,
  status: problem.status,
  code: problem.code,
  detail: problem.message,
  ...(reference === undefined ? {} : { reference }),
  ...(Object.keys(problem.extra).length === 0 ? {} : { extra: problem.extra }),
})

const CONTRAINTES: Readonly<Record<string, () => Problem>> = {
  organismes__one_per_siren: () => new Problem('organisme/deja', { siret: 'saisi' }),
}

const isProblem = (error: unknown): error is Problem => error instanceof Problem

function isHttpError(error: unknown): error is { statusCode: number; message: string } {
  return typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number'
}

export function toProblemReply(error: unknown, log: FastifyBaseLogger): ProblemReply {
  if (isProblem(error)) return replyOf(error)
  const defect = shapeDefect(error)
  if (defect) return replyOf(new Problem('requete/invalide', defect))
  if (typeof error === 'object' && error !== null && 'constraint' in error && typeof error.constraint === 'string') {
    const translated = CONTRAINTES[error.constraint]
    if (translated) return replyOf(translated())
  }
  if (isHttpError(error) && error.statusCode === 413) return replyOf(new Problem('requete/lourde'))
  if (isHttpError(error) && error.statusCode === 415) return replyOf(new Problem('requete/format'))
  if (isHttpError(error) && error.statusCode === 429) return replyOf(new Problem('requete/trop', { secondes: 60 }))
  if (isHttpError(error) && error.statusCode >= 400 && error.statusCode < 500)
    return replyOf(new Problem('requete/invalide', { ou: 'corps', pourquoi: 'le serveur ne peut pas la lire (JSON attendu).' }))
  const reference = randomUUID().slice(0, 8)
  log.error({ err: error, reference }, 'unexpected error')
  return replyOf(new Problem('serveur/panne', { reference }), reference)
}
