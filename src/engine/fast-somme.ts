/** Sums and differences of cells in one loop over flat arrays: what most formulas and most sides of controls are. */
import { HORS_LIMITES, VALEUR, VIDE } from './cells.ts'
import type { Etat } from './fast-fraction.ts'
import type { Linear } from './linear-terms.ts'
import { MAX_VALEUR } from './money.ts'

export const VU_VALEUR = 1 << VALEUR
export const VU_HORS_LIMITES = 1 << HORS_LIMITES

/**
 * The closure of a sum. Partial sums of whole numbers stay exact as long as the sum of their absolute values does: one look at the end
 * is enough, and rounding cannot bring a float64 that has passed 2^53 back under it.
 */
export function fastSomme({ indices, coefficients, constante, denominateur, avecConstante }: Linear): (etat: Etat) => number {
  const count = indices.length
  const ownValue = count === 0 || avecConstante
  return (etat) => {
    const { values, presence } = etat
    let sum = constante
    let magnitude = Math.abs(constante)
    let seen = 0
    for (let i = 0; i < count; i++) {
      const index = indices[i] ?? 0
      const term = (coefficients[i] ?? 0) * (values[index] ?? 0)
      sum += term
      magnitude += Math.abs(term)
      seen |= 1 << (presence[index] ?? VIDE)
    }
    etat.d = denominateur
    if (magnitude > MAX_VALEUR) etat.deborde = true
    if (seen & VU_HORS_LIMITES) etat.horsLimites = true
    if (seen & VU_VALEUR) etat.filled = true
    else if (!ownValue) return Number.NaN
    return sum
  }
}
