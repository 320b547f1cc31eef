/** What was touched is brought into sight, and nothing moves where it is there already. */
import { bytes } from '@rdd/shared/bytes'
import { type Fact, idOf } from '@rdd/shared/fact'
import { command } from '@rdd/shared/keyspace/testing'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { instant } from '@rdd/shared/time'
import { Timeline } from '@rdd/shared/timeline'
import { describe, expect, test } from 'vitest'
import { columns } from './columns.ts'
import { frameOf } from './keyspace.ts'
import { light } from './light.ts'
import { type Motion, motionOf } from './motion.ts'
import { touchedAt, wholeAt } from './reach.ts'
import { touchedOf } from './touched.ts'

const sight = { top: 1000, bottom: 1400 }

describe('a card that has room', () => {
  test('is brought whole, with a margin, by as little as it takes', () => {
    expect(wholeAt({ top: 1100, bottom: 1300 }, sight)).toBeUndefined()
    expect(wholeAt({ top: 900, bottom: 1100 }, sight)).toBe(884)
    expect(wholeAt({ top: 1300, bottom: 1500 }, sight)).toBe(1116)
  })
})

describe('of a card that is higher than the stage', () => {
  const card = { top: 200, bottom: 3000 }
  const at = (...tops: number[]) =>
    touchedAt(
      card,
      tops.map(top => ({ top, bottom: top + 20 })),
      sight,
    )
  const shown = (top: number | undefined) => top !== undefined && [top, top + 400]

  test('nothing moves while what was touched is in sight', () => {
    expect(at(1000)).toBeUndefined()
    expect(at(1380)).toBeUndefined()
    // more than there is room for, and some of it is seen
    expect(at(300, 1200, 2900)).toBeUndefined()
    expect(touchedAt(card, [{ top: 400, bottom: 2800 }], sight)).toBeUndefined()
  })
  test('the nearest of what was touched comes, with its neighbours', () => {
    expect(shown(at(1500))).toEqual([1176, 1576])
    expect(shown(at(900))).toEqual([844, 1244])
    expect(shown(at(300, 1800))).toEqual([1476, 1876])
    expect(shown(at(700, 2900))).toEqual([644, 1044])
  })
  test('all of it comes where there is room for all', () => {
    expect(shown(at(1380, 1500))).toEqual([1176, 1576])
  })
  test('its name comes where nothing of its value was touched', () => {
    expect(at()).toBe(184)
    expect(touchedAt({ top: 1010, bottom: 3000 }, [], sight)).toBeUndefined()
  })
  test('one comes to it from elsewhere by its name where there is room, else right to what was touched', () => {
    const far = { top: 2000, bottom: 5000 }
    expect(touchedAt(far, [{ top: 2200, bottom: 2220 }], sight)).toBe(1984)
    expect(touchedAt(far, [{ top: 4000, bottom: 4020 }], sight)).toBe(3676)
    // upwards too: the first of it, not the nearest
    const above = { top: -3000, bottom: 900 }
    expect(
      touchedAt(
        above,
        [-2000, 500].map(top => ({ top, bottom: top + 20 })),
        sight,
      ),
    ).toBe(-2056)
  })
})

const hash = (fields: number, changed: Record<string, string> = {}, without?: string): KeyView => {
  const all = Array.from({ length: fields }, (_, i) => `field:${i}`).filter(field => field !== without)
  return {
    ...{ db: 0, key: bytes('k'), length: all.length },
    value: { type: 'hash', fields: all.map(field => [bytes(field), bytes(changed[field] ?? 'v'), null]) },
  }
}
const zset = (scores: Record<string, string>): KeyView => ({
  ...{ db: 0, key: bytes('k'), length: Object.keys(scores).length },
  value: { type: 'zset', head: Object.entries(scores).map(([member, score]) => [bytes(member), score]), tail: [] },
})

/** What of the card of `k` is told to be touched by a line. */
function touched(before: KeyView, line: string, after: KeyView, named: string[] = []) {
  const fact: Fact = { ...command(line), seq: 1, keys: [before.key], views: [after] }
  const base = { ...{ seq: 0, at: instant(1), waiting: [] }, effects: { gone: [], views: [before], counts: [] } }
  const timeline = new Timeline('t', base, [fact])
  const { type } = before.value
  const whole = (motion: Motion) => {
    const views = [...timeline.state.keys(0).values()]
    const plan = columns(views, type === 'other' ? 'string' : type, 390)
    return light(frameOf(plan, { top: 0, bottom: Number.POSITIVE_INFINITY }), motion).marks[0]
  }
  const was = whole(new Map())
  const motion = motionOf(timeline.seek(1).keys, [], () => undefined)
  const card = whole(motion)
  const lit = new Set([...(motion.get(idOf(0, before.key))?.lit ?? []), ...named])
  return card === undefined ? [] : touchedOf(card, was, lit)
}

describe('what was touched', () => {
  test('is the row of a field, far down its card', () => {
    const [row, ...others] = touched(hash(60), 'HSET k field:50 w', hash(60, { 'field:50': 'w' }))
    const [first] = touched(hash(60), 'HSET k field:0 w', hash(60, { 'field:0': 'w' }))
    expect(others).toEqual([])
    expect((row?.top ?? 0) - (first?.top ?? 0)).toBeGreaterThan(50 * 20)
  })
  test('is where something was, when it is gone', () => {
    const [there] = touched(hash(60), 'HSET k field:50 w', hash(60, { 'field:50': 'w' }))
    const gone = touched(hash(60), 'HDEL k field:50', hash(60, {}, 'field:50'))
    expect(gone).toHaveLength(1)
    expect(Math.abs((gone[0]?.top ?? 0) - (there?.top ?? 0))).toBeLessThan(30)
  })
  test('is the row of a member, not the tick that repeats it', () => {
    const scores = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`m${i}`, String(i)]))
    const found = touched(zset(scores), 'ZADD k 1.5 m1', zset({ ...scores, m1: '1.5' }))
    expect(found).toHaveLength(1)
    expect(found[0]?.top).toBeGreaterThan(40 * 10)
  })
})
