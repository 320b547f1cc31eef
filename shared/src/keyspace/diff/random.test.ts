/**
 * Changes must lead from one state to the next. Random states are made here from plain arrays and maps (data for the
 * test; what Redis does is checked against Redis by the room's fuzz), seen through views, and the changes applied to the
 * state before must give the state after. A failure prints its seed; SEED=n runs it again.
 */
import { describe, expect, test } from 'vitest'
import { type Bytes, bytes } from '../../bytes.ts'
import type { Fact } from '../../fact.ts'
import type { Change } from '../change.ts'
import { carryIds, idsOf } from '../identity.ts'
import { command, hash, key, list, set, zset } from '../testing.ts'
import { type KeyView, type Piece, pieceHead } from '../view.ts'
import { diffKey } from './index.ts'

const SEED = Number(process.env.SEED ?? 20260718)

/** mulberry32: small, and good enough to wander. */
function randomOf(seed: number) {
  let a = seed >>> 0
  const next = () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  const pick = <T>(items: readonly [T, ...T[]]): T => items[below(items.length)] ?? items[0]
  return { below, pick }
}
type Random = ReturnType<typeof randomOf>

/** Few different words, so that equal elements are common. */
const word = ({ pick }: Random) => pick(['a', 'b', 'c'])

/** One random list command as a line, and what the list is after it. */
function listCommand(random: Random, before: readonly string[]): { line: string; after: string[] } {
  const { below, pick } = random
  const after = [...before]
  const value = word(random)
  const run = (line: string, change: () => unknown) => {
    change()
    return { line, after }
  }
  const index = below(before.length)
  return pick<() => { line: string; after: string[] }>([
    () => run(`LPUSH k ${value}`, () => after.unshift(value)),
    () => run(`LPUSH k ${value} z`, () => after.unshift('z', value)),
    () => run(`RPUSH k ${value}`, () => after.push(value)),
    () => run('LPOP k', () => after.shift()),
    () => run('RPOP k 2', () => after.splice(-2)),
    () => run('LMOVE k k LEFT RIGHT', () => after.push(after.shift() ?? '')),
    () => run('RPOPLPUSH k k', () => after.unshift(after.pop() ?? '')),
    () => run(`LSET k ${index} ${value}`, () => after.splice(index, 1, value)),
    () => run(`LTRIM k 1 -2`, () => after.splice(0, after.length, ...after.slice(1, -1))),
    () =>
      run(`LINSERT k BEFORE ${value} y`, () => {
        const pivot = after.indexOf(value)
        if (pivot >= 0) after.splice(pivot, 0, 'y')
      }),
    () =>
      run(`LREM k -1 ${value}`, () => {
        const last = after.lastIndexOf(value)
        if (last >= 0) after.splice(last, 1)
      }),
    () => run(`LREM k 0 ${value}`, () => after.splice(0, after.length, ...after.filter(item => item !== value))),
  ])()
}

/** List changes applied as diff/list.ts documents. Elements nobody saw are `?`. */
function applied(before: readonly string[], changes: readonly Change[]): string[] {
  const filled = (count: number, end: string, values: readonly Piece[]) => {
    const known = values.map(pieceHead)
    const unseen = Array.from({ length: count - known.length }, () => '?')
    return end === 'tail' && count > known.length ? [...unseen, ...known] : [...known, ...unseen]
  }
  const result = [...before]
  const removed = changes.filter(change => change.kind === 'elements-removed').sort((a, b) => b.index - a.index)
  for (const { index, count } of removed) result.splice(index, count)
  const added = changes.filter(change => change.kind === 'elements-added').sort((a, b) => a.index - b.index)
  for (const { index, count, end, values } of added) result.splice(index, 0, ...filled(count, end, values))
  for (const change of changes) if (change.kind === 'element-changed') result[change.index] = pieceHead(change.to)
  return result
}

const diff = (before: KeyView, after: KeyView, facts: Fact[] = []) => diffKey({ db: 0, key, before }, after, facts)

function runs(times: number, one: (random: Random) => void) {
  for (let i = 0; i < times; i += 1) {
    const seed = SEED + i
    try {
      one(randomOf(seed))
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error })
    }
  }
}

