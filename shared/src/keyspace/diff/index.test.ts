import { describe, expect, test } from 'vitest'
import { type Fact, noEffects } from '../../fact.ts'
import { instant } from '../../time.ts'
import { also, at, command, exec, gone, hash, key, list, set, stream, string, sync, zset } from '../testing.ts'
import type { KeyView } from '../view.ts'
import { diffKey } from './index.ts'

const diff = (before: KeyView | undefined, after: KeyView | undefined, facts: Fact[] = []) =>
  diffKey({ db: 0, key, before }, after, facts)

describe('a key comes', () => {
  test('by a command', () => {
    const made = string('v')
    expect(diff(undefined, made, [command('SET k v', { views: [made] })])).toEqual([{ kind: 'created' }])
  })
  test('into view, when the room is read anew, or when it was there before', () => {
    const there = string('v')
    expect(diff(undefined, there, [sync([there])])).toEqual([{ kind: 'noticed' }])
    const known = command('APPEND k v', { views: [there], noticed: [{ db: 0, key }] })
    expect(diff(undefined, there, [known])).toEqual([{ kind: 'noticed' }])
  })
  test('back, when time goes back', () => {
    expect(diff(undefined, string('v'))).toEqual([{ kind: 'noticed' }])
  })
})

describe('a key goes', () => {
  test.each([
    ['deleted', undefined],
    ['expired', 1200],
    ['evicted', undefined],
  ] as const)('%s', (how, lateMs) => {
    const expected = lateMs === undefined ? { kind: 'gone', how } : { kind: 'gone', how, lateMs }
    expect(diff(string('v'), undefined, [gone(how, lateMs)])).toEqual([expected])
  })
  test('with its database', () => {
    const flush: Fact = { ...command('FLUSHDB'), ...noEffects, flushed: 0 }
    expect(diff(string('v'), undefined, [flush])).toEqual([{ kind: 'gone', how: 'deleted' }])
  })
  test('as the last fact says, when several passed', () => {
    const facts = [gone('deleted'), command('SET k v', { views: [string('v')] }), gone('expired')]
    expect(diff(string('v'), undefined, facts)).toEqual([{ kind: 'gone', how: 'expired' }])
  })
  test('as the fact that took it says, not a command that asked for it afterwards', () => {
    const lazy = [gone('expired', 12), command('GET k')]
    expect(diff(string('v'), undefined, lazy)).toEqual([{ kind: 'gone', how: 'expired', lateMs: 12 }])
  })
  test('out of view only', () => {
    const fact: Fact = { ...command('SET j v'), forgotten: [{ db: 0, key }] }
    expect(diff(string('v'), undefined, [fact])).toEqual([{ kind: 'forgotten' }])
    expect(diff(string('v'), undefined)).toEqual([{ kind: 'forgotten' }])
  })
  test('unseen, while the connection was lost', () => {
    expect(diff(string('v'), undefined, [sync([])])).toEqual([{ kind: 'gone', how: 'deleted' }])
    expect(diff(string('v'), undefined, [sync([], false)])).toEqual([{ kind: 'forgotten' }])
    const due = also(string('v'), { expiresAt: at })
    expect(diff(due, undefined, [sync([], false)])).toEqual([{ kind: 'gone', how: 'expired' }])
  })
  test('another database is another key', () => {
    const fact: Fact = { ...gone('expired'), gone: [{ db: 1, key, how: 'expired' }] }
    expect(diff(string('v'), undefined, [fact])).toEqual([{ kind: 'forgotten' }])
  })
})

