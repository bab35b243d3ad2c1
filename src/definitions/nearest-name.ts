/** « Vouliez-vous … ? »: the known name nearest to a mistyped one. */

/** The nearest of `known` within a third of its length (at least two changes), or null. */
export function nearestName(wrong: string, known: Iterable<string>): string | null {
  let nearest: string | null = null
  let best = Math.max(2, Math.floor(wrong.length / 3)) + 1
  for (const name of known) {
    if (Math.abs(name.length - wrong.length) >= best) continue
    const distance = editDistance(wrong.toLowerCase(), name.toLowerCase())
    if (distance < best) [nearest, best] = [name, distance]
  }
  return nearest
}

/** ` Vouliez-vous « A101 » ?` ready to be appended to a message, or nothing. */
export function didYouMean(wrong: string, known: Iterable<string>): string {
  const nearest = nearestName(wrong, known)
  return nearest === null ? '' : ` Vouliez-vous « ${nearest} » ?`
}

/** Insertions, deletions, replacements and exchanges of two neighbours. */
function editDistance(a: string, b: string): number {
  let before: readonly number[] = []
  let previous: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY
      row.push(Math.min(change, swap, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    before = previous
    previous = row
  }
  return previous[b.length] ?? 0
}
