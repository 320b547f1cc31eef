import { instant } from '@rdd/shared/time'
import { Timeline } from '@rdd/shared/timeline'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { calm } from './calm.ts'
import { Playhead } from './playhead.ts'
import { fact } from './testing.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function watched({ parity = false } = {}) {
  const base = { seq: 0, at: instant(0), effects: { gone: [], views: [], counts: [] }, waiting: [] }
  const head = new Playhead(new Timeline('e', base, []))
  const reads = { count: 0 }
  const store = calm(head, {
    stands: 200,
    on: ({ seq }) => seq,
    read() {
      reads.count += 1
      const { seq } = head.getSnapshot()
      return parity ? seq % 2 : seq
    },
  })
  const told: number[] = []
  const leave = store.subscribe(() => told.push(store.get()))
  let seq = 0
  const next = () => {
    seq += 1
    head.append([fact(seq)])
    head.tick(seq)
  }
  return { store, told, next, reads, leave }
}

test('what moves after a while of quiet is told at once', () => {
  const { told, next } = watched()
  next()
  vi.advanceTimersByTime(0)
  expect(told).toEqual([1])
  vi.advanceTimersByTime(1000)
  next()
  vi.advanceTimersByTime(0)
  expect(told).toEqual([1, 2])
})

test('of a storm a few are told, and the last one always; for those between nothing is worked out', () => {
  const { store, told, next, reads } = watched()
  for (let i = 0; i < 100; i += 1) {
    next()
    vi.advanceTimersByTime(10)
  }
  vi.advanceTimersByTime(200)
  expect(told.at(-1)).toBe(100)
  expect(store.get()).toBe(100)
  expect(told.length).toBeLessThanOrEqual(7)
  // and one to begin with
  expect(reads.count).toBe(told.length + 1)
})

test('a value that is the same as before is not told', () => {
  const { told, next } = watched({ parity: true })
  next()
  next()
  vi.advanceTimersByTime(0)
  expect(told).toEqual([])
})

test('whoever leaves hears nothing more', () => {
  const { told, next, leave } = watched()
  next()
  leave()
  vi.advanceTimersByTime(1000)
  expect(told).toEqual([])
})
