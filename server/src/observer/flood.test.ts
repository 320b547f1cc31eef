import { expect, test } from 'vitest'
import { Flood, Rising } from './flood.ts'

const map = (all: Record<string, number>) => new Map(Object.entries(all))
const stats = (expired: number, evicted: number) =>
  new Map([
    ['expired_keys', `${expired}`],
    ['evicted_keys', `${evicted}`],
  ])

test('four hot ticks running are a flood, and one that is not begins the count anew', () => {
  const rising = new Rising()
  expect([401, 401, 401, 400, 401, 401, 401, 401].map(commands => rising.heard(commands))).toEqual([
    ...Array(7).fill(false),
    true,
  ])
})

test('each count is what came since the one before, and nothing of it was seen', () => {
  const flood = new Flood(stats(7, 1))
  expect(flood.count(map({ set: 100, get: 5 }), stats(9, 1))).toMatchObject({
    counts: map({ set: 100, get: 5 }),
    ...{ commands: 105, overflow: true, expired: 2, evicted: 0, seen: [] },
  })
  expect(flood.count(map({ set: 130, get: 5 }), stats(9, 4))).toMatchObject({
    counts: map({ set: 30 }),
    ...{ commands: 30, expired: 0, evicted: 3 },
  })
  expect(flood.rest(map({ set: 131, get: 5, del: 1 }))).toMatchObject({
    counts: map({ set: 1, del: 1 }),
    ...{ commands: 2, expired: 0, evicted: 0 },
  })
})

test('a round in which nothing came is no burst', () => {
  const flood = new Flood(stats(0, 0))
  flood.count(map({ set: 9 }), stats(0, 0))
  expect(flood.count(map({ set: 9 }), stats(0, 0))).toMatchObject({ commands: 0, overflow: false })
})

test('it is over after three calm rounds running, by the rate and not by the number', () => {
  const flood = new Flood(stats(0, 0))
  const rounds: [commands: number, ms: number][] = [
    [100, 33],
    [100, 33],
    [200, 33],
    [390, 100],
    [100, 33],
    [0, 33],
  ]
  expect(rounds.map(([commands, ms]) => flood.calmed(commands, ms))).toEqual([...Array(5).fill(false), true])
})
