/** Fractions of two whole float64, and the alarm raised as soon as one may not be exact any more. NaN means empty. */
import type { Cells, Passe } from './cells.ts'
import type { Bloc, Lignes } from './lignes.ts'
import { MAX_VALEUR } from './money.ts'

export type Etat = {
  values: Float64Array
  presence: Uint8Array
  texts: ReadonlyMap<number, string>
  listes: readonly Lignes[]
  /** The dossiers filed one and two years before; null or absent without such a dossier. */
  precedents: readonly (Passe | null)[]
  /** The accounts of the balance; null without one. */
  comptes: Cells['comptes']
  /** The current row of a list: its block and its place in it. */
  bloc: Bloc
  place: number
  /** Grows each time the closures are pointed at cells: what a condition shared by several controls gave holds until then. */
  passage: number
  /** Grows with each formula or control run: what an aggregate found holds for the rest of the run. */
  tour: number
  /** Denominator of the number just returned. */
  d: number
  filled: boolean
  horsLimites: boolean
  deborde: boolean
  /** A filed dossier that is read is missing. */
  absent: boolean
  constantsCount: boolean
  /** Tolerance of the control being evaluated, `toleranceN / toleranceD`. */
  toleranceN: number
  toleranceD: number
}

/** The whole number `value`, or the alarm when it may not be exact any more. */
export function safe(value: number, etat: Etat): number {
  if (value > MAX_VALEUR || value < -MAX_VALEUR) etat.deborde = true
  return value
}

export type Pair = readonly [a: number, aD: number, b: number, bD: number]

export function quotient(etat: Etat, [a, aD, b, bD]: Pair): number {
  if (b === 0 || Number.isNaN(b)) return Number.NaN
  if (aD === bD) {
    etat.d = Math.abs(b)
    return b < 0 ? -a : a
  }
  etat.d = safe(aD * Math.abs(b), etat)
  return safe((b < 0 ? -a : a) * bD, etat)
}

/** An empty side counts for zero; two empty sides stay empty. */
export function addFractions(etat: Etat, [a, aD, b, bD]: Pair): number {
  if (Number.isNaN(b)) {
    etat.d = aD
    return a
  }
  if (Number.isNaN(a) || aD === bD) {
    etat.d = bD
    return Number.isNaN(a) ? b : safe(a + b, etat)
  }
  if (bD % aD === 0) {
    etat.d = bD
    return safe(safe(a * (bD / aD), etat) + b, etat)
  }
  if (aD % bD === 0) {
    etat.d = aD
    return safe(a + safe(b * (aD / bD), etat), etat)
  }
  etat.d = safe(aD * bD, etat)
  return safe(safe(a * bD, etat) + safe(b * aD, etat), etat)
}

/** Sign of the gap between two fractions. */
export function gapSign(etat: Etat, pair: Pair): number {
  return Math.sign(addFractions(etat, [pair[0], pair[1], -pair[2], pair[3]]))
}

/** The smaller (−1) or larger (1) of two, empty ones left out. */
export function pick(etat: Etat, pair: Pair, side: 1 | -1): number {
  const [a, aD, b, bD] = pair
  const takeA = Number.isNaN(b) || (!Number.isNaN(a) && gapSign(etat, pair) * side >= 0)
  etat.d = takeA ? aD : bD
  return takeA ? a : b
}
