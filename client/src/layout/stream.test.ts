/** What a stream's picture promises: places that follow from ids alone, and words that follow from the groups. */
import { bytes } from '@rdd/shared/bytes'
import { isFrom, isTo } from '@rdd/shared/keyspace/stream-id'
import type { Entry, KeyView, ValueOf } from '@rdd/shared/keyspace/view'
import { instant } from '@rdd/shared/time'
import { describe, expect, test } from 'vitest'
import { alone, type Waiter } from './around.ts'
import type { Group, Mark } from './mark.ts'
import { full } from './stream.ts'
import { behind, lineOf } from './stream-line.ts'
import { logOf, reached } from './stream-log.ts'
import { isToScale, lapse, ticksOf } from './stream-time.ts'

type Stream = ValueOf<'stream'>
const entry = (id: string): Entry => ({ id, fields: [[bytes('f'), bytes('v')]] })
const value = (ids: string[], rest: Partial<Stream> = {}): Stream => ({
  type: 'stream',
  head: ids.map(entry),
  tail: [],
  lastId: ids.at(-1) ?? '0-0',
  added: ids.length,
  groups: [],
  ...rest,
})
const view = (held: Stream, length = held.head.length + held.tail.length): KeyView => ({
  db: 0,
  key: bytes('k'),
  length,
  value: held,
})
const group = (lastDelivered: string, pending: [id: string, consumer: string][]): Stream['groups'][number] => ({
  name: bytes('g'),
  lastDelivered,
  lag: 0,
  pendingCount: pending.length,
  consumers: [...new Set(pending.map(([, name]) => name))].map(name => ({
    name: bytes(name),
    pending: pending.filter(([, of]) => of === name).length,
  })),
  pending: pending.map(([id, consumer]) => ({ id, consumer: bytes(consumer), deliveries: 2 })),
})

const groups = (marks: readonly Mark[]): Group[] =>
  marks.flatMap(mark => (mark.kind === 'group' ? [mark, ...groups(mark.children)] : []))
const words = (marks: readonly Mark[]): string[] =>
  marks.flatMap(mark => (mark.kind === 'group' ? words(mark.children) : mark.kind === 'text' ? [mark.text] : []))
const drawn = (held: Stream, width = 900, around = alone, length?: number) =>
  full(view(held, length), held, width, around).marks

describe('ids', () => {
  test('an id without a counter is its whole millisecond, a parenthesis leaves out', () => {
    expect(['5-0', '5-7'].map(id => isFrom(id, '5') && isTo(id, '5'))).toEqual([true, true])
    expect(isFrom('5-0', '(5-0')).toBe(false)
    expect(isTo('5-1', '(5-1')).toBe(false)
    expect(isFrom('18446744073709551615-1', '-') && isTo('18446744073709551615-1', '+')).toBe(true)
  })
})

describe('time', () => {
  test('ticks are round moments, never more than there is room for', () => {
    for (const span of [3, 999, 61_000, 5_000_000, 40 * 86_400_000])
      for (const most of [1, 3, 9]) {
        const ticks = ticksOf(1_795_435_100_123, 1_795_435_100_123 + span, most)
        expect(ticks.length).toBeLessThanOrEqual(most)
        for (const { ms } of ticks) expect(ms).toBeGreaterThanOrEqual(1_795_435_100_123)
      }
    expect(ticksOf(1_795_435_200_000, 1_795_435_201_000, 3).map(({ label }) => label)).toEqual([
      '12:00:00.000',
      '12:00:00.500',
      '12:00:01.000',
    ])
  })
  test('how much later is said in the unit a person would take', () => {
    expect([42, 4200, 180_000, 3 * 3_600_000, 864e6, 1.7e12].map(lapse)).toEqual([
      '42 ms',
      '4.2 s',
      '3 min',
      '3 h',
      '10 days',
      '54 years',
    ])
  })
  test('a line is not to scale when entries meet or lie years apart', () => {
    expect(isToScale([0, 1000, 2000, 5000], 600)).toBe(true)
    expect(isToScale([0, 1, 2, 3, 1e7], 600)).toBe(false)
    expect(isToScale([1, 1_795_435_100_000], 600)).toBe(false)
    expect(isToScale([7, 7, 7], 600)).toBe(false)
  })
})

