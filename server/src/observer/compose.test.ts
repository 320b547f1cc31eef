import { type Bytes, bytes } from '@rdd/shared/bytes'
import type { CommandDoc } from '@rdd/shared/commands/catalogue'
import { idOf } from '@rdd/shared/fact'
import { RoomState } from '@rdd/shared/keyspace/state'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { instant } from '@rdd/shared/time'
import { describe, expect, test } from 'vitest'
import { emptyBatch, type Seen } from '../redis/attribution.ts'
import { type Answered, compose, type Look, type Run, type Tick } from './compose.ts'

const now = instant(5_000)
const key = (name: string) => bytes(name)
const view = (name: string, value: string, rest: Partial<KeyView> = {}): KeyView => ({
  db: 0,
  key: key(name),
  length: value.length,
  value: { type: 'string', head: bytes(value) },
  ...rest,
})
/** A line of another program, with the events of the keys it changed. */
const seen = (line: string, ...changed: string[]): Seen => {
  const args = line.split(' ').map(bytes)
  return {
    db: 0,
    address: '127.0.0.1:5000',
    name: line.split(' ')[0]?.toLowerCase() ?? '',
    argv: { args, more: 0 },
    events: changed.map(name => ({ db: 0, name: 'set', key: key(name) })),
    calls: [],
    moreCalls: 0,
  }
}
const there = (name: string, value: string): Look => ({ db: 0, key: key(name), view: view(name, value) })
const away = (name: string, how?: Look['how']): Look => ({
  db: 0,
  key: key(name),
  view: null,
  ...(how === undefined ? {} : { how }),
})

/** A room that carries these keys and counts `count` of them. */
function stateOf(views: KeyView[], count = views.length): RoomState {
  const state = new RoomState(instant(0))
  state.apply({ kind: 'note', text: '', seq: 1, at: instant(0), gone: [], views, counts: [[0, count]] })
  return state
}

function composed(lines: Seen[], looks: Look[], rest: Partial<Tick> & { loose?: [string, string][] } = {}) {
  const { loose = [], ...tick } = rest
  return compose({
    batch: {
      ...emptyBatch(),
      seen: lines,
      commands: lines.length,
      loose: loose.map(([name, of]) => ({ db: 0, name, key: key(of) })),
    },
    by: 'monitor',
    looks: new Map(looks.map(look => [idOf(look.db, look.key), look])),
    created: new Set(),
    answered: [],
    pending: [],
    counts: [],
    now,
    ms: 16,
    state: stateOf([]),
    docs: new Map(),
    nameOf: address => address,
    ...tick,
  })
}
/** A command whose first argument is its key. */
const ofOneKey: CommandDoc = {
  name: 'set',
  summary: '',
  since: '',
  group: 'string',
  complexity: '',
  flags: [],
  categories: [],
  arity: -3,
  args: [],
  keys: [{ begin: { by: 'index', index: 1 }, find: { by: 'range', last: 0, step: 1, limit: 0 }, write: true }],
}
const keysOf = (facts: ReturnType<typeof compose>) =>
  facts.map(({ draft }) => [draft.kind, ...draft.views.map(({ key }) => key), ...draft.gone.map(({ key }) => key)])

