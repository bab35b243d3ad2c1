/**
 * The formulas that only add and subtract cells of their own decimals, all of them in the same few arrays: a whole recomputation then
 * walks memory in order and calls nothing.
 */
import { HORS_LIMITES, VALEUR, VIDE, type Cells } from './cells.ts'
import type { Calcul } from './compile.ts'
import { VU_HORS_LIMITES, VU_VALEUR } from './fast-somme.ts'
import { linearTerms } from './linear-terms.ts'
import { MAX_VALEUR } from './money.ts'

/** By position in `calculs`. The terms of position p are those from `debuts[p]` to `debuts[p + 1]`, excluded. */
export type Sommes = {
  /** 1 for a sum, 0 for any other formula. */
  readonly est: Uint8Array
  readonly debuts: Uint32Array
  readonly indices: Uint32Array
  readonly coefficients: Float64Array
  readonly constantes: Float64Array
  /** Cell computed. */
  readonly cibles: Uint32Array
  /** 1 for a formula without any cell: it always has a value. */
  readonly constants: Uint8Array
}

/** The sums among the formulas; `decimales` of the fixed cells. */
export function sommesOf(calculs: readonly Calcul[], decimales: Uint8Array): Sommes {
  const linears = calculs.map((calcul) => {
    const linear = calcul.colonne ? null : linearTerms(calcul.expression, decimales)
    return linear?.denominateur === 10 ** calcul.decimales ? linear : null
  })
  let terms = 0
  return {
    est: Uint8Array.from(linears, (linear) => Number(linear !== null)),
    debuts: Uint32Array.from([0, ...linears.map((linear) => (terms += linear?.indices.length ?? 0))]),
    indices: Uint32Array.from(linears.flatMap((linear) => (linear ? [...linear.indices] : []))),
    coefficients: Float64Array.from(linears.flatMap((linear) => (linear ? [...linear.coefficients] : []))),
    constantes: Float64Array.from(linears, (linear) => linear?.constante ?? 0),
    cibles: Uint32Array.from(calculs, ({ index }) => index),
    constants: Uint8Array.from(calculs, ({ constant }) => Number(constant)),
  }
}

/** What came of a sum. */
export const INCHANGE = 0
export const CHANGE = 1
/** The sum may not be exact in float64: nothing was written. */
export const A_REFAIRE = 2

/** Computes the sum at this position in place. */
export function runSomme(sommes: Sommes, position: number, { values, presence }: Pick<Cells, 'values' | 'presence'>): 0 | 1 | 2 {
  const { indices, coefficients } = sommes
  const end = sommes.debuts[position + 1] ?? 0
  let sum = sommes.constantes[position] ?? 0
  let magnitude = Math.abs(sum)
  let seen = 0
  for (let i = sommes.debuts[position] ?? 0; i < end; i++) {
    const index = indices[i] ?? 0
    const term = (coefficients[i] ?? 0) * (values[index] ?? 0)
    sum += term
    magnitude += Math.abs(term)
    seen |= 1 << (presence[index] ?? VIDE)
  }
  if (magnitude > MAX_VALEUR) return A_REFAIRE
  const isFilled = (seen & VU_VALEUR) !== 0 || sommes.constants[position] === 1
  const state = seen & VU_HORS_LIMITES ? HORS_LIMITES : isFilled ? VALEUR : VIDE
  // Adding zero turns −0, which a float64 keeps apart, into 0.
  const value = state === VALEUR ? sum + 0 : 0
  const slot = sommes.cibles[position] ?? 0
  if (presence[slot] === state && values[slot] === value) return INCHANGE
  presence[slot] = state
  values[slot] = value
  return CHANGE
}
