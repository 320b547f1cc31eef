/** What flies between sets and sorted sets: one thing that moves, copies that leave what they copy, scores that count. */
import { bytes } from '@rdd/shared/bytes'
import type { Fact } from '@rdd/shared/fact'
import { command } from '@rdd/shared/keyspace/testing'
import type { KeyView, RedisType } from '@rdd/shared/keyspace/view'
import { instant } from '@rdd/shared/time'
import { Timeline } from '@rdd/shared/timeline'
import { describe, expect, test } from 'vitest'
import { caught } from './caught.ts'
import { columns } from './columns.ts'
import { type Flight, flightsOf } from './flight.ts'
import { counting } from './flight-scores.ts'
import { fly } from './fly.ts'
import { frameOf, type Sight } from './keyspace.ts'
import type { Frame, Mark } from './mark.ts'
import { motionOf } from './motion.ts'
import { tween } from './tween.ts'

const set = (key: string, ...members: string[]): KeyView => ({
  ...{ db: 0, key: bytes(key), length: members.length },
  value: { type: 'set', members: members.map(bytes) },
})
const zset = (key: string, scores: Record<string, string>): KeyView => ({
  ...{ db: 0, key: bytes(key), length: Object.keys(scores).length },
  value: { type: 'zset', head: Object.entries(scores).map(([member, score]) => [bytes(member), score]), tail: [] },
})

interface Step {
  flights: Flight[]
  frame: (t: number, sight?: Sight) => Frame
}
function step(before: KeyView[], line: string, views: KeyView[], width = 1200): Step {
  const keys = line
    .split(' ')
    .slice(1)
    .map(bytes)
    .filter(word => [...before, ...views].some(({ key }) => key === word))
  const fact: Fact = { ...command(line), seq: 1, keys, views }
  const base = {
    ...{ seq: 0, at: instant(1), waiting: [] },
    effects: { gone: [], views: before, counts: [] },
  }
  const timeline = new Timeline('t', base, [fact])
  const { state } = timeline
  const type: RedisType = before[0]?.value.type === 'zset' ? 'zset' : 'set'
  const whole = () =>
    frameOf(columns([...state.keys(0).values()], type, width), { top: 0, bottom: Number.POSITIVE_INFINITY })
  const from = whole()
  const movement = timeline.seek(1)
  const view = (db: number, key: KeyView['key']) => state.view(db, key)
  const flights = flightsOf(movement, [], view)
  const motion = motionOf(movement.keys, [], view)
  const to = whole()
  return {
    flights,
    frame: (t, sight) => fly(tween(from, to, { motion, still: false, running: false }, t), from, to, flights, t, sight),
  }
}

/** How often a text is to be seen. */
const seen = (marks: readonly Mark[], word: string, opacity = 1): number =>
  marks.reduce((sum, mark) => {
    const here = opacity * mark.opacity
    if (mark.kind === 'group') return sum + seen(mark.children, word, here)
    return sum + (mark.kind === 'text' && mark.text === word && here > 0.5 ? 1 : 0)
  }, 0)

describe('sets', () => {
  const [a, b] = [set('a', 'x', 'y'), set('b', 'y', 'z')]

  test('SMOVE is one thing all the way, and may take its key along or bring one', () => {
    const { flights, frame } = step([a, b], 'SMOVE a b x', [set('a', 'y'), set('b', 'x', 'y', 'z')])
    expect(flights).toMatchObject([{ kind: 'move', from: [{ card: '0/a' }], to: { card: '0/b', part: 'm:x' } }])
    for (const t of [0.1, 0.4, 0.7, 1]) expect(seen(frame(t).marks, 'x'), `at ${t}`).toBe(1)
    expect(step([a], 'SMOVE a new x', [set('a', 'y'), set('new', 'x')]).flights).toHaveLength(1)
  })

  test('what is stored is copied: what it comes from stays', () => {
    const { flights, frame } = step([a, b], 'SUNIONSTORE all a b', [set('all', 'x', 'y', 'z')])
    expect(flights.map(({ kind }) => kind)).toEqual(['copy', 'copy', 'copy'])
    for (const t of [0.5, 0.8, 0.95]) expect(seen(frame(t).marks, 'x'), `at ${t}`).toBe(2)
    for (const t of [0.5, 0.8, 0.95, 1]) expect(seen(frame(t).marks, 'y'), `at ${t}`).toBe(3)
  })

  test('a copy is caught in the air, and becomes the member it was to be', () => {
    const { flights, frame } = step([a, b], 'SINTERSTORE both a b', [set('both', 'y')])
    const air = frame(0.5)
    expect(air.marks.some(({ id }) => id === 'flight:0')).toBe(true)
    const from = caught(air, flights)
    expect(from.marks.some(({ id }) => id.startsWith('flight'))).toBe(false)
    expect(seen(from.marks, 'y')).toBe(3)
  })

  test('only what is new to the set flies there, and a crowd as one bundle of each source', () => {
    expect(step([a, b], 'SUNIONSTORE b a b', [set('b', 'x', 'y', 'z')]).flights).toMatchObject([
      { kind: 'copy', to: { card: '0/b', part: 'm:x' } },
    ])
    const many = Array.from({ length: 25 }, (_, i) => String(i))
    const crowd = step([set('a', ...many), b], 'SUNIONSTORE c a b', [set('c', ...many, 'y', 'z')])
    expect(crowd.flights).toMatchObject([
      { kind: 'bundle', from: [{}, { card: '0/a' }], to: [{ card: '0/c' }], words: '25 members' },
      { kind: 'bundle', from: [{}, { card: '0/b' }], to: [{ card: '0/c' }], words: '2 members' },
    ])
    expect(seen(crowd.frame(0.3).marks, '25 members')).toBe(1)
    expect(step([a], 'SADD a z', [set('a', 'x', 'y', 'z')]).flights).toEqual([])
  })
})

