/** What every layout promises of any key at any width: nothing overlaps, nothing leaves its card, the DOM has the data. */

import { type Bytes, byteLength, bytes, fromRaw } from '@rdd/shared/bytes'
import { EMBSTR } from '@rdd/shared/keyspace/embstr'
import {
  type KeyView,
  type Piece,
  pieceHead,
  type RedisType,
  redisTypes,
  type Value,
  type ValueOf,
} from '@rdd/shared/keyspace/view'
import { instant } from '@rdd/shared/time'
import { describe, expect, test } from 'vitest'
import { type Around, alone, type Lens, type Waiter } from './around.ts'
import { columns } from './columns.ts'
import { frameOf, grid } from './keyspace.ts'
import { type Box, type Group, type Mark, type Text, text } from './mark.ts'
import { columnsOf, widthOf } from './text.ts'

const WIDTHS = [390, 820, 1440, 3840]
const LENGTHS = [0, 1, 2, 7, 40, 100_000]
/** As many as a view carries of each end. */
const WINDOW = 20

/** Numbers that only look random: the same on every run. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const kinds: Record<string, (i: number, next: () => number) => Piece> = {
  plain: i => bytes(`item:${i}`),
  binary: (i, next) =>
    fromRaw(Uint8Array.from({ length: 24 }, (_, k) => (k === 0 ? i % 256 : Math.floor(next() * 256)))),
  emoji: i => bytes(`👩‍👩‍👧‍👦🎉${'🇫🇷'.repeat(i % 30)}${i}`),
  'right to left': i => bytes(`مرحبا بالعالم ${'שלום '.repeat(i % 12)}${i}`),
  'control characters': i => bytes(`a\n\t\0${i}\u202e\u200b`),
  wide: i => bytes(`${'漢字'.repeat(1 + (i % 40))}${i}`),
  long: i => ({ head: bytes(`${i} ${'x'.repeat(4000)}`), bytes: 10_000, sha1: String(i) }),
  empty: i => bytes(i === 0 ? '' : String(i)),
}

const pieces = (kind: string, from: number, count: number): Piece[] => {
  const next = random(from + 1)
  const make = kinds[kind]
  return make === undefined ? [] : Array.from({ length: count }, (_, i) => make(from + i, next))
}

function valueMade(type: RedisType, kind: string, length: number): Value {
  const first = Math.min(length, WINDOW)
  const rest = Math.min(length - first, WINDOW)
  const head = pieces(kind, 0, first)
  const tail = pieces(kind, length - rest, rest)
  const scores = ['-inf', '-3.5', '0', '12', '12', '0.30000000000000004', '1e+300', 'inf']
  const scored = (some: Piece[]) => some.map((piece, i): [Piece, string] => [piece, scores[i % scores.length] ?? '0'])
  const entries = (some: Piece[], from: number) =>
    some.map((piece, i) => ({
      id: `17954351${String(from + i).padStart(5, '0')}-0`,
      fields: [[piece, piece] as [Piece, Piece]],
    }))
  switch (type) {
    case 'string':
      return { type, head: bytes(pieceHead(head[0] ?? bytes(''))) }
    case 'hash':
      return { type, fields: head.map((piece, i) => [piece, piece, i % 3 === 0 ? instant(1e12) : null]) }
    case 'list':
      return { type, head, tail }
    case 'set':
      return { type, members: head }
    case 'zset':
      return { type, head: scored(head), tail: scored(tail) }
    case 'stream':
      return {
        type,
        head: entries(head, 0),
        tail: entries(tail, length - rest),
        lastId: '1795435100000-0',
        added: length,
        groups: [
          {
            name: bytes('readers'.repeat(9)),
            lastDelivered: '1795435100000-0',
            lag: null,
            pendingCount: 1,
            consumers: [{ name: bytes('c'.repeat(300)), pending: 1 }],
            pending: [{ id: '1795435100000-0', consumer: bytes('c'), deliveries: 1 }],
          },
        ],
      }
  }
}

const view = (type: RedisType, kind: string, length: number, name = bytes(`${kind}:${length}`)): KeyView => ({
  db: 0,
  key: name,
  length: type === 'string' ? 10_000 : length,
  encoding: 'quicklist',
  memory: 123_456_789,
  expiresAt: instant(1_795_435_200_000),
  value: valueMade(type, kind, length),
})

/** Clients of any name, with any command, that wait with a time-out and without. */
const waitersNamed = (kind: string, count: number): Waiter[] =>
  pieces(kind, 0, count).map((piece, i) => ({
    name: pieceHead(piece),
    command: `BLPOP ${pieceHead(piece)} 0`,
    since: instant(1_795_435_100_000),
    served: i % 3 === 0 ? ('one' as const) : i % 3 === 1 ? ('copy' as const) : { group: pieceHead(piece) },
    ...(i % 2 === 0 ? {} : { until: instant(1_795_435_200_000) }),
  }))

