/** Drawings of characters: every line as wide as asked, whatever stands in it; and the notebook's pictures, recognisably. */
import { bytes } from '@rdd/shared/bytes'
import type { Span } from '@rdd/shared/keyspace/change'
import type { KeyView, Piece, Value } from '@rdd/shared/keyspace/view'
import { type Instant, instant } from '@rdd/shared/time'
import { describe, expect, test } from 'vitest'
import { alone, type Waiter } from './around.ts'
import { keyspaceText, keysText, keyText, treeText } from './ascii.ts'
import { treeOf } from './names.ts'
import { columnsOf } from './text.ts'

const hostile = ['plain', '', '漢字'.repeat(30), '👩‍👩‍👧‍👦🎉', 'مرحبا', 'a\n\t\0\u202e', 'x'.repeat(4000), '\\xff'].map(
  bytes,
)
const view = (value: Value, length: number, key = bytes('user:1001')): KeyView => ({
  db: 0,
  key,
  length,
  encoding: 'listpack',
  memory: 1234,
  value,
})
const values: [string, Value][] = [
  ...hostile.map((head): [string, Value] => ['string', { type: 'string', head }]),
  ['hash', { type: 'hash', fields: hostile.map(piece => [piece, piece, null]) }],
  [
    'hash of which fields expire',
    { type: 'hash', fields: hostile.map((piece, i) => [piece, piece, i % 2 ? null : instant(10 ** i)]) },
  ],
  ['list', { type: 'list', head: hostile, tail: [] }],
  ['set', { type: 'set', members: hostile }],
  [
    'zset',
    { type: 'zset', head: hostile.map((piece, i) => [piece, i === 0 ? '-inf' : '0.30000000000000004']), tail: [] },
  ],
  [
    'stream',
    {
      type: 'stream',
      head: hostile.map((piece, i) => ({ id: `1526919030474-${i}`, fields: [[piece, piece]] })),
      tail: [],
      lastId: '1-1',
      added: 8,
      groups: hostile.map((name, i) => ({
        ...{ name, lastDelivered: `1526919030474-${i}`, lag: i === 0 ? null : 98_765, pendingCount: 1_234_567 },
        consumers: i === 1 ? [] : Array.from({ length: i === 2 ? 40 : 2 }, () => ({ name, pending: 987_654 })),
        pending: hostile.map((_, n) => ({ id: `1526919030474-${n + i}`, consumer: name, deliveries: 10_000 })),
      })),
    },
  ],
]
const waiter = (name: string, command: string, until?: number): Waiter => ({
  ...{ name, command, since: instant(0), served: 'one' as const },
  ...(until === undefined ? {} : { until: instant(until) }),
})
const crowd = hostile.flatMap(name => [waiter(name, `BLPOP ${name} 0`), waiter(name, name, 60_000)])
const read: Span[] = hostile.map(after => ({ of: 'reader', after }))

describe.each([30, 46, 72, 200])('%i columns', width => {
  test.each(values)('a %s is drawn with a straight edge', (_type, value) => {
    for (const length of [0, 8, 100_000])
      for (const key of hostile)
        for (const line of keyText(
          view(value, length, key),
          width,
          0,
          length === 8 ? { waiting: crowd, spans: read } : alone,
        ))
          expect(columnsOf(line), line).toBe(width)
  })
  test('what expires is told whole, in the strip and in a column of a hash', () => {
    const fields = hostile.map((piece, i): [Piece, Piece, Instant | null] => [
      piece,
      piece,
      i < 2 ? instant(9_000) : null,
    ])
    for (const key of hostile) {
      const text = keyText({ ...view({ type: 'hash', fields }, 8, key), expiresAt: instant(60_000) }, width, 1_600)
      for (const line of text) expect(columnsOf(line), line).toBe(width)
      expect(text.join('\n')).toContain('expires in 58.4 s')
      expect(text.join('\n')).toContain('7.4 s')
    }
  })
  test('so are all keys, and the names as a tree', () => {
    const views = hostile.map(key => view({ type: 'string', head: key }, 1, key))
    for (const line of [
      ...keyspaceText(views, 100_000, width),
      ...keysText(
        views.flatMap(one => [
          { view: one, waiting: crowd, spans: [] },
          { key: one.key, type: 'list' as const, waiting: crowd },
        ]),
        width,
        0,
      ),
      ...treeText(treeOf(views), width),
    ])
      expect(columnsOf(line), line).toBe(width)
  })
})

