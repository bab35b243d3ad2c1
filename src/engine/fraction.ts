/** Exact rational arithmetic, for products and quotients: nothing is rounded before the cell. */
import { roundQuotient } from './money.ts'

/** `n / d`, `d` positive. */
export type Fraction = { readonly n: bigint; readonly d: bigint }

/** The value of a whole number of `10^-decimales` units. */
export const fraction = (valeur: number | bigint, decimales = 0): Fraction => ({ n: BigInt(valeur), d: 10n ** BigInt(decimales) })

export const add = (a: Fraction, b: Fraction): Fraction =>
  a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d }
export const negate = (a: Fraction): Fraction => ({ n: -a.n, d: a.d })
export const subtract = (a: Fraction, b: Fraction): Fraction => add(a, negate(b))
export const multiply = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d })
export const absolute = (a: Fraction): Fraction => (a.n < 0n ? negate(a) : a)

/** Null when dividing by zero. */
export function divide(a: Fraction, b: Fraction): Fraction | null {
  if (b.n === 0n) return null
  return b.n < 0n ? { n: -a.n * b.d, d: a.d * -b.n } : { n: a.n * b.d, d: a.d * b.n }
}

/** −1, 0 or 1. */
export function compare(a: Fraction, b: Fraction): number {
  const gap = a.n * b.d - b.n * a.d
  if (gap === 0n) return 0
  return gap < 0n ? -1 : 1
}

/** The whole number of `10^-decimales` units nearest to the fraction, halves away from zero. */
export const roundTo = (a: Fraction, decimales: number): bigint =>
  decimales >= 0
    ? roundQuotient(a.n * 10n ** BigInt(decimales), a.d)
    : roundQuotient(a.n, a.d * 10n ** BigInt(-decimales)) * 10n ** BigInt(-decimales)
