/** The only place that rounds. A value is a whole number of `10^-decimales` units; halves go away from zero. */

/** Largest value held exactly (2^53 − 1): 90 071 992 547 409,91 euros in centimes. */
export const MAX_VALEUR = Number.MAX_SAFE_INTEGER

/** `numerateur / denominateur` to the nearest whole, halves away from zero. */
export function roundQuotient(numerateur: bigint, denominateur: bigint): bigint {
  const negative = numerateur < 0n !== denominateur < 0n
  const n = numerateur < 0n ? -numerateur : numerateur
  const d = denominateur < 0n ? -denominateur : denominateur
  const rounded = (2n * n + d) / (2n * d)
  return negative ? -rounded : rounded
}

/** The same on whole float64 numbers, `denominateur` positive, both below 2^53; exact. */
export function roundSafeQuotient(numerateur: number, denominateur: number): number {
  const n = Math.abs(numerateur)
  const rest = n % denominateur
  const whole = (n - rest) / denominateur
  const rounded = rest >= denominateur - rest ? whole + 1 : whole
  return numerateur < 0 && rounded !== 0 ? -rounded : rounded
}

/** Moves a value from `de` to `vers` decimals, rounding when digits are lost; null beyond `MAX_VALEUR`. */
export function rescale(valeur: number, de: number, vers: number): number | null {
  if (vers < de) return roundSafeQuotient(valeur, 10 ** (de - vers))
  const scaled = valeur * 10 ** (vers - de)
  return Math.abs(scaled) <= MAX_VALEUR ? scaled : null
}

/** A whole bigint as a value, or null beyond `MAX_VALEUR`. */
export function toValeur(whole: bigint): number | null {
  return whole <= BigInt(MAX_VALEUR) && whole >= -BigInt(MAX_VALEUR) ? Number(whole) : null
}
