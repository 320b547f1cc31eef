/** What the pictures of a whole room promise: nothing lies on anything, nothing leaves the stage, whatever the keys are. */
import { bytes } from '@rdd/shared/bytes'
import type { KeyView, Value } from '@rdd/shared/keyspace/view'
import { instant } from '@rdd/shared/time'
import { describe, expect, test } from 'vitest'
import { architecture, type ServerPicture } from './architecture.ts'
import { keyTree, rowOf } from './key-tree.ts'
import { treeOf } from './names.ts'
import { edges, outside, overlap } from './testing.ts'

const kinds: Record<string, (i: number) => string> = {
  flat: i => `key${i}`,
  'of parts': i => `user:${Math.floor(i / 3)}:${['name', 'mail', 'cart'][i % 3]}`,
  deep: i => `${'a:'.repeat(i % 60)}${i}`,
  long: i => `${i}:${'x'.repeat(4000)}:${i % 7}`,
  empty: i => ':'.repeat(i % 300),
  wide: i => `${'漢字'.repeat(1 + (i % 40))}:${i}`,
  emoji: i => `👩‍👩‍👧‍👦${'🇫🇷'.repeat(i % 30)}:${i}`,
  'right to left': i => `مرحبا:${'שלום '.repeat(i % 20)}${i}`,
  'control characters': i => `a\n\t\0\u202e:${i}`,
  binary: i => `\\xff\\x00${i}:\\xfe`,
}
const values: Value[] = [
  { type: 'string', head: bytes('x') },
  { type: 'hash', fields: [] },
  { type: 'list', head: [], tail: [] },
  { type: 'set', members: [] },
  { type: 'zset', head: [], tail: [] },
  { type: 'stream', head: [], tail: [], lastId: '0-0', added: 0, groups: [] },
]
function viewsOf(name: (i: number) => string, n: number): KeyView[] {
  const all = new Map<string, KeyView>()
  for (let i = 0; i < n; i += 1) {
    const key = bytes(name(i))
    const value = values[i % values.length] ?? { type: 'other' as const, name: 'module' }
    all.set(key, {
      ...{ db: 0, key, length: 1, value, memory: 50 + (i % 9000) },
      ...(i % 3 === 0 && { expiresAt: instant(60_000), ringFrom: instant(0) }),
    })
  }
  return [...all.values()]
}
const huge = '9'.repeat(15)
const info = (of: string) =>
  new Map(
    [
      ...['used_memory', 'maxmemory', 'connected_clients', 'blocked_clients', 'instantaneous_ops_per_sec'],
      ...['total_commands_processed', 'keyspace_hits', 'keyspace_misses', 'expired_keys', 'evicted_keys'],
      ...['rdb_last_save_time', 'rdb_changes_since_last_save', 'redis_version', 'aof_current_size'],
    ].map(name => [name, of]),
  )

const counts = [0, 1, 30, 3000]
const widths = [390, 600, 820, 1440, 3840]

describe.each(Object.entries(kinds))('names that are %s', (_, name) => {
  test.each(widths)('stand as a tree on a stage %i wide', width => {
    for (const count of counts) {
      const views = viewsOf(name, count)
      const touched = new Set(views.slice(0, 2).map(({ key }) => key))
      for (const turned of [new Map(), new Map(views.map(({ key }) => [key.slice(0, key.indexOf(':') + 1), false]))]) {
        const frame = keyTree({ root: treeOf(views), turned, total: count * 2, touched }, { width })
        // what is clicked is a row, with all that stands in it
        const all = edges(frame.marks).filter(({ path }) => !path.endsWith('/hit'))
        expect(outside(all, frame)).toEqual([])
        expect(overlap(all)).toBeUndefined()
      }
    }
  })
  test('ways to all keys never lie on what opens a part', () => {
    for (const width of widths) {
      const { marks } = keyTree(
        { root: treeOf(viewsOf(name, 300)), turned: new Map(), total: 300, touched: new Set() },
        { width },
      )
      expect(overlap(edges(marks).filter(({ path }) => path.endsWith('/hit')))).toBeUndefined()
    }
  })
})

test('100,000 names stand as a tree', () => {
  const views = viewsOf(i => `user:${i % 5000}:${i}`, 100_000)
  const frame = keyTree({ root: treeOf(views), turned: new Map(), total: 100_000, touched: new Set() }, { width: 1440 })
  expect(outside(edges(frame.marks), frame)).toEqual([])
})

describe('the server', () => {
  const server = (views: KeyView[], total: number, more: Partial<ServerPicture> = {}): ServerPicture => ({
    ...{ views, total, info: info('12345'), touched: new Set(['hash']), past: false },
    ...more,
  })
  test.each(widths)('stands on a stage %i wide', width => {
    for (const count of [0, 1, 100, 100_000]) {
      const views = viewsOf(i => `k${i}`, count)
      for (const picture of [
        server(views, count),
        server(views, count * 1000, { past: true, info: info(huge) }),
        server(views, count, { info: undefined }),
        server(views, count, {
          connections: {
            eyes: 2,
            consoles: 500,
            runs: 20,
            others: 10_000,
            names: Object.values(kinds).map(kind => kind(20)),
          },
        }),
        server(views, count, { info: info('漢字'.repeat(60)) }),
      ]) {
        for (const height of [400, 4000]) {
          const frame = architecture(picture, { width, height })
          const all = edges(frame.marks)
          expect(outside(all, frame)).toEqual([])
          expect(overlap(all.filter(({ text }) => text))).toBeUndefined()
        }
      }
    }
  })
})

test('the server stands whole in the stage of a laptop', () => {
  const connections = { eyes: 2, consoles: 4, runs: 0, others: 1, names: ['worker'] }
  const views = viewsOf(i => `k${i}`, 20)
  const picture = { views, total: 20, info: info('1234567'), connections, touched: new Set<string>(), past: false }
  const low = architecture(picture, { width: 832, height: 446 })
  expect(low.height).toBeLessThanOrEqual(446)
  for (const words of ['key:value', 'field:value', '[elem1, ', '{members}', 'score:member', 'id field value'])
    expect(JSON.stringify(low.marks)).toContain(words)
  expect(architecture(picture, { width: 832, height: 900 }).height).toBeGreaterThan(500)
})

test('the row of a key is found, or that of the nearest part that is in sight', () => {
  const root = treeOf(viewsOf(i => `user:${i}:name`, 3))
  const rowIn = (turned: ReadonlyMap<string, boolean>, key: string) => rowOf({ root, turned }, bytes(key))
  const open = new Map([
    ['user:', true],
    ['user:0:', true],
    ['user:1:', false],
  ])
  const picture = keyTree({ root, turned: open, total: 3, touched: new Set() }, { width: 800 })
  const y = (id: string) => picture.marks.find(mark => mark.id === id)?.y
  expect(rowIn(open, 'user:0:name')?.top).toBe(y('key:user:0:name'))
  expect(rowIn(open, 'user:1:name')?.top).toBe(y('row:user:1:'))
  expect(rowIn(open, 'user:nobody')?.top).toBe(y('row:user:'))
  expect(rowIn(open, 'other:1')).toBeUndefined()
})