describe('places', () => {
  const many = Array.from({ length: 90 }, (_, i) => `${1_795_435_100_000 + i * 1000}-0`)
  test.each([640, 900, 1400, 3000])('older stands left of newer, at %i', width => {
    for (const ids of [many.slice(0, 1), many.slice(0, 4), many, [...many.slice(0, 3), '1795435102000-1']]) {
      const line = lineOf(logOf(view(value(ids)), value(ids)), width)
      for (const [i, x] of line.dots.entries()) if (i > 0) expect(x).toBeGreaterThanOrEqual(line.dots[i - 1] ?? 0)
      const cards = line.cards.filter(x => x !== undefined)
      for (const [i, x] of cards.entries())
        if (i > 0) expect(x - (cards[i - 1] ?? 0)).toBeGreaterThanOrEqual(line.cardWidth)
      expect(line.cards.at(-1)).toBe(cards.at(-1))
      expect(line.next).toBeGreaterThan(cards.at(-1) ?? 0)
    }
  })
  test('every entry that is carried is in the picture, as a card or as a dot', () => {
    for (const width of [390, 700, 1400]) {
      const found = groups(drawn(value(many), width)).flatMap(({ data }) => data?.entry ?? [])
      expect(found).toEqual(many)
    }
  })
  test('dots of one millisecond share their place on a line to scale', () => {
    const ids = ['1000-0', '5000-0', '5000-1', '9000-0']
    const { dots, timed } = lineOf(logOf(view(value(ids)), value(ids)), 900)
    expect(timed).toBe(true)
    expect(dots[1]).toBe(dots[2])
  })
})

describe('groups', () => {
  test('the mark stands right behind the last entry delivered, also between two ids', () => {
    const held = value(['1-0', '2-0', '3-0'])
    const log = logOf(view(held), held)
    const line = lineOf(log, 900)
    expect(['0-0', '1-0', '2-5', '9-0'].map(id => reached(log, id))).toEqual([0, 1, 2, 3])
    expect(behind(line, 1)).toBeGreaterThan(line.cards[0] ?? 0)
    expect(behind(line, 1)).toBeLessThan(line.cards[1] ?? 0)
  })
  test('a claim is the same mark in another row', () => {
    const consumers = ['alice', 'bob'].map(name => ({ name: bytes(name), pending: 1 }))
    const place = (consumer: string) =>
      groups(drawn(value(['1-0', '2-0'], { groups: [{ ...group('2-0', [['1-0', consumer]]), consumers }] }))).find(
        ({ id }) => id === 'p:g:1-0',
      )
    const [before, after] = [place('bob'), place('alice')]
    expect(before?.x).toBe(after?.x)
    expect(before?.y).not.toBe(after?.y)
  })
  test('an entry that is deleted and still pending is a hole that says so, and no entry', () => {
    const held = value(['1-0', '3-0'], { groups: [group('3-0', [['2-0', 'alice']])] })
    for (const width of [390, 900]) {
      const hole = groups(drawn(held, width)).find(({ id }) => id === 'e:2-0')
      expect(words(hole === undefined ? [] : [hole]).join(' ')).toMatch(/deleted, still pending/)
      expect(hole && groups([hole]).some(({ data }) => data?.entry !== undefined)).toBe(false)
    }
  })
  test('what is pending and not in sight is a number', () => {
    const held = value(['1-0'], { groups: [{ ...group('1-0', [['1-0', 'a']]), pendingCount: 900 }] })
    const [one] = held.groups
    if (one?.consumers[0]) one.consumers[0].pending = 900
    expect(words(drawn(held))).toContain('+899 more')
  })
})

test('who waits stands at the new end by name, with its command and what it will get', () => {
  const line = 'XREADGROUP GROUP g c BLOCK 0 STREAMS k >'
  const waiting: Waiter[] = [
    { name: 'reader', command: 'XREAD BLOCK 0 STREAMS k $', since: instant(1), served: 'copy' },
    ...['first', 'second'].map(name => ({ name, command: line, since: instant(1), served: { group: 'g' } })),
    { name: 'other', command: 'XREADGROUP GROUP h c BLOCK 0 STREAMS k >', since: instant(1), served: { group: 'h' } },
  ]
  for (const width of [390, 900]) {
    const marks = groups(drawn(value(['1-0']), width, { ...alone, waiting })).filter(({ id }) => id.startsWith('w:'))
    expect(marks.map(mark => words([mark]))).toEqual([
      ['reader', 'gets a copy', 'XREAD BLOCK 0 STREAMS k $'],
      ['first', 'served next', expect.stringMatching(/^XREADGROUP GROUP g c/)],
      ['second', expect.stringMatching(/^XREADGROUP GROUP g c/)],
      ['other', 'served next', expect.stringMatching(/^XREADGROUP GROUP h c/)],
    ])
  }
})
test('what was cut off is counted at the old end', () => {
  expect(words(drawn(value(['3-0'], { added: 12 })))).toContain('11 gone')
})
test('a read draws what it asked for and moves nothing', () => {
  const held = value(['1-0', '2-0', '3-0'])
  const still = full(view(held), held, 900, alone)
  for (const span of [
    { of: 'stretch', from: '(1-0', to: '+' },
    { of: 'stretch', from: '8', to: '9' },
    { of: 'reader', after: '$' },
  ] as const) {
    const read = full(view(held), held, 900, { ...alone, spans: [span] })
    expect(read.height).toBe(still.height)
    expect(read.marks.filter(({ id }) => id !== 'asked')).toEqual(still.marks)
    expect(read.marks.find(({ id }) => id === 'asked')?.now).toBe(1)
  }
})
