import { describe, expect, test } from 'vitest'
import { instant } from '../time.ts'
import { formatTtl, isDue, remaining, ringFraction } from './expiry.ts'

const now = instant(1_800_000_000_000)
const later = (ms: number) => instant(now + ms)

test('remaining is what is left, never below zero', () => {
  expect(remaining(later(1500), now)).toBe(1500)
  expect(remaining(later(-1), now)).toBe(0)
})

test('a key is due from its deadline on', () => {
  expect(isDue(later(1), now)).toBe(false)
  expect(isDue(now, now)).toBe(true)
})

test('the ring is full at its start, empty at the deadline, and never outside', () => {
  expect(ringFraction(now, later(1000), now)).toBe(1)
  expect(ringFraction(now, later(1000), later(250))).toBe(0.75)
  expect(ringFraction(now, later(1000), later(1000))).toBe(0)
  expect(ringFraction(now, later(1000), later(-500))).toBe(1)
  expect(ringFraction(now, later(1000), later(5000))).toBe(0)
  expect(ringFraction(now, now, now)).toBe(0)
})

describe('formatTtl', () => {
  const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000]
  test.each([
    [-5, 'due'],
    [0, 'due'],
    [1, '0.1 s'],
    [58_400, '58.4 s'],
    [59_900, '59.9 s'],
    [59_901, '1 min 00 s'],
    [minute, '1 min 00 s'],
    [3 * minute + 12 * second, '3 min 12 s'],
    [hour - 1, '1 h 00 min'],
    [2 * hour + 5 * minute, '2 h 05 min'],
    [day - 1, '1 d 0 h'],
    [4 * day + 3 * hour, '4 d 3 h'],
    [400 * day, '400 d 0 h'],
  ])('%d ms is %s', (ms, text) => {
    expect(formatTtl(ms)).toBe(text)
  })
})