describe('a key stands in the fact', () => {
  test('of the last command that touched it (F4)', () => {
    const facts = composed(
      [seen('SET a 1', 'a'), seen('SET b 1', 'b'), seen('APPEND a 2', 'a')],
      [there('a', '12'), there('b', '1')],
    )
    expect(keysOf(facts)).toEqual([['command'], ['command', 'b'], ['command', 'a']])
  })

  test('of the flush, where it is there after that and only a command before it is known (F4)', () => {
    const facts = composed([seen('SET a 1', 'a'), seen('FLUSHALL')], [there('a', 'again')])
    expect(keysOf(facts)).toEqual([['command'], ['command', 'a']])
    expect(facts[1]?.draft.flushed).toBe('all')
  })

  test('of no command, where an event has none (F7)', () => {
    const facts = composed([seen('PING')], [there('a', '1')], { loose: [['lpop', 'a']] })
    expect(keysOf(facts)).toEqual([['command'], ['change', 'a']])
    expect(facts[1]?.draft).toMatchObject({ events: [['lpop', 'a']] })
  })

  test('of its own, where Redis collected it: with how late that was, before the commands (F8)', () => {
    const state = stateOf([view('brief', 'x', { expiresAt: instant(4_990) }), view('pushed', 'x'), view('asked', 'x')])
    const facts = composed(
      [seen('DEL asked', 'asked')],
      [away('brief', 'expired'), away('pushed', 'evicted'), away('asked'), away('never', 'expired')],
      { state },
    )
    expect(facts.map(({ draft }) => draft.gone)).toEqual([
      [
        { db: 0, key: 'brief', how: 'expired', lateMs: 10 },
        { db: 0, key: 'pushed', how: 'evicted' },
      ],
      [{ db: 0, key: 'asked', how: 'deleted' }],
    ])
  })

  test('as noticed, where it was there before and the room did not carry it (F12)', () => {
    const state = stateOf([view('known', 'x')], 3)
    const looks = [there('known', 'y'), there('old', '1'), there('new', '1')]
    const lines = [seen('MSET known y old 1 new 1', 'known', 'old', 'new')]
    const [fact] = composed(lines, looks, { state, created: new Set([idOf(0, key('new'))]) })
    expect(fact?.draft.noticed).toEqual([{ db: 0, key: 'old' }])
    const [all] = composed(lines, looks, { state: stateOf([view('known', 'x')]) })
    expect(all?.draft.noticed).toBeUndefined()
  })
})

describe('a command of the room', () => {
  const argv: Bytes[] = ['BLPOP', 'q', '0'].map(bytes)
  const run: Run = { actor: { id: 'c', name: 'you' }, address: '127.0.0.1:5000', db: 0, argv, lineSeen: false }
  const answer: Pick<Answered, 'reply' | 'tookUs'> = { reply: { t: 'null' }, tookUs: 120 }

  test('is one fact with its line and its answer (F5)', () => {
    const facts = composed([seen('BLPOP q 0', 'q')], [there('q', 'x')], { answered: [{ ...run, ...answer }] })
    expect(facts).toMatchObject([{ draft: { kind: 'command', client: run.actor, ...answer }, run: { tookUs: 120 } }])
    expect(keysOf(facts)).toEqual([['command', 'q']])
  })

  test('whose line comes without its answer waits, and its line is not taken for another one’s (F14)', () => {
    const waiting: Run = { ...run, until: instant(9_000) }
    const [first] = composed([seen('BLPOP q 0')], [], { pending: [waiting] })
    expect(first?.draft).toMatchObject({ kind: 'waiting', client: run.actor, until: 9_000 })
    expect(waiting.lineSeen).toBe(true)
    const [second] = composed([seen('BLPOP q 0')], [], { pending: [waiting] })
    expect(second?.draft).toMatchObject({ kind: 'command', client: { name: '127.0.0.1:5000' } })
  })
})

test('clients that one push serves are told in the order in which they began to wait (F14)', () => {
  const waiter = (id: string): Run => ({
    actor: { id, name: id },
    address: `127.0.0.1:${id}`,
    db: 0,
    argv: ['BLPOP', 'q', '0'].map(bytes),
    lineSeen: true,
  })
  const state = stateOf([])
  for (const [i, id] of ['1', '2', '3'].entries())
    state.apply({
      kind: 'waiting',
      client: { id, name: id },
      db: 0,
      argv: { args: ['BLPOP', 'q', '0'].map(bytes) },
      keys: [key('q')],
      seq: i + 2,
      at: instant(i),
      gone: [],
      views: [],
      counts: [],
    })
  const reply = { t: 'null' } as const
  const answered = ['9', '3', '1', '2'].map(id => ({ ...waiter(id), reply, tookUs: 1, waitedMs: 1 }))
  const docs = new Map([['blpop', { ...ofOneKey, name: 'blpop' }]])
  const facts = composed([seen('RPUSH q a b c d', 'q')], [there('q', 'd')], { answered, state, docs })
  expect(facts.map(({ run }) => run?.actor.id)).toEqual([undefined, '1', '2', '3', '9'])
  // what is left is what the push left (F4)
  expect(keysOf(facts)).toEqual([['command', 'q'], ['command'], ['command'], ['command'], ['command']])
})

