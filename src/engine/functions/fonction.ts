/** What a file of this folder gives: the meaning of one function on exact values, and examples that a test runs. */
import type { Fraction } from '../fraction.ts'

/**
 * An argument once evaluated: a number, nothing (empty cell, division by zero), or the truth of a condition
 * (null when it rests on empty cells only).
 */
export type Operande =
  | { readonly nombre: Fraction | null }
  | { readonly vrai: boolean | null }
  | { readonly rempli: boolean; readonly sansObjet: boolean }

export type Exemple = {
  /** Reads the cells `a`, `b`, `c`… of one line, two decimals each. */
  readonly formule: string
  /** Cells that hold something, as decimals; `s.o.` for « sans objet ». */
  readonly cases: Readonly<Record<string, string>>
  /** Rows of the list `EL`, whose columns are `x`, `y` (two decimals). */
  readonly lignes?: readonly Readonly<Record<string, string>>[]
  /** The decimal expected (wire form, two decimals), `vide`, `vrai`, `faux` or `indetermine`. */
  readonly donne: string
  readonly pourquoi?: string
}
export type Fonction = {
  readonly nom: string
  readonly evaluate: (operandes: readonly Operande[]) => Operande
  readonly exemples: readonly Exemple[]
}

export const VIDE: Operande = { nombre: null }

/** The numbers among the arguments, empty ones left out. */
export const nombres = (operandes: readonly Operande[]): readonly Fraction[] =>
  operandes.flatMap((operande) => ('nombre' in operande && operande.nombre ? [operande.nombre] : []))

/** The truth of each condition among the arguments. */
export const verites = (operandes: readonly Operande[]): readonly (boolean | null)[] =>
  operandes.flatMap((operande) => ('vrai' in operande ? [operande.vrai] : []))