describe('of any type', () => {
  test('the expiry is set, moved and removed', () => {
    const [early, late] = [instant(at + 1000), instant(at + 9000)]
    const [bare, timed] = [string('v'), also(string('v'), { expiresAt: early })]
    expect(diff(bare, timed)).toEqual([{ kind: 'expiry-changed', to: early }])
    expect(diff(timed, also(bare, { expiresAt: late }))).toEqual([{ kind: 'expiry-changed', from: early, to: late }])
    expect(diff(timed, bare)).toEqual([{ kind: 'expiry-changed', from: early }])
  })
  test('the encoding flips', () => {
    const [small, large] = [
      also(hash({ f: 'v' }), { encoding: 'listpack' }),
      also(hash({ f: 'v' }), { encoding: 'hashtable' }),
    ]
    expect(diff(small, large)).toEqual([{ kind: 'encoding-changed', from: 'listpack', to: 'hashtable' }])
  })
  test('another type has no encoding flip of its own', () => {
    const [before, after] = [also(list(['a']), { encoding: 'listpack' }), also(string('v'), { encoding: 'embstr' })]
    expect(diff(before, after)).toEqual([{ kind: 'type-changed', from: 'list', to: 'string' }])
  })
  test('a module type is known by its name', () => {
    const module = (name: string): KeyView => ({ ...string('v'), value: { type: 'other', name } })
    expect(diff(module('ReJSON-RL'), module('ReJSON-RL'))).toEqual([])
    expect(diff(module('ReJSON-RL'), module('vectorset'))).toEqual([
      { kind: 'type-changed', from: 'ReJSON-RL', to: 'vectorset' },
    ])
  })
})

describe('strings', () => {
  test.each([
    ['hello', 'hallo', { start: 1, end: 2 }],
    ['hello', 'hello world', { start: 5, end: 11 }],
    ['hello', 'he', { start: 2, end: 2 }],
    ['41', '42', { number: { from: 41, to: 42 }, start: 1, end: 2 }],
    ['3.5', '-2e3', { number: { from: 3.5, to: -2000 }, start: 0, end: 4 }],
    ['0x10', '0x11', { start: 3, end: 4 }],
    ['é', 'è', { start: 1, end: 2 }],
  ])('%s to %s', (before, after, expected) => {
    expect(diff(string(before), string(after))).toEqual([{ kind: 'value-changed', ...expected }])
  })
  test('past the bytes in view only the size tells', () => {
    expect(diff(string('abcdef', 3), string('abcdefgh', 3))).toEqual([
      { kind: 'value-changed', start: 3, end: 3 },
      { kind: 'length-changed', from: 6, to: 8 },
    ])
    expect(diff(string('abcdef', 3), string('axcdef', 3))).toEqual([{ kind: 'value-changed', start: 1, end: 2 }])
    expect(diff(string('123456', 3), string('923456', 3))).toEqual([{ kind: 'value-changed', start: 0, end: 1 }])
  })
})

describe('hashes', () => {
  test('fields are added, changed and removed', () => {
    expect(diff(hash({ a: '1', b: 'x', c: 'y' }), hash({ a: '2', b: 'x', d: 'z' }))).toEqual([
      { kind: 'field-removed', field: 'c', value: 'y' },
      { kind: 'field-changed', field: 'a', from: '1', to: '2', number: { from: 1, to: 2 } },
      { kind: 'field-added', field: 'd' },
    ])
  })
  test('a field gets and loses an expiry of its own', () => {
    const until = instant(at + 1000)
    const timed = (expiry: typeof until | null): KeyView => ({
      ...hash({}),
      length: 1,
      value: { type: 'hash', fields: [['f' as typeof key, 'v' as typeof key, expiry]] },
    })
    expect(diff(timed(null), timed(until))).toEqual([{ kind: 'field-expiry-changed', field: 'f', to: until }])
    expect(diff(timed(until), timed(null))).toEqual([{ kind: 'field-expiry-changed', field: 'f', to: null }])
  })
  test('a field that slipped out of a window was not removed', () => {
    expect(diff(hash({ a: '1', b: '2' }, 100), hash({ a: '1', c: '3' }, 100))).toEqual([])
    expect(diff(hash({ a: '1', b: '2' }, 100), hash({ a: '1', c: '3' }, 99))).toEqual([
      { kind: 'length-changed', from: 100, to: 99 },
    ])
  })
  test('of a window, a command that named the field settles it', () => {
    const [before, fewer, more] = [
      hash({ a: '1', b: '2' }, 100),
      hash({ a: '1', c: '3' }, 99),
      hash({ a: '1', c: '3' }, 101),
    ]
    expect(diff(before, fewer, [command('HDEL k b')])).toEqual([{ kind: 'field-removed', field: 'b', value: '2' }])
    expect(diff(before, more, [command('HSET k c 3')])).toEqual([{ kind: 'field-added', field: 'c' }])
    // HSET of a field that was there out of sight: the length says nothing was added
    expect(diff(before, hash({ a: '1', c: '3' }, 100), [command('HSET k c 3')])).toEqual([])
  })
})

