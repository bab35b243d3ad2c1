/** Calls that come while one is under way leave together: the busier it is, the fewer round trips each costs. */

export type Groupe<In, Out> = (one: In) => Promise<Out>

type Attente<In, Out> = {
  readonly one: In
  readonly poids: number
  readonly resolve: (out: Out) => void
  readonly reject: (reason: unknown) => void
}

/**
 * `run` gets what waited, in the order it came, and settles each; what it throws is thrown to all. One run at a time. A run takes what
 * waits as long as the weights stay within `poidsMax`, and one call at least.
 */
export function grouper<In, Out>(
  run: (group: readonly In[]) => Promise<readonly PromiseSettledResult<Out>[]>,
  {
    poids = () => 1,
    poidsMax = 100,
    attendre,
    auRepos,
  }: {
    readonly poids?: (one: In) => number
    readonly poidsMax?: number
    /** What each run waits for first, so that more calls join it. */
    readonly attendre?: () => Promise<unknown>
    /** Called when nothing waits any more. */
    readonly auRepos?: () => void
  } = {},
): Groupe<In, Out> {
  const waiting: Attente<In, Out>[] = []
  let busy = false

  function next(): readonly Attente<In, Out>[] {
    let total = 0
    let count = 0
    for (const { poids: weight } of waiting) {
      total += weight
      if (count > 0 && total > poidsMax) break
      count++
    }
    return waiting.splice(0, count)
  }

  async function drain(): Promise<void> {
    busy = true
    while (waiting.length > 0) {
      if (attendre) await attendre()
      await settle(next())
    }
    busy = false
    auRepos?.()
  }

  async function settle(group: readonly Attente<In, Out>[]): Promise<void> {
    try {
      const results = await run(group.map(({ one }) => one))
      for (const [i, result] of results.entries()) {
        if (result.status === 'fulfilled') group[i]?.resolve(result.value)
        else group[i]?.reject(result.reason)
      }
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }

  return (one) =>
    new Promise<Out>((resolve, reject) => {
      waiting.push({ one, poids: poids(one), resolve, reject })
      if (!busy) void drain()
    })
}

export const settled = <Out>(value: Out): PromiseSettledResult<Out> => ({ status: 'fulfilled', value })
export const failed = (reason: unknown): PromiseRejectedResult => ({ status: 'rejected', reason })
