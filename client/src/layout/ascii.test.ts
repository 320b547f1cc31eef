/** Drawings of characters: every line as wide as asked, whatever stands in it; and the notebook's pictures, recognisably. */
import { bytes } from '@rdd/shared/bytes'
import type { KeyView, Value } from '@rdd/shared/keyspace/view'
import { instant } from '@rdd/shared/time'
import { describe, expect, test } from 'vitest'
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
      groups: [],
    },
  ],
]

describe.each([30, 46, 72, 200])('%i columns', width => {
  test.each(values)('a %s is drawn with a straight edge', (_type, value) => {
    for (const length of [0, 8, 100_000])
      for (const key of hostile)
        for (const line of keyText(view(value, length, key), width, 0)) expect(columnsOf(line), line).toBe(width)
  })
  test('so are all keys, and the names as a tree', () => {
    const views = hostile.map(key => view({ type: 'string', head: key }, 1, key))
    for (const line of [
      ...keyspaceText(views, 100_000, width),
      ...keysText(views, width, 0),
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
    '│ LPOP ───►                        ◄─── RPOP │',
    '└────────────────────────────────────────────┘',
  ])
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
    expect.stringMatching(/│ 2500 +│ alice +│ 0 from the top │/),
    expect.stringMatching(/│ 2100 +│ bob +│ 1 from the top │/),
  ])
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
