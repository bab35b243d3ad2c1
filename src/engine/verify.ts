/** The findings of a sheet: what is violated, what cannot be told yet, and the verdict. Same cells, same findings, same order. */
import type { Controle, Niveau } from '#definitions/edition.ts'
import { toAnomalie, toNonEvaluable, type Anomalie, type NonEvaluable } from './anomalie.ts'
import type { Cells } from './cells.ts'
import type { Programme } from './compile.ts'
import { runControles, type Issue } from './run-controles.ts'

export type { Anomalie, Comparaison, NonEvaluable } from './anomalie.ts'

export type Verdict = 'recevable' | 'recevable_avec_justifications' | 'non_recevable'
export type Verification = {
  readonly verdict: Verdict
  /** Blocking first, then to justify, then to note; inside a level, in the order of the edition. */
  readonly anomalies: readonly Anomalie[]
  readonly nonEvaluables: readonly NonEvaluable[]
  /** Controls that concern this dossier (family and condition); a per-row control counts once for each row. */
  readonly total: number
  /** Findings on rows of lists left out of both lists above: each per-row control shows the first `MAX_LIGNES_CITEES` of them. */
  readonly nonCites: number
}

/** Rows shown for one per-row control: a list filled wrong from end to end stays readable. */
export const MAX_LIGNES_CITEES = 100

const RANK: Readonly<Record<Niveau, number>> = { bloquant: 0, a_justifier: 1, a_noter: 2 }

/** Evaluates every control that concerns the family, or only those of these codes: `CTL-020` stands for all its lines. */
export function verifyCells(programme: Programme, cells: Cells, seuls?: ReadonlySet<string>): Verification {
  const asked = seuls ? programme.controles.filter(({ controle }) => seuls.has(codeOf(controle))) : programme.controles
  const { violes, nonEvaluables, total } = runControles({ ...programme, controles: asked }, cells)
  const shown = firstRows(violes)
  const unknown = firstRows(nonEvaluables)
  const anomalies = shown.map((issue) => toAnomalie(programme, issue)).toSorted((a, b) => RANK[a.niveau] - RANK[b.niveau])
  return {
    verdict: verdictOf(anomalies),
    anomalies,
    nonEvaluables: unknown.map((issue) => toNonEvaluable(programme, issue)),
    total,
    nonCites: violes.length - shown.length + (nonEvaluables.length - unknown.length),
  }
}

/** `CTL-020` of `CTL-020/A101`. */
const codeOf = ({ code }: Controle): string => code.split('/')[0] ?? code

function firstRows(issues: readonly Issue[]): readonly Issue[] {
  const counts = new Map<string, number>()
  return issues.filter(({ compile, numero }) => {
    if (numero === undefined) return true
    const count = (counts.get(compile.controle.code) ?? 0) + 1
    counts.set(compile.controle.code, count)
    return count <= MAX_LIGNES_CITEES
  })
}

function verdictOf(anomalies: readonly Anomalie[]): Verdict {
  if (anomalies.some(({ niveau }) => niveau === 'bloquant')) return 'non_recevable'
  return anomalies.some(({ niveau }) => niveau === 'a_justifier') ? 'recevable_avec_justifications' : 'recevable'
}