test('a bundle stays in sight: where it goes out of it, or comes from there, it says which way', () => {
  const many = Array.from({ length: 90 }, (_, i) => `a longer name of a member ${i}`)
  const line = 'SUNIONSTORE b a'
  const { flights, frame } = step([set('a', ...many), set('b', 'one')], line, [set('b', ...many)], 600)
  expect(flights).toHaveLength(1)
  const flies = (t: number, sight?: Sight) => frame(t, sight).marks.filter(({ id }) => id === 'flight:0')
  const way = (sight?: Sight) => ['', ' ↑', ' ↓'].find(sign => seen(flies(0.5, sight), `90 members${sign}`) === 1)
  const above = { top: 0, bottom: 400 }
  const below = { top: frame(1).height - 400, bottom: frame(1).height }
  for (const sight of [above, below])
    for (const t of [0.1, 0.5, 0.79])
      for (const { y } of flies(t, sight)) {
        expect(y, `at ${t}`).toBeGreaterThanOrEqual(sight.top)
        expect(y, `at ${t}`).toBeLessThanOrEqual(sight.bottom - 30)
      }
  expect(way()).toBe('')
  expect(way(above)).toBe(' ↓')
  // between them it comes from one edge and goes to the other, far from both there is nothing to see
  expect(way({ top: 400, bottom: 700 })).toBe(' ↓')
  expect(flies(0.5, { top: 9000, bottom: 9400 })).toEqual([])
})

describe('sorted sets', () => {
  test('a score counts from what it was to what it is, and ends as Redis prints it', () => {
    const { flights, frame } = step([zset('k', { z: '1', a: '10', b: '20' })], 'ZINCRBY k 1.5 a', [
      zset('k', { z: '1', a: '11.5', b: '20' }),
    ])
    expect(flights).toMatchObject([{ kind: 'tick', card: '0/k', part: 'm:a', from: '10', to: '11.5' }])
    expect([0, 0.4, 0.8, 1].map(t => ['10.0', '10.8', '11.5'].find(word => seen(frame(t).marks, word) === 1))).toEqual([
      ...['10.0', '10.8', '11.5', '11.5'],
    ])
    expect(step([zset('k', { a: '10' })], 'ZADD k inf a', [zset('k', { a: 'inf' })]).flights).toEqual([])
  })

  test.each([
    ['1', '2', 1, '2'],
    ['1', '2', 0.5, '2'],
    ['-10', '10', 0.25, '-5'],
    ['0.5', '0.75', 0, '0.50'],
  ])('%s on its way to %s at %d is %s', (from, to, t, word) => {
    expect(counting(from, to, t)).toBe(word)
  })

  test('what is cut out is bracketed as it goes, what is popped is not', () => {
    const all = zset('k', { a: '1', b: '2', c: '3' })
    const out = step([all], 'ZREMRANGEBYSCORE k 1 2', [zset('k', { c: '3' })])
    expect(out.flights).toEqual([{ kind: 'cut', card: '0/k', parts: ['m:a', 'm:b'] }])
    expect(out.frame(0.3).marks.some(({ id }) => id === 'flight:0')).toBe(true)
    expect(step([all], 'ZPOPMIN k', [zset('k', { b: '2', c: '3' })]).flights).toEqual([])
  })

  test('every source of a sorted set gives its own copy', () => {
    const sources = [zset('a', { x: '1' }), zset('b', { x: '2', y: '3' })]
    const { flights } = step(sources, 'ZUNIONSTORE c 2 a b', [zset('c', { x: '3', y: '3' })])
    expect(flights).toHaveLength(4)
    expect(step(sources, 'ZRANGESTORE c b 0 0', [zset('c', { x: '2' })]).flights).toHaveLength(1)
  })
})