describe('sets', () => {
  test('members join and leave', () => {
    expect(diff(set(['a', 'b']), set(['b', 'c']))).toEqual([
      { kind: 'member-removed', member: 'a' },
      { kind: 'member-added', member: 'c' },
    ])
  })
  test('of a window, SPOP is settled by its reply and SMOVE by its side', () => {
    const [before, after] = [set(['a', 'b'], 100), set(['b', 'c'], 99)]
    const popped = command('SPOP k', { reply: { t: 'bulk', v: 'a' as typeof key } })
    expect(diff(before, after, [popped])).toEqual([{ kind: 'member-removed', member: 'a' }])
    expect(diff(before, after, [command('SMOVE k j a')])).toEqual([{ kind: 'member-removed', member: 'a' }])
    expect(diff(before, set(['b', 'c'], 101), [command('SMOVE j k c')])).toEqual([
      { kind: 'member-added', member: 'c' },
    ])
    expect(diff(before, after, [])).toEqual([{ kind: 'length-changed', from: 100, to: 99 }])
  })
})

describe('sorted sets', () => {
  test('a score moves a member past others, which do not move themselves', () => {
    expect(diff(zset({ alice: 90, bob: 92, carol: 94 }), zset({ alice: 95, bob: 92, carol: 94 }))).toEqual([
      { kind: 'scored-moved', member: 'alice', fromScore: '90', toScore: '95', fromRank: 0, toRank: 2 },
    ])
  })
  test('members join and leave with score and rank', () => {
    expect(diff(zset({ a: 1, b: 2 }), zset({ b: 2, c: 'inf' }))).toEqual([
      { kind: 'scored-removed', member: 'a', score: '1', rank: 0 },
      { kind: 'scored-added', member: 'c', score: 'inf', rank: 1 },
    ])
  })
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`m${i}`, i]))
  const without = (member: string) => Object.fromEntries(Object.entries(many).filter(([name]) => name !== member))
  test('at the ends of a long one, by the command and by the length', () => {
    const removed = [{ kind: 'scored-removed', member: 'm0', score: '0', rank: 0 }]
    expect(diff(zset(many, 5), zset(without('m0'), 5), [command('ZPOPMIN k')])).toEqual(removed)
    expect(diff(zset(many, 5), zset(without('m0'), 5))).toEqual(removed)
    expect(diff(zset(many, 5), zset({ ...many, new: 200 }, 5), [command('ZADD k 200 new')])).toEqual([
      { kind: 'scored-added', member: 'new', score: '200', rank: 100 },
    ])
  })
  test('from one end of a long one to the other, ranks from both windows', () => {
    expect(diff(zset(many, 5), zset({ ...many, m0: 98.5 }, 5), [command('ZADD k 98.5 m0')])).toEqual([
      { kind: 'scored-moved', member: 'm0', fromScore: '0', toScore: '98.5', fromRank: 0, toRank: 98 },
    ])
  })
  test('a member that moved out of sight was not removed, one that moved into sight was not added', () => {
    expect(diff(zset(many, 5), zset({ ...many, m0: 50.5 }, 5), [command('ZADD k 50.5 m0')])).toEqual([])
    expect(diff(zset(many, 5), zset({ ...many, m0: 50.5 }, 5))).toEqual([])
    expect(diff(zset(many, 5), zset({ ...many, m50: -1 }, 5), [command('ZADD k -1 m50')])).toEqual([])
    expect(diff(zset(many, 5), zset(without('m50'), 5), [command('ZREM k m50')])).toEqual([
      { kind: 'length-changed', from: 100, to: 99 },
    ])
  })
})

