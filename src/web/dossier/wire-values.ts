/** Between the values of the API (decimal text) and those of the engine. */
import type { Cellule, LiasseCompilee } from '#definitions/edition.ts'
import type { Reply } from '#contract/routes.ts'
import { formatWire, parseWire } from '#engine/format-montant.ts'
import type { CellValue, SheetContent } from '#engine/sheet.ts'
import type { Precedents } from './dossier-state.ts'
import type { Changement } from './save-queue.ts'
import type { Content } from './undo-stack.ts'

export type ValeurFil = Reply<'lireDossier'>['valeurs'][string]

export const VIDE: CellValue = { etat: 'vide' }

export function readWire(fil: Pick<ValeurFil, 'v' | 'so' | 't'> | undefined, cellule: Cellule): CellValue {
  if (fil?.so) return { etat: 'sans_objet' }
  if (fil?.t !== undefined) return { etat: 'valeur', texte: fil.t }
  const valeur = fil?.v === undefined ? null : parseWire(fil.v, cellule.decimales)
  return valeur === null ? VIDE : { etat: 'valeur', valeur }
}

/** The copies of earlier years as the engine takes them: of the year before, then of two years before. [CH-12] */
export function readPrecedents(
  precedents: Precedents,
  { cellules }: LiasseCompilee,
): Required<Pick<SheetContent, 'precedents' | 'inconnues'>> {
  const ordered = [1, 2].map((rang) => precedents.find((precedent) => precedent.rang === rang))
  return {
    precedents: ordered.map((precedent) =>
      precedent ? new Map(cellules.map((cellule) => [cellule.at, readWire(precedent.valeurs[cellule.at], cellule)])) : null,
    ),
    inconnues: ordered.map((precedent) => precedent?.inconnues ?? []),
  }
}

/** A value as the journal and `calculees` write it: `null` = empty, `SO` = sans objet. */
export function wireText(valeur: CellValue, cellule: Cellule): string | null {
  if (valeur.etat === 'sans_objet') return 'SO'
  if (valeur.etat !== 'valeur') return null
  return valeur.texte ?? formatWire(valeur.valeur, cellule.decimales)
}

/** The save of a cell. A refused text travels alone: the last valid value stays. */
export function toChangement(cellule: Cellule, { valeur, brouillon, expression }: Content, vu: number): Changement {
  if (brouillon !== undefined) return { at: cellule.at, b: brouillon.slice(0, 200), vu }
  if (valeur.etat === 'sans_objet') return { at: cellule.at, so: true, vu }
  const change = { at: cellule.at, v: wireText(valeur, cellule), vu }
  return expression === undefined ? change : { ...change, e: expression.slice(0, 200) }
}
