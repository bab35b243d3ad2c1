/** The slips of a hand that types figures: which right figure, and by which slip, would have given the one that is there. */

export type Slip = 'signe' | 'unite' | 'double' | 'chiffres'
/** A right figure within reach of a slip. */
export type Correction = { readonly slip: Slip; readonly devrait: number }

const FACTORS = [10, 100, 1000] as const
/** A figure typed too small has lost its last digits: it takes this much left to be recognised. */
const MIN_SIGNIFICANT = 1000

/** Every figure that one slip turns into `valeur`, the likeliest slip first. In units of the cell. */
export function correctionsOf(valeur: number): readonly Correction[] {
  if (valeur === 0) return []
  const unite = (devrait: number): Correction => ({ slip: 'unite', devrait })
  return [
    { slip: 'signe', devrait: -valeur },
    ...FACTORS.map((factor) => unite(valeur * factor)),
    ...FACTORS.filter((factor) => valeur % factor === 0).map((factor) => unite(valeur / factor)),
    { slip: 'double', devrait: 0 },
    ...(valeur % 2 === 0 ? [{ slip: 'double' as const, devrait: valeur / 2 }] : []),
    ...swapsOf(valeur).map((devrait): Correction => ({ slip: 'chiffres', devrait })),
  ]
}

/**
 * Those within `marge` of `vise`: what would close the gap, and what the rule tolerates, in units of the cell.
 * A figure typed too small has lost its last digits: they are those of `vise`.
 */
export function correctionsNear(valeur: number, vise: number, marge: number): readonly Correction[] {
  if (!mayBeSlip(valeur, vise, marge)) return []
  const near = correctionsOf(valeur).filter(({ devrait }) => Math.abs(devrait - vise) <= marge)
  return near.some(({ slip }) => slip === 'unite') ? near : [...near, ...lostDigits(valeur, vise)]
}

/** Rules out most figures at a glance: two figures that differ by digits exchanged differ by a multiple of 9, the other slips keep a proportion. */
function mayBeSlip(valeur: number, vise: number, marge: number): boolean {
  const nines = Math.abs(vise - valeur) / 9
  if (Math.abs(nines - Math.round(nines)) * 9 <= marge) return true
  const [small, big] = [Math.min(Math.abs(valeur), Math.abs(vise)), Math.max(Math.abs(valeur), Math.abs(vise))]
  return (
    small <= marge ||
    FACTORS.some((factor) => Math.abs(big - small * factor) <= marge + factor) ||
    [1, 2].some((times) => Math.abs(big - small * times) <= marge * times)
  )
}

function lostDigits(valeur: number, vise: number): readonly Correction[] {
  if (Math.abs(valeur) < MIN_SIGNIFICANT || !Number.isInteger(vise)) return []
  const lost = FACTORS.some((factor) => vise % factor !== 0 && Math.round(vise / factor) === valeur)
  return lost ? [{ slip: 'unite', devrait: vise }] : []
}

/** The figure with two of its digits exchanged: neighbours first. */
export function swapsOf(valeur: number): readonly number[] {
  const text = String(Math.abs(valeur))
  const last = text.length - 1
  const found: number[] = []
  for (let apart = 1; apart <= last; apart++) {
    for (let left = 0; left + apart <= last; left++) {
      const [a, b] = [text.charCodeAt(left) - ZERO, text.charCodeAt(left + apart) - ZERO]
      if (a === b || (left === 0 && b === 0)) continue
      found.push(valeur + Math.sign(valeur) * (b - a) * (10 ** (last - left) - 10 ** (last - left - apart)))
    }
  }
  return found
}
const ZERO = '0'.charCodeAt(0)

/** Whether two figures differ by neighbouring digits exchanged. */
export const areNeighbourSwaps = (a: number, b: number): boolean => {
  const [left, right] = [String(Math.abs(a)), String(Math.abs(b))]
  const at = left.split('').findIndex((digit, rank) => digit !== right[rank])
  return left[at] === right[at + 1] && left[at + 1] === right[at] && left.slice(at + 2) === right.slice(at + 2)
}