describe('changes applied to the state before give the state after', () => {
  const start = (random: Random, most: number) => Array.from({ length: 1 + random.below(most) }, () => word(random))

  test('lists, their command known', () => {
    runs(2000, random => {
      let now = start(random, 12)
      for (let step = 0; step < 5 && now.length > 0; step += 1) {
        const { line, after } = listCommand(random, now)
        if (after.length === 0) return
        const changes = diff(list(now), list(after), [command(line)])
        expect({ line, list: applied(now, changes) }).toEqual({ line, list: after })
        now = after
      }
    })
  })

  test('lists, by the look alone, over several commands', () => {
    runs(2000, random => {
      const before = start(random, 12)
      let after = before
      for (let step = 0; step < 4 && after.length > 0; step += 1) after = listCommand(random, after).after
      if (after.length > 0) expect(applied(before, diff(list(before), list(after)))).toEqual(after)
    })
  })

  const WINDOW = 6
  const long = (random: Random) =>
    Array.from({ length: 20 + random.below(30) }, (_, i) => (random.below(2) === 0 ? `e${i}` : word(random)))
  const ends = (all: readonly string[]) => [all.slice(0, WINDOW), all.slice(-WINDOW)]
  const unknown = (changes: readonly Change[]) => changes.some(change => change.kind === 'length-changed')

  test('long lists worked at their ends, the command known: all of it is right, though only the ends were seen', () => {
    runs(2000, random => {
      const before = long(random)
      const { line, after } = listCommand(random, before)
      if (/LREM|LINSERT|LSET/.test(line)) return
      const changes = diff(list(before, WINDOW), list(after, WINDOW), [command(line)])
      expect({ line, list: applied(before, changes) }).toEqual({ line, list: after })
    })
  })

  test('long lists by the look alone: nothing is told that contradicts what was seen', () => {
    let told = 0
    runs(2000, random => {
      const before = long(random)
      const { line, after } = listCommand(random, before)
      const changes = diff(list(before, WINDOW), list(after, WINDOW))
      if (unknown(changes)) return
      told += 1
      const seen = before.map((item, i) => (i < WINDOW || i >= before.length - WINDOW ? item : '?'))
      const result = applied(seen, changes)
      expect({ line, length: result.length }).toEqual({ line, length: after.length })
      const filled = ends(result).map((end, i) => end.map((item, j) => (item === '?' ? ends(after)[i]?.[j] : item)))
      expect({ line, ends: filled }).toEqual({ line, ends: ends(after) })
    })
    expect(told).toBeGreaterThan(1400)
  })

  test('hashes', () => {
    runs(500, random => {
      const some = () =>
        Object.fromEntries(Array.from({ length: 1 + random.below(6) }, () => [`f${random.below(8)}`, word(random)]))
      const [before, after] = [some(), some()]
      const result = new Map(Object.entries(before))
      for (const change of diff(hash(before), hash(after))) {
        if (change.kind === 'field-removed') result.delete(pieceHead(change.field))
        if (change.kind === 'field-changed') result.set(pieceHead(change.field), pieceHead(change.to))
        if (change.kind === 'field-added') result.set(pieceHead(change.field), after[pieceHead(change.field)] ?? '?')
      }
      expect(Object.fromEntries(result)).toEqual(after)
    })
  })

  test('sets', () => {
    runs(500, random => {
      const some = () => [...new Set(Array.from({ length: 1 + random.below(8) }, () => `m${random.below(10)}`))]
      const [before, after] = [some(), some()]
      const result = new Set<Bytes>(before.map(bytes))
      for (const change of diff(set(before), set(after))) {
        if (change.kind === 'member-removed') result.delete(pieceHead(change.member))
        if (change.kind === 'member-added') result.add(pieceHead(change.member))
      }
      expect([...result].sort()).toEqual(after.sort())
    })
  })

  test('sorted sets, ranks too', () => {
    runs(500, random => {
      const some = () =>
        Object.fromEntries(Array.from({ length: 1 + random.below(8) }, () => [`m${random.below(10)}`, random.below(5)]))
      const [before, after] = [zset(some()), zset(some())]
      if (before.value.type !== 'zset' || after.value.type !== 'zset') return
      const result = new Map(before.value.head)
      const ranks = new Map<Piece, number>()
      for (const change of diff(before, after)) {
        if (change.kind === 'scored-removed') result.delete(pieceHead(change.member))
        if (change.kind === 'scored-added') {
          result.set(change.member, change.score)
          ranks.set(change.member, change.rank)
        }
        if (change.kind === 'scored-moved') {
          result.set(change.member, change.toScore)
          ranks.set(change.member, change.toRank)
        }
      }
      expect(Object.fromEntries(result)).toEqual(Object.fromEntries(after.value.head))
      const { head } = after.value
      for (const [member, rank] of ranks) expect(head[rank]?.[0]).toBe(member)
    })
  })

  test('long sorted sets: a member said to be removed is gone, one said to join is new', () => {
    runs(2000, random => {
      const before = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`m${i}`, random.below(20)]))
      const after = { ...before }
      const member = `m${random.below(35)}`
      const line = random.pick<() => string>([
        () => {
          delete after[member]
          return `ZREM k ${member}`
        },
        () => {
          after[member] = random.below(20)
          return `ZADD k ${after[member]} ${member}`
        },
      ])()
      const facts = random.below(2) === 0 ? [command(line)] : []
      for (const change of diff(zset(before, 5), zset(after, 5), facts)) {
        if (change.kind === 'scored-removed')
          expect({ line, there: pieceHead(change.member) in after }).toEqual({ line, there: false })
        if (change.kind === 'scored-added')
          expect({ line, there: pieceHead(change.member) in before }).toEqual({ line, there: false })
      }
    })
  })
})

test('ids of list elements: unique in a view, and kept by what stayed', () => {
  runs(500, random => {
    let now = Array.from({ length: 12 }, (_, i) => `e${i}`)
    let view = list(now, 4)
    for (let step = 0; step < 10 && now.length > 2; step += 1) {
      const { line, after } = listCommand(random, now)
      const next = list(after, 4)
      const changes = diff(view, next, [command(line)])
      carryIds(view, next, changes)
      const [old, ids] = [idsOf(view), idsOf(next)]
      const all = [...ids.head, ...ids.tail]
      expect(new Set(all).size).toBe(all.length)
      // an element of its own name that both windows show is the same one, unless it was taken out and put in again
      const nameOf = (of: KeyView, at: { head: number[]; tail: number[] }) =>
        of.value.type === 'list'
          ? new Map(
              [...of.value.head, ...of.value.tail].map((piece, i) => [pieceHead(piece), [...at.head, ...at.tail][i]]),
            )
          : new Map()
      const [was, is] = [nameOf(view, old), nameOf(next, ids)]
      if (!/LMOVE|RPOPLPUSH/.test(line) && !changes.some(change => change.kind === 'length-changed'))
        for (const [name, id] of was)
          if (name.startsWith('e') && is.has(name)) expect({ line, id: is.get(name) }).toEqual({ line, id })
      now = after
      view = next
    }
  })
})