/** What may stand beside the elements of a list so long. */
const listAround = (kind: string, length: number): Around[] => {
  const middle = Math.floor(length / 2)
  const some: Around['spans'][] = [
    [{ of: 'index', from: 0, to: length - 1, asked: [-1_000_000, 1_000_000] }],
    [{ of: 'index', from: middle, to: length - 1, asked: [-1, length] }],
    [{ of: 'index', from: middle, to: middle, asked: [middle, middle], walk: 'tail' }],
    [{ of: 'cut', head: 12_345, tail: 98_765 }],
    [{ of: 'pivot', index: middle }],
    [{ of: 'taken', indexes: Array.from({ length: 60 }, (_, i) => i * 1000) }],
  ]
  return some.map((spans, i) => ({ ...alone, spans: length === 0 ? [] : spans, waiting: waitersNamed(kind, i) }))
}

interface Placed {
  path: string
  left: number
  right: number
  top: number
  bottom: number
  mark: Box | Text
}

const textWidth = ({ text, size }: Text) => widthOf(columnsOf(text), size)

/** Every box and every shown monospace text, in stage units. Inter's width is not known here, its few words are ours. */
function placedOf(marks: readonly Mark[], x = 0, y = 0, path = ''): Placed[] {
  return marks.flatMap((mark): Placed[] => {
    const at = `${path}/${mark.id}`
    if (mark.kind === 'group') return placedOf(mark.children, x + mark.x, y + mark.y, at)
    if (mark.kind === 'box') {
      const left = x + mark.x
      return [{ path: at, left, right: left + mark.w, top: y + mark.y, bottom: y + mark.y + mark.h, mark }]
    }
    // the longest number a clock prints under a hundred days
    if (mark.kind === 'ring' && mark.of === 'key')
      return placedOf(
        [text('number', { x: mark.x - mark.r - 8, y: mark.y + 4.5, text: '59 min 59 s', anchor: 'end' })],
        x,
        y,
        at,
      )
    if (mark.kind !== 'text' || mark.twin === 'exact' || mark.font === 'sans') return []
    const w = textWidth(mark)
    const left = x + mark.x - (mark.anchor === 'end' ? w : mark.anchor === 'middle' ? w / 2 : 0)
    return [
      {
        path: at,
        left,
        right: left + w,
        top: y + mark.y - mark.size * 0.75,
        bottom: y + mark.y + mark.size * 0.2,
        mark,
      },
    ]
  })
}

const overlap = (a: Placed, b: Placed): boolean =>
  a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5

/** Pairs that may not meet: texts with texts, and the frames of different parts with one another. */
function collisions(card: Group): string[] {
  const all = placedOf(card.children)
  const texts = all.filter(({ mark }) => mark.kind === 'text' && mark.text !== '')
  const frames = all.filter(({ mark }) => mark.kind === 'box' && mark.look === 'frame' && mark.id === 'box')
  const found: string[] = []
  for (const some of [texts, frames]) {
    // from the top down, so that each is compared only with those that begin above its end
    const down = some.toSorted((a, b) => a.top - b.top)
    for (const [i, a] of down.entries())
      for (let at = i + 1; at < down.length; at += 1) {
        const b = down[at]
        if (b === undefined || b.top >= a.bottom) break
        if (overlap(a, b)) found.push(`${a.path} meets ${b.path}`)
      }
  }
  return found
}

