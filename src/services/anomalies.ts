/** Findings are computed each time; what is kept is the justification, with the figures it was given for. */
import { createHash } from 'node:crypto'
import type { Anomalie, Verification } from '#engine/verify.ts'
import { canonicalJson } from '#definitions/canonical-json.ts'
import { listJustifications, type DossierRow } from '#store/dossiers.ts'
import type { Tx } from '#store/transact.ts'
import type { Ouvert } from './plateforme.ts'

/** All that the control read when a justification was given, rows of lists included: it falls as soon as one of them changes. [CH-07] */
export const empreinteAnomalie = (anomalie: Anomalie, ouvert: Ouvert): string =>
  createHash('sha256')
    .update(canonicalJson([anomalie.controle, ouvert.sheet.readsOf(anomalie.controle)]))
    .digest('hex')

export type Constat = {
  readonly verification: Verification
  readonly anomalies: readonly (Anomalie & { readonly justifiee: boolean })[]
  readonly bloquants: number
  readonly aJustifier: number
  readonly justifications: readonly {
    readonly controle: string
    readonly texte: string
    readonly qui: string
    readonly le: string
    readonly valide: boolean
  }[]
}

/** Verdict of the whole dossier, justifications taken into account. */
export async function constater(tx: Tx, row: DossierRow, ouvert: Ouvert): Promise<Constat> {
  const verification = ouvert.sheet.verify()
  const rows = await listJustifications(tx, row)
  const parControle = new Map(rows.map((justification) => [justification.controle, justification]))
  const anomalies = verification.anomalies.map((anomalie) => ({
    ...anomalie,
    justifiee: anomalie.niveau === 'a_justifier' && parControle.get(anomalie.controle)?.empreinte === empreinteAnomalie(anomalie, ouvert),
  }))
  const valides = new Set(anomalies.filter((anomalie) => anomalie.justifiee).map((anomalie) => anomalie.controle))
  return {
    verification,
    anomalies,
    bloquants: anomalies.filter((anomalie) => anomalie.niveau === 'bloquant').length,
    aJustifier: anomalies.filter((anomalie) => anomalie.niveau === 'a_justifier' && !anomalie.justifiee).length,
    justifications: rows.map((j) => ({
      controle: j.controle,
      texte: j.texte,
      qui: j.qui,
      le: j.le.toISOString(),
      valide: valides.has(j.controle),
    })),
  }
}
