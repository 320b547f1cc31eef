import { expect, test } from 'vitest'
import { Rate } from './rate.ts'

test('what is beyond a second’s share waits for the next, in order; more than that is refused', async () => {
  const rate = new Rate(3)
  const began = performance.now()
  const done: number[] = []
  expect([rate.spend(1), rate.spend(1), rate.spend(1)]).toEqual([undefined, undefined, undefined])
  // a cheap one does not overtake a dear one that waits
  const turns = [3, 1, 1].map((cost, i) => rate.spend(cost)?.then(() => done.push(i)))
  expect(() => rate.spend(1)).toThrow('More than 3 requests in a second')
  await Promise.all(turns)
  expect(done).toEqual([0, 1, 2])
  expect(performance.now() - began).toBeGreaterThanOrEqual(1_990)
  expect(rate.spend(1)).toBeUndefined()
})
