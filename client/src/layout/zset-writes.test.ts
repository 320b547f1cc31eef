/** What of a write to a sorted set is drawn, and where what leaves it goes. */
import { bytes } from '@rdd/shared/bytes'
import type { Change, KeyChange } from '@rdd/shared/keyspace/change'
import { diffKey } from '@rdd/shared/keyspace/diff/index'
import { command, int, key, room, zset } from '@rdd/shared/keyspace/testing'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { describe, expect, test } from 'vitest'
import { storedReadings } from './stored.ts'
import { wayOut, zsetSpans } from './zset-writes.ts'

const before = zset({ a: 1, b: 2, c: 3, d: 4 })

function spans(line: string, after: KeyView, from = before) {
  const fact = { ...command(line), seq: 1, views: [after] }
  const change: KeyChange = { db: 0, key, before: from, after, changes: [] }
  return zsetSpans(fact, { ...change, changes: diffKey(change, after, [fact]) })
}

describe('what a write says', () => {
  test.each([
    [
      'ZINCRBY k 50 a',
      zset({ b: 2, c: 3, d: 4, a: 51 }),
      { of: 'delta', member: 'a', by: '+50', before: '1', after: '51' },
    ],
    ['ZINCRBY k -1 b', zset({ a: 1, b: 1, c: 3, d: 4 }), { of: 'delta', by: '-1', before: '2', after: '1' }],
    ['ZADD k XX INCR +2 c', zset({ a: 1, b: 2, d: 4, c: 5 }), { of: 'delta', by: '+2', before: '3', after: '5' }],
    ['ZINCRBY k 7 e', zset({ a: 1, b: 2, c: 3, d: 4, e: 7 }), { of: 'delta', by: '+7', after: '7' }],
    ['ZPOPMIN k', zset({ b: 2, c: 3, d: 4 }), { of: 'cut-out', asked: { by: 'pop', end: 'lowest' }, at: 0, count: 1 }],
    ['BZPOPMAX k 0', zset({ a: 1, b: 2, c: 3 }), { asked: { by: 'pop', end: 'highest' }, at: 3, count: 1 }],
    ['ZMPOP 1 k MAX COUNT 2', zset({ a: 1, b: 2 }), { asked: { by: 'pop', end: 'highest' }, at: 2, count: 2 }],
    ['ZREMRANGEBYRANK k 1 2', zset({ a: 1, d: 4 }), { asked: { by: 'rank', min: '1', max: '2' }, at: 1, count: 2 }],
    ['ZREMRANGEBYSCORE k (1 3', zset({ a: 1, d: 4 }), { asked: { by: 'score', min: '(1', max: '3' }, at: 1, count: 2 }],
    ['ZREMRANGEBYLEX k [a (c', zset({ c: 3, d: 4 }), { asked: { by: 'lex', min: '[a', max: '(c' }, at: 0, count: 2 }],
  ])('%s', (line, after, span) => {
    expect(spans(line, after)).toMatchObject([span])
  })

  test('of a long set the cut is where it can be told', () => {
    const scores = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`m${String(i).padStart(3, '0')}`, i]))
    const rest = Object.fromEntries(Object.entries(scores).filter(([, i]) => i < 40 || i > 59))
    const [cut] = spans('ZREMRANGEBYRANK k 40 59', zset(rest, 10), zset(scores, 10))
    expect(cut).toMatchObject({ of: 'cut-out', count: 20, at: 10 })
  })

  test.each([
    ['ZADD k 9 a', zset({ b: 2, c: 3, d: 4, a: 9 })],
    ['ZREM k a', zset({ b: 2, c: 3, d: 4 })],
    ['ZREMRANGEBYRANK k 9 9', before],
  ])('nothing of %s', (line, after) => {
    expect(spans(line, after)).toEqual([])
  })
})

test('what leaves an end goes out there, what leaves the middle goes aside', () => {
  const removed = (...ranks: number[]) =>
    ranks.map(rank => ({ kind: 'scored-removed', member: bytes(String(rank)), score: '0', rank }) as const)
  const ways = (...ranks: number[]) => {
    const changes: Change[] = removed(...ranks)
    return removed(...ranks).map(change => wayOut(change, before, changes).y)
  }
  expect(ways(0, 1).every(y => y > 0)).toBe(true)
  expect(ways(3, 2).every(y => y < 0)).toBe(true)
  expect(ways(1, 2)).toEqual([0, 0])
  const [low = 0, middle, high = 0] = ways(0, 2, 3)
  expect([low > 0, middle === 0 || high < 0]).toEqual([true, true])
})

describe('what a key was made of', () => {
  const named = (name: string, of: KeyView): KeyView => ({ ...of, key: bytes(name) })
  const read = (line: string, ...views: KeyView[]) =>
    storedReadings({ ...command(line, { reply: int(1) }), seq: 1 }, room(...views)).flatMap(reading =>
      reading.kind === 'read'
        ? [[String(reading.key), ...reading.spans.map(span => ('member' in span ? span.member : span.of))].join(' ')]
        : [],
    )
  const [x, y] = [named('x', zset({ a: 1, b: 2 })), named('y', zset({ b: 3, c: 4 }))]

  test.each([
    ['ZUNIONSTORE k 2 x y', zset({ a: 1, b: 5, c: 4 }), ['x a b into', 'y b c into', 'k made-of']],
    ['ZINTERSTORE k 2 x y WEIGHTS 2 3', zset({ b: 13 }), ['x b into', 'y b into', 'k made-of']],
    ['ZDIFFSTORE k 2 x y', zset({ a: 1 }), ['x a into', 'y into', 'k made-of']],
    ['ZRANGESTORE k y 0 0', zset({ b: 3 }), ['y b into', 'k made-of']],
    ['ZUNIONSTORE k 3 k x nowhere', zset({ a: 1, b: 2 }), ['x a b into', 'k made-of']],
  ])('%s', (line, made, expected) => {
    expect(read(line, made, x, y)).toEqual(expected)
  })

  test('an empty answer is told where it was read; other commands say nothing', () => {
    expect(read('ZINTERSTORE k 2 x y', x, y)).toEqual(['x into', 'y into'])
    expect(read('ZADD k 1 a', before)).toEqual([])
  })
})
