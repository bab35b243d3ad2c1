/** Figures of a selection, as a spreadsheet's status bar gives them. [EG-26] */

/** An integer in units of `10^-decimales` (centimes for an amount). */
export type Figure = { readonly n: number; readonly decimales: number }

export type Statistics = {
  readonly nombre: number
  readonly decimales: number
  readonly somme: bigint
  /** Rounded half away from zero to the unit of the cells. */
  readonly moyenne: bigint
  readonly min: bigint
  readonly max: bigint
  /** Exactly two figures: second minus first, and in tenths of percent of the first (`null` when the first is zero). */
  readonly ecart: { readonly valeur: bigint; readonly dixiemes: bigint | null } | null
}

const abs = (n: bigint): bigint => (n < 0n ? -n : n)
/** Division rounded half away from zero. */
const divided = (n: bigint, by: bigint): bigint => {
  const quotient = (2n * abs(n) + abs(by)) / (2n * abs(by))
  return n < 0n === by < 0n ? quotient : -quotient
}

/** `null` when there is no figure, or when amounts and rates are mixed: their sum would mean nothing. */
export function statisticsOf(figures: readonly Figure[]): Statistics | null {
  const first = figures[0]
  if (!first || figures.some((figure) => figure.decimales !== first.decimales)) return null
  const numbers = figures.map((figure) => BigInt(figure.n))
  const somme = numbers.reduce((total, n) => total + n, 0n)
  return {
    nombre: numbers.length,
    decimales: first.decimales,
    somme,
    moyenne: divided(somme, BigInt(numbers.length)),
    min: numbers.reduce((a, b) => (b < a ? b : a)),
    max: numbers.reduce((a, b) => (b > a ? b : a)),
    ecart: ecartOf(numbers),
  }
}

const ecartOf = ([before, after, ...rest]: readonly bigint[]): Statistics['ecart'] => {
  if (before === undefined || after === undefined || rest.length > 0) return null
  const valeur = after - before
  return { valeur, dixiemes: before === 0n ? null : divided(valeur * 1000n, abs(before)) }
}