const sceneOf = (type: RedisType, scene: 'full' | 'compact', views: KeyView[], width: number) =>
  frameOf(scene === 'full' ? columns(views, type, width) : grid(views, width), {
    top: 0,
    bottom: Number.POSITIVE_INFINITY,
  })

const cases = redisTypes.flatMap(type =>
  (['full', 'compact'] as const).map((scene): [RedisType, 'full' | 'compact'] => [type, scene]),
)

describe.each(cases)('%s, %s', (type, scene) => {
  test.each(Object.keys(kinds))('%s values keep apart and inside at every width and length', kind => {
    for (const width of WIDTHS)
      for (const length of LENGTHS) {
        const frame = sceneOf(type, scene, [view(type, kind, length)], width)
        const at = `${width} wide, ${length} long`
        for (const card of frame.marks) {
          expect(collisions(card), at).toEqual([])
          const frameBox = card.children.find(mark => mark.id === 'frame')
          const [w, h] = frameBox?.kind === 'box' ? [frameBox.w, frameBox.h] : [0, 0]
          expect(card.x + w, at).toBeLessThanOrEqual(width)
          const out = placedOf(card.children).filter(
            ({ left, right, top, bottom }) => left < -0.5 || right > w + 0.5 || top < -0.5 || bottom > h + 0.5,
          )
          expect(
            out.map(({ path }) => path),
            at,
          ).toEqual([])
        }
      }
  })

  test('a long name keeps off the clock of its key', () => {
    for (const width of WIDTHS)
      for (const card of sceneOf(type, scene, [view(type, 'plain', 3, bytes('k'.repeat(300)))], width).marks)
        expect(collisions(card), `${width} wide`).toEqual([])
  })

  test('cards do not overlap', () => {
    for (const width of WIDTHS) {
      const views = Array.from({ length: 23 }, (_, i) =>
        view(type, 'plain', i, bytes(`key:${String(i).padStart(2, '0')}`)),
      )
      const frame = sceneOf(type, scene, views, width)
      const cards = frame.marks.flatMap(card =>
        placedOf([{ ...card, children: card.children.filter(({ id }) => id === 'frame') }]),
      )
      expect(cards).toHaveLength(23)
      for (const [i, a] of cards.entries()) for (const b of cards.slice(i + 1)) expect(overlap(a, b)).toBe(false)
      expect(Math.max(...cards.map(({ bottom }) => bottom))).toBeLessThan(frame.height)
    }
  })
})

/** What leaves a card, and what meets inside it. */
function faults(card: Group): string[] {
  const frameBox = card.children.find(mark => mark.id === 'frame')
  const [w, h] = frameBox?.kind === 'box' ? [frameBox.w, frameBox.h] : [0, 0]
  const out = placedOf(card.children).filter(
    ({ left, right, top, bottom }) => left < -0.5 || right > w + 0.5 || top < -0.5 || bottom > h + 0.5,
  )
  return [...collisions(card), ...out.map(({ path }) => `${path} leaves its card`)]
}

test.each(Object.keys(kinds))('ranges, cuts and clients that wait keep apart beside a list of %s values', kind => {
  for (const width of WIDTHS)
    for (const length of LENGTHS)
      for (const around of listAround(kind, length)) {
        const plan = columns([view('list', kind, length)], 'list', width, () => around)
        for (const card of frameOf(plan, { top: 0, bottom: Number.POSITIVE_INFINITY }).marks)
          expect(faults(card), `${width} wide, ${length} long, ${around.spans.map(({ of }) => of)}`).toEqual([])
      }
})

const limits = new Map(
  'hash set zset'
    .split(' ')
    .flatMap((type): [string, string][] => [
      [`${type}-max-listpack-entries`, '128'],
      [`${type}-max-listpack-value`, '64'],
    ])
    .concat([
      [EMBSTR, '44'],
      ['set-max-intset-entries', '512'],
      ['list-max-listpack-size', '-2'],
      ['stream-node-max-entries', '100'],
    ]),
)
test.each(redisTypes.flatMap(type => (['encoding', 'bits'] as const).map((lens): [RedisType, Lens] => [type, lens])))(
  'a %s looked at through the lens %s keeps apart and inside its card',
  (type, lens) => {
    for (const width of WIDTHS)
      for (const kind of Object.keys(kinds))
        for (const known of [limits, undefined])
          for (const length of [0, 7, 100_000]) {
            const plan = columns([view(type, kind, length)], type, width, () => ({ ...alone, lens, limits: known }))
            for (const card of frameOf(plan, { top: 0, bottom: Number.POSITIVE_INFINITY }).marks)
              expect(faults(card), `${width} wide, ${length} ${kind}`).toEqual([])
          }
  },
)

