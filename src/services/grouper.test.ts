import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { failed, grouper, settled } from './grouper.ts'

/** A run that the test lets go on when it wants. */
function gated() {
  const runs: { readonly group: readonly number[]; end(): void }[] = []
  const run = (group: readonly number[]) => {
    const { promise, resolve } = Promise.withResolvers<readonly PromiseSettledResult<string>[]>()
    runs.push({ group, end: () => resolve(group.map((one) => (one < 0 ? failed(new Error(`no ${one}`)) : settled(`yes ${one}`)))) })
    return promise
  }
  return { runs, run }
}
const turn = () => new Promise((resolve) => setTimeout(resolve))

test('what comes while a run is under way leaves in the next one, in the order it came', async () => {
  const { runs, run } = gated()
  const ask = grouper(run)
  const answers = Promise.all([1, 2, 3].map(ask))
  expect(runs.map(({ group }) => group)).toEqual([[1]])
  runs[0]?.end()
  await turn()
  expect(runs.map(({ group }) => group)).toEqual([[1], [2, 3]])
  runs[1]?.end()
  expect(await answers).toEqual(['yes 1', 'yes 2', 'yes 3'])
})

test('one that is refused does not refuse the others; a run that breaks refuses its own group only', async () => {
  const { runs, run } = gated()
  const ask = grouper((group: readonly number[]) => (group.includes(99) ? Promise.reject(new Error('broken')) : run(group)))
  const first = ask(0)
  const answers = Promise.allSettled([1, -2, 3].map(ask))
  runs[0]?.end()
  await first
  await turn()
  runs[1]?.end()
  expect((await answers).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  await expect(ask(99)).rejects.toThrow('broken')
  const after = ask(4)
  runs[2]?.end()
  expect(await after).toBe('yes 4')
})

test('whatever the weights, nothing is lost or passed, and a group is light or alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 15 }), { minLength: 1, maxLength: 40 }), async (weights) => {
      const groups: (readonly number[])[] = []
      let rests = 0
      const ask = grouper(
        async (group: readonly number[]) => {
          groups.push(group)
          await Promise.resolve()
          return group.map(settled)
        },
        { poids: (one) => one, poidsMax: 10, auRepos: () => rests++ },
      )
      expect(await Promise.all(weights.map(ask))).toEqual(weights)
      expect(groups.flat()).toEqual(weights)
      for (const group of groups) expect(group.length === 1 || group.reduce((a, b) => a + b) <= 10).toBe(true)
      await turn()
      expect(rests).toBe(1)
    }),
    { numRuns: 40 },
  )
})