describe('streams', () => {
  test('entries are added at the end', () => {
    expect(diff(stream(['1-0']), stream(['1-0', '2-0', '10-0'], { added: 3 }))).toEqual([
      { kind: 'entry-added', id: '2-0' },
      { kind: 'entry-added', id: '10-0' },
    ])
  })
  test('XDEL removes, a trim takes from the start', () => {
    const [before, after] = [stream(['1-0', '2-0', '3-0']), stream(['2-0', '3-0'], { added: 3 })]
    expect(diff(before, after, [command('XDEL k 1-0')])).toEqual([{ kind: 'entry-removed', id: '1-0' }])
    expect(diff(before, after, [command('XTRIM k MAXLEN 2')])).toEqual([{ kind: 'entries-trimmed', count: 1 }])
    expect(diff(before, after)).toEqual([{ kind: 'entries-trimmed', count: 1 }])
    expect(diff(before, stream(['1-0', '3-0'], { added: 3 }))).toEqual([{ kind: 'entry-removed', id: '2-0' }])
  })
  test('XADD with MAXLEN does both, also inside a transaction', () => {
    const after = stream(['2-0', '3-0'], { added: 3 })
    expect(diff(stream(['1-0', '2-0']), after, [exec('XADD k MAXLEN 2 * f v')])).toEqual([
      { kind: 'entries-trimmed', count: 1 },
      { kind: 'entry-added', id: '3-0' },
    ])
  })
  const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `${from + i}-0`)
  test('a long one trimmed by more than its window, counted by its length', () => {
    expect(diff(stream(ids(1, 1001), { window: 5 }), stream(ids(501, 1001), { window: 5, added: 1000 }))).toEqual([
      { kind: 'entries-trimmed', count: 500 },
    ])
  })
  test('more added than the window shows is told as length', () => {
    const changes = diff(stream(ids(1, 101), { window: 5 }), stream(ids(1, 201), { window: 5 }))
    expect(changes.filter(change => change.kind === 'entry-added').map(change => change.id)).toEqual(ids(196, 201))
    expect(changes.at(-1)).toEqual({ kind: 'length-changed', from: 100, to: 200 })
  })
  test('an entry deleted in the middle of a long one is a length', () => {
    const after = stream(
      ids(1, 101).filter(id => id !== '50-0'),
      { window: 5, added: 100 },
    )
    expect(diff(stream(ids(1, 101), { window: 5 }), after)).toEqual([{ kind: 'length-changed', from: 100, to: 99 }])
  })
  test('a consumer with nothing pending comes and goes; the last id is set without an entry', () => {
    const group = (...consumers: string[]) => ({
      name: 'g' as typeof key,
      lastDelivered: '0-0',
      lag: 0,
      pendingCount: 0,
      consumers: consumers.map(name => ({ name: name as typeof key, pending: 0 })),
      pending: [],
    })
    const at = (...groups: ReturnType<typeof group>[]) => stream(['1-0'], { groups })
    expect(diff(at(group()), at(group('c')))).toEqual([{ kind: 'consumer-added', group: 'g', consumer: 'c' }])
    expect(diff(at(group('c')), at(group()))).toEqual([{ kind: 'consumer-removed', group: 'g', consumer: 'c' }])
    expect(diff(stream(['1-0']), stream(['1-0'], { lastId: '9-0' }))).toEqual([
      { kind: 'last-id-changed', from: '1-0', to: '9-0' },
    ])
    expect(diff(stream(['1-0']), stream(['1-0', '2-0']))).toEqual([{ kind: 'entry-added', id: '2-0' }])
  })
  test('groups come, advance and go; entries become pending and are acknowledged', () => {
    const group = (lastDelivered: string, ...pending: string[]) => ({
      name: 'g' as typeof key,
      lastDelivered,
      lag: 0,
      pendingCount: pending.length,
      consumers: [],
      pending: pending.map(id => ({ id, consumer: 'c' as typeof key, deliveries: 1 })),
    })
    const at = (...groups: ReturnType<typeof group>[]) => stream(['1-0', '2-0'], { groups })
    expect(diff(at(), at(group('0-0')))).toEqual([{ kind: 'group-added', group: 'g' }])
    expect(diff(at(group('0-0')), at())).toEqual([{ kind: 'group-removed', group: 'g' }])
    expect(diff(at(group('0-0')), at(group('1-0', '1-0')))).toEqual([
      { kind: 'group-advanced', group: 'g', from: '0-0', to: '1-0' },
      { kind: 'pending-added', group: 'g', consumer: 'c', id: '1-0' },
    ])
    expect(diff(at(group('1-0', '1-0')), at(group('1-0')))).toEqual([
      { kind: 'pending-removed', group: 'g', consumer: 'c', id: '1-0' },
    ])
  })
})