test('a field that expires has its time beside its value', () => {
  const fields: [string, string, number | null][] = [
    ['user', '1001', null],
    ['token', 'a81f', 60_000],
  ]
  const hash: Value = {
    type: 'hash',
    fields: fields.map(([field, of, until]) => [bytes(field), bytes(of), until === null ? null : instant(until)]),
  }
  expect(keyText(view(hash, 2, bytes('s')), 46, 1_600).slice(4)).toEqual([
    '│ ┌───────┬───────────────────────┬────────┐ │',
    '│ │ Field │ Value                 │ TTL    │ │',
    '│ ├───────┼───────────────────────┼────────┤ │',
    '│ │ user  │ "1001"                │        │ │',
    '│ │ token │ "a81f"                │ 58.4 s │ │',
    '│ └───────┴───────────────────────┴────────┘ │',
    '└────────────────────────────────────────────┘',
  ])
})

test('a list is the notebook’s picture', () => {
  const list = view({ type: 'list', head: ['msg2', 'msg1'].map(bytes), tail: [] }, 2, bytes('queue:notifications'))
  expect(keyText(list, 46, 0)).toEqual([
    '┌────────────────────────────────────────────┐',
    '│ LIST · listpack · 2 elements · 1.2 kB      │',
    '├────────────────────────────────────────────┤',
    '│ Key: "queue:notifications"                 │',
    '│ HEAD ◄─── LPUSH            RPUSH ───► TAIL │',
    '│ ┌────┐   ┌────┐                            │',
    '│ │msg2│◄─►│msg1│                            │',
    '│ └────┘   └────┘                            │',
    '│  0        1                                │',
    '│ -2       -1                                │',
    '│ LPOP ───►                        ◄─── RPOP │',
    '└────────────────────────────────────────────┘',
  ])
})

test('a row of a list that is full to its edge has all its indexes', () => {
  const head = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'].map(bytes)
  const text = keyText(view({ type: 'list', head, tail: [] }, 7), 46, 0)
  expect(text[8]).toMatch(/│ {2}0 {7}1 {7}2 {9}3 {8}4 +│/)
  expect(text.join('')).not.toContain('…')
})

test('of a long list both ends are drawn, each element with its index from either end', () => {
  const letters = (of: string) => Array.from({ length: 20 }, (_, i) => bytes(`${of}${i}`))
  const text = keyText(view({ type: 'list', head: letters('h'), tail: letters('t') }, 1000), 72, 0)
  const all = text.join('\n')
  expect(all).toContain('│h0 │◄─►│h1│')
  expect(all).toContain('… 988 more')
  expect(all).toContain('│t16│◄─►│t17│◄─►│t18│◄─►│t19│')
  expect(all).toMatch(/ 996 {5}997 {5}998 {5}999/)
  expect(all).toMatch(/ {2}-4 {6}-3 {6}-2 {6}-1/)
  expect(text.at(-2)).toMatch(/LPOP ───► .* ◄─── RPOP/)
})

test('who waits for a key stands below it, the longest waiting first', () => {
  const list = view({ type: 'list', head: [], tail: [] }, 0, bytes('q'))
  const waiting = [waiter('w1', 'BLPOP q 0'), waiter('w2', 'BLPOP queue:notifications q 5', 5_000)]
  const text = keyText(list, 46, 3_200, { waiting, spans: [] }).join('\n')
  expect(text).toContain('2 clients wait, served in this order:')
  expect(text).toContain('1. w1: BLPOP q 0 · 3.2 s')
  expect(text).toMatch(/2\. w2 · 3\.2 s, 1\.8 s left +│\n│ {4}BLPOP queue:notifications q 5/)
})

test('a key that is waited for and is not there has its place', () => {
  const text = keysText([{ key: bytes('q'), type: 'list', waiting: [waiter('w1', 'BLPOP q 0')] }], 46, 3_200)
  expect(text).toEqual([
    '┌────────────────────────────────────────────┐',
    '│ LIST · does not exist yet                  │',
    '├────────────────────────────────────────────┤',
    '│ Key: "q"                                   │',
    '│ HEAD ◄─── LPUSH            RPUSH ───► TAIL │',
    '│ LPOP ───►                        ◄─── RPOP │',
    '│ 1 client waits:                            │',
    '│ 1. w1: BLPOP q 0 · 3.2 s                   │',
    '└────────────────────────────────────────────┘',
  ])
  const board = keysText([{ key: bytes('b'), type: 'zset', waiting: [waiter('w1', 'BZPOPMIN b 0')] }], 46, 0)
  expect(board.join('\n')).toContain('SORTED SET · does not exist yet')
})

