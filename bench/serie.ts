/** Times of one act done many times, by one client or several at once. */
export type Serie = { readonly p50: number; readonly p95: number; readonly p99: number; readonly parSeconde: number }

/** Repeats `act` for each client without pause; `tours` is the total over all clients. */
export async function mesurer(
  { tours, clients = 1 }: { readonly tours: number; readonly clients?: number },
  act: (client: number, tour: number) => Promise<unknown>,
): Promise<Serie> {
  const times: number[] = []
  const start = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let tour = 0; tour < tours / clients; tour++) {
        const before = performance.now()
        await act(client, tour)
        times.push(performance.now() - before)
      }
    }),
  )
  return serieOf(times, (performance.now() - start) / 1000)
}

export function serieOf(times: readonly number[], seconds: number): Serie {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), parSeconde: sorted.length / seconds }
}

/**
 * Microseconds of processor time that one act takes: the middle of several repetitions, after one that warms it up. The time of the thread, so
 * that other work on the machine does not count.
 */
export function processeur(
  act: (tour: number) => unknown,
  { tours, repetitions }: { readonly tours: number; readonly repetitions: number },
): number {
  const once = (): number => {
    const { user, system } = process.threadCpuUsage()
    for (let tour = 0; tour < tours; tour++) act(tour)
    const { user: userAfter, system: systemAfter } = process.threadCpuUsage()
    return (userAfter - user + (systemAfter - system)) / tours
  }
  once()
  return mediane(Array.from({ length: repetitions }, once))
}

/** The middle of several repetitions: one that the machine disturbed does not decide. */
export function mediane(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** How the cost grows: 1 when twice the work takes twice the time. */
export const exposant = (petit: { taille: number; temps: number }, grand: { taille: number; temps: number }): number =>
  Math.log(grand.temps / petit.temps) / Math.log(grand.taille / petit.taille)
