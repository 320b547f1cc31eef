import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Standing } from './standing.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** `told`: each status told, as its state and text. */
function make() {
  const told: string[] = []
  const standing: Standing = new Standing(() => told.push(`${standing.state}: ${standing.text}`))
  return { standing, told }
}

test('trouble is said before a flood, and its end leads back to the flood', () => {
  const { standing, told } = make()
  standing.flood(true)
  standing.trouble('busy', 'Redis does not answer.')
  standing.well()
  standing.live()
  const flood = 'live: A flood: Redis counts, the keys in view are read 30 times a second.'
  expect(told).toEqual([flood, 'busy: Redis does not answer.', flood, 'live: '])
})

test('those who come and go in one moment are told of together, and with whatever is told before that', () => {
  const { standing, told } = make()
  for (let i = 0; i < 100; i += 1) standing.changedSoon()
  vi.advanceTimersByTime(100)
  expect(told).toHaveLength(1)
  standing.changedSoon()
  standing.changed()
  vi.advanceTimersByTime(1_000)
  expect(told).toHaveLength(2)
})
