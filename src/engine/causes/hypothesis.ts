/** What may have happened to one figure, and what it would have to be. */
import type { Entry } from '../write-cells.ts'
import type { Slip } from './slips.ts'

/**
 * `sens`: on the wrong side; `ailleurs`: on the wrong line; `n1`: last year's figure left over, or last year's line left empty; `oubli`: a line or a row left empty;
 * `montant`: a figure that explains the findings, without a known slip; `montant_egal`: as much as the gap, and in neither total; `arrondi`: a few cents a line.
 */
export type Genre = Slip | 'sens' | 'ailleurs' | 'n1' | 'oubli' | 'montant' | 'montant_egal' | 'arrondi'

export type Hypothese = {
  readonly genre: Genre
  /** The cell to look at. */
  readonly index: number
  /** What it holds and what it would have to hold, in its own units. */
  readonly valeur: number
  readonly devrait: number
  /** What to write to try it. */
  readonly entries: readonly Entry[]
  /** `devrait` is only what the other year holds: the finding asks for no figure in particular. */
  readonly comme?: 'autre_exercice'
  /** How unlikely among those of its kind, from 0; absent when nothing tells. */
  readonly eloignement?: number
  /** Where the amount belongs (`sens`), or where it stands already (`double`). */
  readonly autre?: number
}

/** The likelier by the nature of the slip, and the less likely to fit by chance, the smaller. */
export const RANK: Readonly<Record<Genre, number>> = {
  signe: 0,
  sens: 1,
  unite: 2,
  double: 3,
  ailleurs: 4,
  chiffres: 5,
  n1: 6,
  oubli: 7,
  montant: 8,
  montant_egal: 9,
  arrondi: 10,
}