/** What is said of a key that was made of such ones, and of one that went into it. */
const stored = (named: Bytes): Around['spans'] => [
  { of: 'into', key: named, count: 12_345 },
  { of: 'made-of', keys: [named, named, named, named, named], how: `what any of them holds, times ${named}` },
]

/** What may be asked of, or taken out of, a set. */
const setAround = (kind: string): Around[] => {
  const heads = pieces(kind, 0, 20).map(pieceHead)
  const [named = bytes('k')] = heads
  const some: Around['spans'][] = [
    heads.slice(0, 1).map(member => ({ of: 'absent', member })),
    heads.map(member => ({ of: 'absent', member })),
    [{ of: 'picked', members: [...heads, ...heads, named] }],
    [{ of: 'popped', members: heads }],
    stored(named),
  ]
  return some.map(spans => ({ ...alone, spans }))
}

test.each(Object.keys(kinds))(
  'what is no member, was picked or was made keeps apart below a set of %s members',
  kind => {
    for (const width of WIDTHS)
      for (const length of LENGTHS)
        for (const around of setAround(kind)) {
          const plan = columns([view('set', kind, length)], 'set', width, () => around)
          for (const card of frameOf(plan, { top: 0, bottom: Number.POSITIVE_INFINITY }).marks)
            expect(faults(card), `${width} wide, ${length} long, ${around.spans.map(({ of }) => of)}`).toEqual([])
        }
  },
)

/** What may be read of, or refused by, a sorted set so long. */
const zsetAround = (kind: string, length: number): Around[] => {
  const middle = Math.floor(length / 2)
  const [named = bytes('k')] = pieces(kind, 0, 1).map(pieceHead)
  const refused = pieces(kind, 0, 5).map((piece, i): Around['spans'][number] => ({
    of: 'refused',
    member: pieceHead(piece),
    score: i % 2 === 0 ? '1e+300' : '7',
    by: i === 4 ? 'XX' : 'GT',
    ...(i === 4 ? {} : { kept: '0.30000000000000004' }),
  }))
  const some: Around['spans'][] = [
    [{ of: 'index', from: 0, to: Math.max(0, length - 1), asked: [-1_000_000, 1_000_000] }],
    [{ of: 'index', from: middle, to: middle, asked: [middle, middle], rev: true }],
    [{ of: 'score', min: '-inf', max: '+inf', count: length }],
    [{ of: 'score', min: '(0', max: '12', count: 3 }],
    [{ of: 'score', min: '(1e+300', max: '1e+301', count: 0 }],
    refused,
    [{ of: 'rank', member: named, rank: middle, from: 'lowest' }],
    [{ of: 'rank', member: named, rank: Math.max(0, length - 1), from: 'highest' }],
    pieces(kind, 0, 12).map(piece => ({ of: 'absent', member: pieceHead(piece) })),
    [{ of: 'delta', member: named, by: `+${'9'.repeat(40)}`, before: '-inf', after: '1e+300' }],
    [{ of: 'delta', member: named, by: '-0.30000000000000004', after: '-0.30000000000000004' }],
    [{ of: 'cut-out', asked: { by: 'rank', min: '-1000000', max: '1000000' }, at: middle, count: 98_765 }],
    [{ of: 'cut-out', asked: { by: 'lex', min: `[${named}`, max: `(${named}` }, at: 0, count: 1 }],
    [{ of: 'cut-out', asked: { by: 'score', min: '(0', max: '12' }, at: length, count: 12 }],
    [{ of: 'cut-out', asked: { by: 'pop', end: 'highest' }, at: length, count: 3 }],
    [{ of: 'cut-out', asked: { by: 'pop', end: 'lowest' }, at: 0, count: 3 }],
    stored(named),
  ]
  return some.map(spans => ({ ...alone, spans: length === 0 ? [] : spans }))
}