test('an entry that serves a waiting reader stands with the XADD that added it (F4)', () => {
  const reader = { actor: { id: 'r', name: 'r' }, address: '127.0.0.1:1', db: 0, lineSeen: true }
  const argv = ['XREAD', 'BLOCK', '0', 'STREAMS', 's', '$'].map(bytes)
  const answered = [{ ...reader, argv, reply: { t: 'null' } as const, tookUs: 1, waitedMs: 1 }]
  const docs = new Map<string, CommandDoc>([
    [
      'xread',
      {
        ...ofOneKey,
        name: 'xread',
        keys: [{ begin: { by: 'index', index: 4 }, find: { by: 'range', last: 0, step: 1, limit: 0 }, write: false }],
      },
    ],
  ])
  const facts = composed([seen('XADD s 2-1 a 1', 's')], [there('s', 'x')], { answered, docs })
  expect(keysOf(facts)).toEqual([['command', 's'], ['command']])
})

test('the ring of a TTL is full where that expiry was first seen', () => {
  const expiresAt = instant(60_000)
  const before = view('k', 'x', { expiresAt, ringFrom: instant(1_000) })
  const ringOf = (after: KeyView) =>
    composed([seen('SET k y', 'k')], [{ db: 0, key: key('k'), view: after }], { state: stateOf([before]) })[0]?.draft
      .views[0]?.ringFrom
  expect(ringOf(view('k', 'y', { expiresAt }))).toBe(1_000)
  expect(ringOf(view('k', 'y', { expiresAt: instant(70_000) }))).toBe(now)
  expect(ringOf(view('k', 'y'))).toBeUndefined()
})

test('so is the ring of a field, whatever becomes of its neighbours and of the TTL of the key (F11)', () => {
  const at = instant(60_000)
  const hash = (fields: [string, number | null][], rest: Partial<KeyView> = {}): KeyView => ({
    db: 0,
    key: key('h'),
    length: fields.length,
    value: {
      type: 'hash',
      fields: fields.map(([field, until]) => [bytes(field), bytes('v'), until === null ? null : instant(until)]),
    },
    ...rest,
  })
  const before = hash(
    [
      ['a', at],
      ['b', null],
      ['c', at],
    ],
    { fieldRingsFrom: [instant(1_000), null, instant(2_000)] },
  )
  const after = (view: KeyView) =>
    composed([seen('HEXPIRE h', 'h')], [{ db: 0, key: key('h'), view }], { state: stateOf([before]) })[0]?.draft
      .views[0]
  expect(
    after(
      hash([
        ['c', at],
        ['a', at],
        ['d', at],
      ]),
    )?.fieldRingsFrom,
  ).toEqual([2_000, 1_000, now])
  expect(
    after(
      hash([
        ['a', 70_000],
        ['b', null],
      ]),
    )?.fieldRingsFrom,
  ).toEqual([now, null])
  expect(after(hash([['a', at]], { expiresAt: at }))).toMatchObject({ fieldRingsFrom: [1_000], ringFrom: now })
  expect(after(hash([['a', null]]))?.fieldRingsFrom).toBeUndefined()
})

test('a burst counts every command by name, less those of the room’s own clients, which stay facts (F9)', () => {
  const own: Answered = {
    actor: { id: 'c', name: 'you' },
    address: '127.0.0.1:6000',
    db: 0,
    argv: [bytes('SET'), bytes('mine'), bytes('1')],
    lineSeen: false,
    reply: { t: 'simple', v: 'OK' },
    tookUs: 90,
  }
  const facts = composed([], [there('mine', '1'), there('a', '9')], {
    batch: {
      ...emptyBatch(),
      overflow: true,
      counts: new Map([
        ['set', 101],
        ['incr', 7],
      ]),
      loose: [{ db: 0, name: 'incrby', key: key('a') }],
    },
    answered: [own],
    counts: [[0, 2]],
    docs: new Map([['set', ofOneKey]]),
  })
  expect(facts[0]?.draft).toMatchObject({
    kind: 'burst',
    by: 'monitor',
    calls: [
      ['set', 100],
      ['incr', 7],
    ],
  })
  expect(keysOf(facts)).toEqual([
    ['burst', 'a'],
    ['command', 'mine'],
  ])
  expect(facts[1]?.draft.counts).toEqual([[0, 2]])
})
