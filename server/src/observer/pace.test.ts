import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Pace } from './pace.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A pace whose turns are noted by the ms at which they begin, and last `lasting` ms. */
function paced(lasting = 0, rest = 500) {
  const began = performance.now()
  const turns: number[] = []
  const pace = new Pace(
    () => {
      turns.push(Math.round(performance.now() - began))
      pace.lap()
      return new Promise(done => setTimeout(done, lasting))
    },
    () => rest,
  )
  return { pace, turns }
}

test('a turn comes when it is due, and the rest after it is the longest wait', async () => {
  const { pace, turns } = paced()
  pace.next(16)
  await vi.advanceTimersByTimeAsync(1_100)
  expect(turns).toEqual([16, 516, 1016])
})

test('what cannot wait goes ahead, and what can wait changes nothing', async () => {
  const { pace, turns } = paced()
  pace.next(500)
  pace.next(16)
  pace.next(100)
  await vi.advanceTimersByTimeAsync(5)
  pace.next(0)
  await vi.advanceTimersByTimeAsync(100)
  expect(turns).toEqual([5])
})

test('turns do not overlap: what comes in the middle of one is asked for by its end', async () => {
  const { pace, turns } = paced(40, 0)
  pace.next(0)
  await vi.advanceTimersByTimeAsync(10)
  expect(pace.running).toBe(true)
  pace.next(0)
  await vi.advanceTimersByTimeAsync(80)
  expect(turns).toEqual([0, 40, 80])
})

test('once stopped there is no other', async () => {
  const { pace, turns } = paced()
  pace.next(16)
  pace.stop()
  pace.next(0)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(turns).toEqual([])
})