test.each(Object.keys(kinds))('bands, brackets and refused scores keep apart in a sorted set of %s members', kind => {
  for (const width of WIDTHS)
    for (const length of LENGTHS)
      for (const around of zsetAround(kind, length)) {
        const plan = columns([view('zset', kind, length)], 'zset', width, () => around)
        for (const card of frameOf(plan, { top: 0, bottom: Number.POSITIVE_INFINITY }).marks)
          expect(faults(card), `${width} wide, ${length} long, ${around.spans.map(({ of }) => of)}`).toEqual([])
      }
})

/** The id of entry `i`, as `valueMade` gives it; of one that is deleted: a counter that no entry has. */
const entryId = (i: number, deleted = false): string => `17954351${String(i).padStart(5, '0')}-${deleted ? 7 : 0}`

/** Groups named so: of nobody, of one consumer, of a few and of many, with entries pending that are there and that are not. */
const groupsNamed = (kind: string, length: number): ValueOf<'stream'>['groups'] =>
  [0, 1, 3, 9].map((count, k) => {
    const names = pieces(kind, k * 10, count).map(pieceHead)
    const places = new Set([0, 1, 2, length - 2, length - 1].filter(i => i >= 0 && i < length))
    const ids = [...places].flatMap(i => [entryId(i), entryId(i, true)])
    const pending = ids.flatMap((id, i) => {
      const consumer = names[i % Math.max(1, count)]
      return consumer === undefined ? [] : [{ id, consumer, deliveries: 10 ** (i % 7) }]
    })
    return {
      name: pieceHead(pieces(kind, 90 + k, 1)[0] ?? bytes('g')),
      lastDelivered:
        [entryId(length - 1), entryId(0, true), '0-0', '18446744073709551615-18446744073709551615'][k] ?? '',
      lag: k === 0 ? null : 10 ** (4 * k),
      pendingCount: k === 3 ? 1_000_000 : pending.length,
      consumers: names.map((name, i) => ({ name, pending: i === 0 && k === 3 ? 987_654 : 2 })),
      pending,
    }
  })

/** What may be read of a stream so long, and who may wait for it. */
const streamAround = (kind: string, length: number): Around[] => {
  const [named = bytes('k')] = pieces(kind, 0, 1).map(pieceHead)
  const some: Around['spans'][] = [
    [{ of: 'stretch', from: '-', to: '+' }],
    [{ of: 'stretch', from: `(${entryId(1)}`, to: `(${entryId(Math.max(0, length - 2))}` }],
    [{ of: 'stretch', from: entryId(3), to: entryId(2) }],
    [{ of: 'stretch', from: named, to: `(${named}` }],
    [{ of: 'reader', after: '$' }],
    [{ of: 'reader', after: '18446744073709551615-18446744073709551615' }],
    [
      { of: 'reader', after: named },
      { of: 'reader', after: '0' },
    ],
    [
      { of: 'stretch', from: '0', to: entryId(0) },
      { of: 'entry', id: entryId(0) },
    ],
  ]
  return some.map((spans, i) => ({ ...alone, spans, waiting: waitersNamed(kind, i % 4) }))
}

test.each(Object.keys(kinds))(
  'reads, readers, groups and what is pending keep apart in a stream of %s entries',
  kind => {
    for (const width of WIDTHS)
      for (const length of [0, 1, 7, 100_000]) {
        const held = view('stream', kind, length)
        if (held.value.type !== 'stream') continue
        const grouped = { ...held, value: { ...held.value, groups: groupsNamed(kind, length) } }
        for (const [i, around] of streamAround(kind, length).entries()) {
          // what is asked stands above the entries, groups below: both together are seen of every other one
          const plan = columns([i % 2 === 0 ? grouped : held], 'stream', width, () => around)
          for (const card of frameOf(plan, { top: 0, bottom: Number.POSITIVE_INFINITY }).marks)
            expect(faults(card), `${width} wide, ${length} long, ${around.spans.map(({ of }) => of)}`).toEqual([])
        }
      }
  },
)

