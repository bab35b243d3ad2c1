import { expect, test } from 'vitest'
import { oneReading } from './one-reading.ts'

test('[CO-01] whoever asks during a reading gets a later one, shared by all who waited', async () => {
  const started: PromiseWithResolvers<number>[] = []
  const read = oneReading(() => {
    const reading = Promise.withResolvers<number>()
    started.push(reading)
    return reading.promise
  })
  const first = read()
  const [second, third] = [read(), read()]
  expect(started).toHaveLength(1)
  started[0]?.resolve(1)
  expect(await first).toBe(1)
  await expect.poll(() => started.length).toBe(2)
  started[1]?.resolve(2)
  expect(await Promise.all([second, third])).toEqual([2, 2])
})

test('a reading that fails does not hold back the next', async () => {
  const answers = [Promise.reject(new Error('cut')), Promise.resolve('here')]
  const read = oneReading(() => answers.shift() ?? Promise.resolve('later'))
  const [first, second] = [read(), read()]
  await expect(first).rejects.toThrow('cut')
  expect(await second).toBe('here')
  expect(await read()).toBe('later')
})