test('a group is a tree of its consumers, with each what is pending for it; nothing of it is cut', () => {
  const [first, second] = ['1795672282487-0', '1795672282488-0']
  const group = {
    ...{ name: bytes('g1'), lastDelivered: second, lag: 2, pendingCount: 3 },
    consumers: [
      { name: bytes('alice'), pending: 2 },
      { name: bytes('bob'), pending: 0 },
    ],
    pending: [
      { id: '1795672282486-0', consumer: bytes('alice'), deliveries: 2 },
      { id: first, consumer: bytes('alice'), deliveries: 1 },
    ],
  }
  const head = [first, second].map(id => ({ id, fields: [[bytes('n'), bytes('1')]] as [Piece, Piece][] }))
  const stream = view({ type: 'stream', head, tail: [], lastId: second, added: 3, groups: [group] }, 2)
  const waiting = [waiter('reader', 'XREAD BLOCK 0 STREAMS s $')]
  const text = keyText(stream, 46, 500, { waiting, spans: [{ of: 'reader', after: first }] })
  expect(text.slice(text.findIndex(line => line.includes('last id'))).map(line => line.slice(2, -1).trimEnd())).toEqual(
    [
      'last id 1795672282488-0 · 3 ever added',
      'read after 1795672282487-0',
      'group g1 · lag 2 · 3 pending',
      'last delivered 1795672282488-0',
      '├─ alice · 2 pending',
      '│  ├─ 1795672282486-0 · gone, delivered 2×',
      '│  └─ 1795672282487-0 · delivered 1×',
      '└─ bob · 0 pending',
      '1 client waits:',
      '• reader · 0.5 s',
      '  XREAD BLOCK 0 STREAMS s $',
      '─'.repeat(43),
    ],
  )
})

test('a sorted set is the notebook’s table, the highest first, and a TTL is told in words', () => {
  const board = {
    ...view(
      {
        type: 'zset',
        head: [
          [bytes('bob'), '2100'],
          [bytes('alice'), '2500'],
        ],
        tail: [],
      },
      2,
    ),
    expiresAt: instant(60_000),
  }
  const lines = keyText(board, 72, 1_600)
  expect(lines[1]).toContain('expires in 58.4 s')
  expect(lines.slice(4, 9)).toEqual([
    expect.stringMatching(/^│ ┌─+┬─+┬─+┐ +│$/),
    expect.stringMatching(/│ Score │ Member +│ Rank +│/),
    expect.stringMatching(/├─+┼─+┼─+┤/),
    expect.stringMatching(/│ 2500 +│ alice +│ 0 \(highest score\) │/),
    expect.stringMatching(/│ 2100 +│ bob +│ 1 \(lowest score\) +│/),
  ])
  // in a panel too which end is which can be read
  expect(keyText(board, 46, 0).slice(-4, -2).join('\n')).toMatch(/0 \(highest\) │.*\n.*1 \(lowest\) +│/)
})

test('of a long sorted set the highest and the lowest rows are drawn', () => {
  const rows = (from: number) =>
    Array.from({ length: 20 }, (_, i): [Piece, string] => [bytes(`m${from + i}`), `${from + i}`])
  const text = keyText(view({ type: 'zset', head: rows(0), tail: rows(80) }, 100), 72, 0).join('\n')
  expect(text).toMatch(/│ 99 +│ m99 +│ 0 \(highest score\)/)
  expect(text).toMatch(/│ 92 +│ m92 +│ 7 +│/)
  expect(text).toContain('… 88 more')
  expect(text).toMatch(/│ 3 +│ m3 +│ 96 +│/)
  expect(text).toMatch(/│ 0 +│ m0 +│ 99 \(lowest score\)/)
})

test('names are a tree whose branches end where they end', () => {
  const names = ['plain', 'queue:mail', 'user:1:mail', 'user:1:name', 'user:2:name', 'user:x']
  const views = names.map(name => view({ type: 'string', head: bytes('x') }, 1, bytes(name)))
  expect(treeText(treeOf(views), 30).map(line => line.trimEnd())).toEqual([
    'plain  string',
    'queue: (1)',
    '└─ mail  string',
    'user: (4)',
    '├─ 1: (2)',
    '│  ├─ mail  string',
    '│  └─ name  string',
    '├─ 2: (1)',
    '│  └─ name  string',
    '└─ x  string',
  ])
})