/** What may be read or written of a string of so many bytes; `at`: a bit of it. */
const stringAround = (length: number, at: number): Around['spans'][] => [
  [{ of: 'bytes', start: length >> 1, end: length }],
  [{ of: 'bytes', start: 1, end: 2 }],
  [{ of: 'bits', start: at, end: at + 1, bit: 1 }],
  [{ of: 'bits', start: 3, end: length * 8 - 3, by: 'BIT', ones: 1_000_000 }],
  [{ of: 'bits', start: 0, end: length * 8, found: at }],
  [{ of: 'bits', start: 0, end: 8, found: -1 }],
  [{ of: 'written', start: length - 1, end: length, padded: length - 1 }],
  [{ of: 'written', start: at >> 3, end: (at >> 3) + 1, padded: 2, bit: at }],
  [
    { of: 'counted', by: '+18446744073709551615' },
    { of: 'written', start: 0, end: length, padded: 0 },
  ],
  [{ of: 'counted', by: `-0.${'1'.repeat(17)}` }],
]

const heads: Record<string, Bytes> = {
  ...Object.fromEntries(Object.keys(kinds).map(kind => [kind, pieceHead(pieces(kind, 3, 1)[0] ?? bytes(''))])),
  'one letter': bytes('a'),
  'ten thousand bytes, the first of them': bytes('lorem ipsum '.repeat(85)),
  'ten thousand bytes of wide signs, the first of them': bytes('漢字é😀'.repeat(80)),
  'zero bytes': bytes('\0'.repeat(900)),
  'letters and zero bytes': bytes(`a\0b${'\0'.repeat(40)}c${'\0'.repeat(4)}d\\e`),
  'a long grapheme': bytes(`e${'\u0301'.repeat(60)}👩‍👩‍👧‍👦`),
  'a counter': bytes('-9223372036854775808'),
  'a fraction': bytes('1234567890123456789.12345678901234567'),
}

test.each(Object.keys(heads))('what was read, written or counted keeps apart in a string: %s', name => {
  const head = heads[name] ?? bytes('')
  const length = name.startsWith('ten thousand') ? 10_000 : byteLength(head)
  const held: KeyView = { ...view('string', 'plain', 1), length, value: { type: 'string', head } }
  for (const width of WIDTHS)
    for (const lens of ['value', 'bits'] as const)
      for (const at of [0, 4, Math.max(0, length * 8 - 1)])
        for (const spans of length === 0 ? [[]] : stringAround(length, at)) {
          const plan = columns([held], 'string', width, () => ({ ...alone, lens, spans }))
          for (const card of frameOf(plan, { top: 0, bottom: Number.POSITIVE_INFINITY }).marks)
            expect(faults(card), `${width} wide, ${lens}, ${spans.map(({ of }) => of)}`).toEqual([])
        }
})

test.each(Object.keys(heads))('reading and counting never makes the card of a string larger: %s', name => {
  const head = heads[name] ?? bytes('')
  const held: KeyView = { ...view('string', 'plain', 1), length: byteLength(head), value: { type: 'string', head } }
  for (const width of WIDTHS)
    for (const lens of ['value', 'bits'] as const) {
      const heightOf = (spans: Around['spans']) =>
        columns([held], 'string', width, () => ({ ...alone, lens, spans })).height
      for (const spans of held.length === 0 ? [] : stringAround(held.length, 4))
        expect(heightOf(spans)).toBe(heightOf([]))
    }
})

test.each(Object.keys(kinds))('what was put and counted keeps apart beside %s values of a hash', kind => {
  for (const width of WIDTHS)
    for (const numbers of [false, true]) {
      const some = pieces(kind, 0, 12)
      const value = (piece: Piece, i: number) => (numbers ? bytes(`-${'9'.repeat(1 + i)}.5`) : piece)
      const held: KeyView = {
        ...view('hash', kind, 12),
        value: {
          type: 'hash',
          fields: some.map((piece, i) => [piece, value(piece, i), i % 3 === 0 ? instant(1e12) : null]),
        },
      }
      const spans = some.map((piece, i): Around['spans'][number] => {
        const field = pieceHead(piece)
        if (i % 3 === 0) return { of: 'counted', by: '+18446744073709551615', field }
        return i % 3 === 1 ? { of: 'put', field } : { of: 'put', field, was: piece }
      })
      const plan = columns([held], 'hash', width, () => ({ ...alone, spans }))
      for (const card of frameOf(plan, { top: 0, bottom: Number.POSITIVE_INFINITY }).marks)
        expect(faults(card), `${width} wide, numbers: ${numbers}`).toEqual([])
    }
})

