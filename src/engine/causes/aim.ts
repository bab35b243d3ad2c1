/** What a gap asks of one entry. */
import type { Cellule } from '#definitions/edition.ts'
import { celluleAt, placeDeListe } from '#definitions/liste.ts'
import type { CellValue } from '../cell-value.ts'
import { VALEUR, type Cells } from '../cells.ts'
import type { Programme } from '../compile.ts'
import { MAX_VALEUR } from '../money.ts'
import { heldAt } from '../read-cell.ts'
import type { Gap } from './gap.ts'
import type { Correction } from './slips.ts'

export type Scene = { readonly programme: Programme; readonly cells: Cells }
/** One entry and what its gap asks of it: `vise` closes the gap, up to `marge`. */
export type Visee = {
  readonly index: number
  readonly cellule: Cellule
  readonly valeur: number | null
  readonly vise: number
  readonly marge: number
}

export type Found = { readonly visee: Visee; readonly correction: Correction }

export const VIDE: CellValue = { etat: 'vide' }
export const valeurDe = (valeur: number): CellValue => ({ etat: 'valeur', valeur })

/** A line that holds something else is likelier to lack a figure than one left empty from end to end. */
export const LINE_BEGUN = 0.5

export type Weight = { readonly index: number; readonly slope: number }

/** Nothing for a cell that nobody types, or that does not exist for the family. */
export function aimAt({ programme, cells }: Scene, { comparaison }: Gap, { index, slope }: Weight): Visee | null {
  const cellule = celluleAt(programme.liasse, index)
  const isFixed = placeDeListe(programme.liasse, index) === undefined
  if (!cellule || cellule.formule || slope === 0 || (isFixed && programme.actif[index] !== 1)) return null
  if (cellule.type === 'texte' || cellule.type === 'choix') return null
  const held = heldAt(programme.liasse, cells, index)
  const valeur = held.state === VALEUR ? held.valeur : null
  const vise = (valeur ?? 0) - comparaison.ecart / slope
  return { index, cellule, valeur, vise, marge: comparaison.tolerance / Math.abs(slope) + 1e-6 }
}

/** A figure as a whole number of its units; null when it is none, or beyond the limits. */
export const whole = (vise: number): number | null => {
  const devrait = Math.round(vise)
  return Math.abs(devrait) > MAX_VALEUR || Math.abs(devrait - vise) > 1e-4 ? null : devrait
}
