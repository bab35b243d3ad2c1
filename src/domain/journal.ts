/** The journal's line and its canonical text: what the chain of hashes seals. Source: decision 5 of `docs/architecture.md`. */
import { canonicalJson } from '#definitions/canonical-json.ts'

export type LigneJournal = {
  readonly organismeId: string
  readonly chaineId: string
  readonly seq: number
  /** ISO instant, to the millisecond. */
  readonly le: string
  readonly acteurId: string
  readonly qui: string
  readonly action: string
  readonly details: Readonly<Record<string, unknown>>
}

export const texteCanonique = (ligne: LigneJournal): string =>
  canonicalJson([ligne.organismeId, ligne.chaineId, ligne.seq, ligne.le, ligne.acteurId, ligne.qui, ligne.action, ligne.details])