test.each(['list', 'zset', 'stream'] as const)(
  'a %s that is waited for and not there has its place among the others',
  type => {
    for (const width of WIDTHS)
      for (const kind of Object.keys(kinds)) {
        const [name = bytes('k')] = pieces(kind, 0, 1).map(pieceHead)
        const awaited = [{ db: 0, key: name, waiting: waitersNamed(kind, 5) }]
        const plan = columns([view(type, 'plain', 3)], type, width, () => alone, awaited)
        const { marks, height } = frameOf(plan, { top: 0, bottom: Number.POSITIVE_INFINITY })
        const frames = marks.flatMap(card =>
          placedOf([{ ...card, children: card.children.filter(({ id }) => id === 'frame') }]),
        )
        expect(marks.flatMap(faults), `${width} wide, ${kind}`).toEqual([])
        expect(frames).toHaveLength(2)
        for (const [i, a] of frames.entries()) for (const b of frames.slice(i + 1)) expect(overlap(a, b)).toBe(false)
        expect(Math.max(...frames.map(({ bottom }) => bottom))).toBeLessThan(height)
        expect(attributed(marks, 'key')).toHaveLength(1)
        expect(attributed(marks, 'waited').map(({ data }) => data?.waited)).toEqual([name])
      }
  },
)

const attributed = (marks: readonly Mark[], name: string): Group[] =>
  marks.flatMap(mark =>
    mark.kind !== 'group'
      ? []
      : [...(mark.data?.[name] === undefined ? [] : [mark]), ...attributed(mark.children, name)],
  )
const contentOf = (mark: Mark): string =>
  mark.kind === 'text' ? mark.text : mark.kind === 'group' ? mark.children.map(contentOf).join('') : ''

test.each([
  ['list', 'index'],
  ['set', 'member'],
  ['zset', 'member'],
  ['hash', 'field'],
] as const)('the text of an element of a %s is the element, however it looks', (type, name) => {
  for (const kind of Object.keys(kinds)) {
    const expected = pieces(kind, 0, 5).map(pieceHead)
    const [card] = sceneOf(type, 'full', [view(type, kind, 5)], 390).marks
    expect(
      attributed(card === undefined ? [] : [card], name)
        .map(contentOf)
        .sort(),
      kind,
    ).toEqual([...expected].sort())
  }
})

test('the text of a string is its value, in one line or many', () => {
  for (const value of ['', '42', 'John Doe', 'line\nbreak', '{"a":1}'.repeat(60), 'مرحبا']) {
    const held: KeyView = { db: 0, key: bytes('s'), length: 1, value: { type: 'string', head: bytes(value) } }
    const [card] = sceneOf('string', 'full', [{ ...held, length: new TextEncoder().encode(value).length }], 390).marks
    expect(attributed(card === undefined ? [] : [card], 'value').map(contentOf)).toEqual([value])
  }
})

test('of five thousand keys only those in sight become marks', () => {
  const views = Array.from({ length: 5000 }, (_, i) => view('string', 'plain', 1, bytes(`key:${i}`)))
  const frame = frameOf(grid(views, 1440), { top: 10_000, bottom: 11_000 })
  expect(frame.marks.length).toBeGreaterThan(0)
  expect(frame.marks.length).toBeLessThan(60)
  expect(frame.height).toBeGreaterThan(100_000)
})

test('a card is laid out once for each view and width', () => {
  const views = [view('list', 'plain', 5)]
  const [one] = sceneOf('list', 'full', views, 820).marks
  const [again] = sceneOf('list', 'full', views, 820).marks
  expect(again?.children).toBe(one?.children)
})
