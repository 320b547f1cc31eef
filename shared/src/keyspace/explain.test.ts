import { describe, expect, test } from 'vitest'
import { bytes } from '../bytes.ts'
import { type CommandFact, type Fact, type FactOf, noEffects } from '../fact.ts'
import type { Reply } from '../reply.ts'
import { instant } from '../time.ts'
import { Timeline } from '../timeline.ts'
import { bigO, explain } from './explain.ts'
import { also, argvOf, array, at, bulk, command, hash, int, key, list, set, stream, string, zset } from './testing.ts'
import type { Group, KeyView } from './view.ts'

/** The caption of one fact, on keys that were there before. */
function caption(fact: Fact, before: KeyView[] = [], complexity?: string) {
  const timeline = new Timeline('e', { seq: 0, at, effects: { ...noEffects, views: before }, waiting: [] })
  const next = { ...fact, seq: 1 }
  timeline.append([next])
  const { title, text } = explain(next, timeline.seek(1).keys, { complexity, state: timeline.state })
  return `${title} | ${text}`
}
/** Of a command that leaves the key as `after`; the same object: untouched. */
const ran = (line: string, before: KeyView | undefined, after: KeyView | undefined, more: Partial<CommandFact> = {}) =>
  caption(
    command(line, { views: after === undefined || after === before ? [] : [after], ...more }),
    before === undefined ? [] : [before],
  ).replace(`${line} | `, '')

/** A group that was given all up to an id, and how many entries are pending for whom. */
const grouped = (lastDelivered: string, pending: Record<string, number> = {}): Group => ({
  ...{ name: bytes('g'), lastDelivered, lag: 0, pending: [] },
  pendingCount: Object.values(pending).reduce((sum, n) => sum + n, 0),
  consumers: Object.entries(pending).map(([name, n]) => ({ name: bytes(name), pending: n })),
})

test('the model sentence', () => {
  const [before, after] = [list(['a', 'b', 'c', 'd', 'e']), list(['msg6', 'a', 'b', 'c', 'd', 'e'])]
  const fact = command('LPUSH k msg6', { views: [after], tookUs: 180 })
  expect(caption(fact, [before], 'O(1) for each element added, so O(N) to add N elements')).toBe(
    'LPUSH k msg6 | msg6 becomes the head; length 5 to 6; O(1); 0.18 ms',
  )
})

test('the cost is the first O of the complexity, its brackets balanced', () => {
  expect(bigO('O(log(N)) for each item added')).toBe('O(log(N))')
  expect(bigO('O(N*M) worst case')).toBe('O(N*M)')
  expect(bigO('Depends on the script')).toBeUndefined()
})

describe('what changed', () => {
  const [abc, ab] = [list(['a', 'b', 'c']), list(['a', 'b'])]
  const [low, high] = [zset({ alice: 90, bob: 92 }), zset({ alice: 95, bob: 92 })]
  const timed = (text: string, ms: number) => also(string(text), { expiresAt: instant(at + ms) })
  test.each<[string, KeyView | undefined, KeyView | undefined, string]>([
    ['RPUSH k c', ab, abc, 'c becomes the tail; length 2 to 3'],
    ['RPUSH k c d', ab, list(['a', 'b', 'c', 'd']), 'c and d join at the tail; length 2 to 4'],
    ['LPOP k', abc, list(['b', 'c']), 'a leaves the head; length 3 to 2'],
    ['RPOPLPUSH k k', abc, list(['c', 'a', 'b']), 'c leaves the tail; c becomes the head'],
    ['LINSERT k BEFORE b x', ab, list(['a', 'x', 'b']), 'x enters at index 1; length 2 to 3'],
    ['LREM k 1 b', abc, list(['a', 'c']), 'b leaves index 1; length 3 to 2'],
    ['LSET k 1 x', ab, list(['a', 'x']), 'index 1: b becomes x'],
    ['SET k hello', undefined, string('hello'), 'k is a new string: hello'],
    ['SET k hello', undefined, timed('hello', 58_400), 'k is a new string: hello; TTL 58.4 s'],
    ['LPUSH k a b', undefined, list(['b', 'a']), 'k is a new list with 2 elements'],
    ['ZADD k 1 a', undefined, zset({ a: 1 }), 'k is a new sorted set with 1 member'],
    ['INCR k', string('41'), string('42'), '41 to 42'],
    ['APPEND k lo', string('hel'), string('hello'), 'the value becomes hello; bytes 3 to 4 are written; length 3 to 5'],
    [
      'SETRANGE k 6 x',
      string('abc'),
      string('abc\0\0\0x'),
      'the value becomes "abc\\x00\\x00\\x00x"; byte 6 is written; 3 zero bytes of padding before; length 3 to 7',
    ],
    ['SETBIT k 7 1', string('`'), string('a'), 'the value becomes a; byte 0 is written'],
    [
      'SETRANGE k 50 abc',
      string('x'.repeat(99)),
      string(`${'x'.repeat(50)}abc${'x'.repeat(46)}`),
      'bytes 50 to 52 are written',
    ],
    ['SET k v', ab, string('v'), 'k was a list and is now a string'],
    ['SET k v', string('v'), also(string('v'), {}), 'everything stays as it was'],
    ['EXPIRE k 9', string('v'), timed('v', 8_900), 'TTL set to 8.9 s'],
    ['EXPIRE k 90', timed('v', 9_000), timed('v', 90_000), 'TTL 9.0 s to 1 min 30 s'],
    ['PERSIST k', timed('v', 9_000), string('v'), 'TTL removed, the key stays'],
    ['HSET k b 2', hash({ a: '1' }), hash({ a: '1', b: '2' }), 'field b is added: 2; length 1 to 2'],
    ['HSET k a x', hash({ a: '1' }), hash({ a: 'x' }), 'a 1 to x'],
    ['HDEL k a', hash({ a: '1', b: '2' }), hash({ b: '2' }), 'field a is removed; length 2 to 1'],
    ['SADD k b', set(['a']), set(['a', 'b']), 'b joins; length 1 to 2'],
    ['SADD k b c d e', set(['a']), set(['a', 'b', 'c', 'd', 'e']), '4 members join: b, c, d and 1 more; length 1 to 5'],
    ['SREM k a', set(['a', 'b']), set(['b']), 'a leaves; length 2 to 1'],
    ['ZADD k 95 alice', low, high, 'alice 90 to 95, rank 0 to 1'],
    ['ZADD k 91 alice', low, zset({ alice: 91, bob: 92 }), 'alice 90 to 91, rank stays 0'],
    ['ZADD k 99 zoe', low, zset({ alice: 90, bob: 92, zoe: 99 }), 'zoe joins with score 99 at rank 2; length 2 to 3'],
    ['ZREM k bob', low, zset({ alice: 90 }), 'bob leaves, score 92, rank 1; length 2 to 1'],
    ['XADD k * f v', stream(['1-0']), stream(['1-0', '2-0']), 'entry 2-0 is added; length 1 to 2'],
    [
      'XTRIM k MAXLEN 1',
      stream(['1-0', '2-0', '3-0']),
      stream(['3-0'], { added: 3 }),
      '2 entries are trimmed from the start; length 3 to 1',
    ],
  ])('%s', (line, before, after, expected) => {
    expect(ran(line, before, after)).toBe(expected)
  })

  test('an encoding that flips', () => {
    const [before, after] = [also(set(['1']), { encoding: 'intset' }), also(set(['1', 'a']), { encoding: 'listpack' })]
    expect(ran('SADD k a', before, after)).toBe('a joins; length 1 to 2; encoding intset becomes listpack')
  })

  test('a value that is not shown whole is not said to stay as it was', () => {
    const before = string('x'.repeat(100), 10)
    expect(ran('SETRANGE k 50 a', before, also(before, {}))).toBe('nothing changes in the part in view')
  })

  test('a deletion', () => {
    expect(ran('DEL k', ab, undefined, { gone: [{ db: 0, key, how: 'deleted' }] })).toBe('k is deleted')
  })

  test('what takes the last part out of a key says which, and that the key goes with it', () => {
    const gone = { gone: [{ db: 0, key, how: 'deleted' as const }] }
    expect(ran('LPOP k', list(['job']), undefined, gone)).toBe('job leaves; the list is empty, and its key gone')
    expect(ran('LTRIM k 7 9', list(['a', 'b', 'c', 'd']), undefined, gone)).toBe(
      '4 elements leave: a, b, c and 1 more; the list is empty, and its key gone',
    )
    expect(ran('ZPOPMIN k', zset({ alice: 1 }), undefined, gone)).toBe(
      'alice leaves; the sorted set is empty, and its key gone',
    )
    expect(ran('SINTERSTORE k a b', set(['a']), undefined, gone)).toBe('k is deleted')
  })

  test('an entry that a waiting consumer got stands with its XADD: what it got is told', () => {
    const waited = { waitedMs: 3210, keys: [key], client: { id: '1', name: 'worker-1' } }
    const entry = array(array(bulk('k'), array(array(bulk('2-0'), array(bulk('f'), bulk('v'))))))
    expect(
      caption(command('XREADGROUP GROUP g alice BLOCK 0 STREAMS k >', { ...waited, reply: entry }), [stream(['2-0'])]),
    ).toContain('| entry 2-0 goes to alice of g; waited 3.2 s')
    expect(caption(command('XREAD BLOCK 0 STREAMS k $', { ...waited, reply: entry }), [stream(['2-0'])])).toContain(
      '| entry 2-0 read, after $; waited 3.2 s',
    )
  })

  test('several keys, each by its name', () => {
    const [j, made] = [
      { ...ab, key: bytes('j') },
      { ...list(['c']), key: bytes('j') },
    ]
    const fact = command('RPOPLPUSH k j', { views: [ab, made], keys: [key, j.key] })
    expect(caption(fact, [abc])).toBe(
      'RPOPLPUSH k j | k: c leaves the tail, length 3 to 2; j is a new list with 1 element',
    )
  })

  test('many keys at once, as a count', () => {
    const views = Array.from({ length: 1200 }, (_, i) => ({ ...string('v'), key: bytes(`k${i}`) }))
    const gone = views.map(view => ({ db: 0, key: view.key, how: 'deleted' as const }))
    expect(caption(command('DEL many', { gone }), views)).toBe(
      'DEL many | 1,200 keys are deleted: k0, k1, k2 and 1,197 more',
    )
  })

  test('a transaction', () => {
    const fact = command('EXEC', { views: [abc], keys: [key], calls: [argvOf('RPUSH k c'), argvOf('PING')] })
    expect(caption(fact, [ab])).toBe('EXEC | 2 commands as one step; c becomes the tail; length 2 to 3')
    expect(caption({ ...fact, moreCalls: 98 }, [ab])).toContain('EXEC | 100 commands as one step')
  })

  test('a transaction of which a part fails says which, and a read that failed read nothing', () => {
    const wrong: Reply = { t: 'error', v: 'WRONGTYPE Operation against a key' }
    const calls = ['RPUSH k c', 'INCR k', 'GET k'].map(argvOf)
    const one = command('EXEC', { views: [abc], keys: [key], calls, reply: array(int(3), wrong, int(1)) })
    expect(caption(one, [ab])).toContain(
      'c becomes the tail; length 2 to 3; command 2 (INCR k) fails: WRONGTYPE Operation against a key; the others ran',
    )
    const two = command('EXEC', { views: [abc], keys: [key], calls, reply: array(int(3), wrong, wrong) })
    expect(caption(two, [ab])).toContain('commands 2 and 3 fail: WRONGTYPE Operation against a key; the others ran')
    const read = command('EXEC', { keys: [key], calls: [argvOf('GET k')], reply: array(wrong) })
    expect(caption(read, [ab])).toMatch(/; command 1 \(GET k\) fails: WRONGTYPE Operation against a key$/)
    expect(caption(read, [ab])).not.toContain('read')
  })

  test('digits that are appended are no counter, and long numbers are not told twice alike', () => {
    const digits = '1234567890'.repeat(4)
    expect(ran('APPEND k 5', string(`${digits}1234`), string(`${digits}12345`))).toMatch(
      /^the value becomes 1234567890[0-9]+…; byte 44 is written; length 44 to 45$/,
    )
    expect(ran('APPEND k 2', string('4'), string('42'))).toBe('the value becomes 42; byte 1 is written; length 1 to 2')
    expect(ran(`SET k ${digits}9`, string(`${digits}1`), string(`${digits}9`))).toBe('byte 40 changes')
  })

  test('how far a group was delivered goes both ways', () => {
    const [far, near] = ['5000-0', '0-0'].map(id => stream(['5000-0'], { groups: [grouped(id)] }))
    expect(ran('XGROUP SETID k g 0', far, near)).toBe('group g goes back from 5000-0 to 0-0')
    expect(ran('XGROUP SETID k g $', near, far)).toBe('group g advances from 0-0 to 5000-0')
  })

  test('what is read with NOACK is told, though nothing becomes pending', () => {
    const [before, after] = ['0-0', '2-0'].map(id => stream(['1-0', '2-0'], { groups: [grouped(id)] }))
    const entries = (...ids: string[]) => array(...ids.map(id => array(bulk(id), array(bulk('f'), bulk('v')))))
    const line = 'XREADGROUP GROUP g alice NOACK STREAMS k >'
    expect(ran(line, before, after, { reply: array(array(bulk('k'), entries('1-0', '2-0'))) })).toBe(
      '2 entries go to alice of g and are not pending: NOACK; group g advances from 0-0 to 2-0',
    )
    expect(ran(line, before, after, { reply: { t: 'map', v: [[bulk('k'), entries('2-0')]] } })).toMatch(
      /^entry 2-0 goes to alice of g and is not pending: NOACK;/,
    )
  })

  test('a long wait instead of a time', () => {
    expect(ran('BLPOP k 0', ab, list(['b']), { waitedMs: 3210, tookUs: 9 })).toBe(
      'a leaves the head; length 2 to 1; waited 3.2 s',
    )
  })

  test('what a client waited for never stood in the key, and is told all the same', () => {
    const waited = { waitedMs: 3210, client: { id: '1', name: 'worker-1' }, keys: [key] }
    const pair = { t: 'array', v: [bulk('k'), bulk('job')] } as const
    const told = (line: string, reply: CommandFact['reply']) =>
      caption(command(line, { ...waited, ...(reply && { reply }) }), [])
    expect(told('BLPOP k 0', { ...pair, v: [...pair.v] })).toBe('BLPOP k 0 | job goes from k to worker-1; waited 3.2 s')
    expect(told('BLMOVE k d LEFT LEFT 0', bulk('job'))).toBe(
      'BLMOVE k d LEFT LEFT 0 | job comes, and worker-1 moves it on; waited 3.2 s',
    )
    const many = (...v: Reply[]): Reply => ({ t: 'array', v })
    expect(told('BLMPOP 0 1 k LEFT COUNT 3', many(bulk('k'), many(bulk('d'), bulk('e'), bulk('f'))))).toBe(
      'BLMPOP 0 1 k LEFT COUNT 3 | d, e and f go from k to worker-1; waited 3.2 s',
    )
    expect(told('BZPOPMIN k 0', many(bulk('k'), bulk('alice'), bulk('9')))).toContain('alice goes from k to worker-1')
    const pairs = many(many(bulk('alice'), bulk('9')), many(bulk('bob'), bulk('8')))
    expect(told('BZMPOP 0 1 k MIN COUNT 2', many(bulk('k'), pairs))).toContain('alice and bob go from k to worker-1')
    expect(told('BLPOP k 3', { t: 'null' })).toBe('BLPOP k 3 | nothing came for worker-1; waited 3.2 s')
    // what others left of the key comes after what this one got
    const left = command('BLPOP k 0', { ...waited, reply: { ...pair, v: [...pair.v] }, views: [list(['x'])] })
    expect(caption(left, [])).toBe(
      'BLPOP k 0 | job goes from k to worker-1; k is a new list with 1 element; waited 3.2 s',
    )
  })

  test('a push that serves who waits says so', () => {
    const [argv, client] = [argvOf('BLPOP k 0'), { id: 'w', name: 'worker-1' }]
    const waiting: FactOf<'waiting'> = { kind: 'waiting', ...noEffects, seq: 0, at, client, db: 0, argv, keys: [key] }
    const timeline = new Timeline('e', { seq: 0, at, effects: noEffects, waiting: [waiting] })
    const push = { ...command('RPUSH k a', { keys: [key], reply: int(1) }), seq: 1 }
    timeline.append([push])
    const { text } = explain(push, timeline.seek(1).keys, { state: timeline.state })
    expect(text).toBe('answers 1; who waits for k is served')
  })

  test('channels: who listens, and how often a message was delivered', () => {
    const told = (line: string, more: Partial<CommandFact>) => caption(command(line, { client: you, ...more }), [])
    const you = { id: '1', name: 'you' }
    expect(
      told('SUBSCRIBE news', {
        listening: [
          ['channel', bytes('news')],
          ['pattern', bytes('n*')],
        ],
      }),
    ).toBe('SUBSCRIBE news | you listen to news and the pattern n*')
    expect(told('RESET', { listening: [] })).toBe('RESET | you listen to nothing any more')
    expect(told('PUBLISH news x', { reply: int(0) })).toBe('PUBLISH news x | nobody listens, the message is gone')
    expect(told('PUBLISH news x', { reply: int(2) })).toBe('PUBLISH news x | delivered 2 times')
    expect(told('PUBLISH news x', { client: { name: 'other' } })).toBe(
      'PUBLISH news x | a message to whoever listens; by other',
    )
  })

  test('another program is named', () => {
    expect(ran('RPUSH k c', ab, abc, { client: { name: 'worker' } })).toBe(
      'c becomes the tail; length 2 to 3; by worker',
    )
  })

  test('a flush', () => {
    expect(caption(command('FLUSHALL', { flushed: 'all' }), [ab])).toBe('FLUSHALL | all databases are empty')
    expect(caption(command('FLUSHDB', { flushed: 0 }), [ab])).toBe('FLUSHDB | database 0 is empty')
  })
})

describe('what was read or refused', () => {
  const six = list(['a', 'b', 'c', 'd', 'e', 'f'])
  const board = zset({ alice: 1, bob: 2, carol: 3 })
  const mail = stream(['1-0', '2-0', '3-0', '4-0', '5-0'], { groups: [grouped('5-0', { alice: 3, bob: 1 })] })
  const history = (...ids: string[]) =>
    array(array(bulk('k'), array(...ids.map(id => array(bulk(id), array(bulk('f'), bulk('v')))))))
  const rows = (n: number) => array(...Array.from({ length: n }, (_, i) => array(bulk(`${i + 1}-0`), bulk('alice'))))
  test.each<[string, KeyView, Partial<CommandFact>, string]>([
    ['LRANGE k 0 2', six, {}, 'elements 0 to 2 of 6 read'],
    ['LINDEX k -1', six, {}, 'element 5 of 6 read, the tail itself'],
    ['LINDEX k 1', six, {}, 'element 1 of 6 read, 1 step from the head'],
    ['LINDEX k 3', six, {}, 'element 3 of 6 read, 2 steps from the tail'],
    ['LINDEX k 9', six, { reply: { t: 'null' } }, 'nothing found in k'],
    ['LLEN k', six, { reply: int(6) }, 'answers 6'],
    [
      'hepl',
      six,
      { reply: { t: 'error', v: "ERR unknown command 'hepl', with args beginning with: " } },
      "ERR unknown command 'hepl'; nothing changed",
    ],
    ['EXISTS k', six, { reply: int(1) }, 'k exists'],
    ['EXISTS k j k', six, { reply: int(2) }, '2 of 3 names given exist'],
    ['EXISTS i j', six, { reply: int(0) }, 'none of the keys exists'],
    ['ZCOUNT k 2 +inf', board, { reply: int(2) }, '2 of 3 members counted'],
    ['XREADGROUP GROUP g bob STREAMS k >', mail, { reply: { t: 'null' } }, 'nothing in k is new for g'],
    ['XREADGROUP GROUP g bob STREAMS k 0', mail, { reply: history('5-0') }, '1 entry pending for bob in g read'],
    ['XREADGROUP GROUP g eve STREAMS k 0', mail, { reply: history() }, 'nothing is pending for eve in g'],
    ['LRANGE k 8 9', six, { reply: array() }, 'nothing of k is in the range'],
    ['GET k', string('hello'), { reply: bulk('hello') }, 'all 5 bytes read'],
    ['GETRANGE k 1 1', string('hello'), { reply: bulk('e') }, 'byte 1 of 5 read'],
    ['STRLEN k', string('hello'), { reply: int(5) }, 'answers 5'],
    ['GETBIT k 1', string('a'), { reply: int(1) }, 'bit 1 of 8 read: 1'],
    ['BITCOUNT k 0 0', string('ab'), { reply: int(3) }, 'bits 0 to 7 of 16 counted: 3 set'],
    ['BITPOS k 1 8 -1 BIT', string('ab'), { reply: int(9) }, 'bit 9 found in bits 8 to 15 of 16'],
    ['BITPOS k 1', string('\0'), { reply: int(-1) }, 'none found in bits 0 to 7 of 8'],
    ['HKEYS k', hash({ a: '1', b: '2' }), {}, 'both field names read'],
    ['HVALS k', hash({ a: '1', b: '2' }), {}, 'both values read'],
    ['HMGET k a z', hash({ a: '1' }), { reply: array(bulk('1'), { t: 'null' }) }, 'field a read, field z is not there'],
    ['HMGET k z', hash({ a: '1' }), { reply: array({ t: 'null' }) }, 'field z is not there'],
    ['HGET k a', hash({ a: '1', b: '2' }), { reply: bulk('1') }, 'field a read'],
    ['HGET k z', hash({ a: '1' }), { reply: { t: 'null' } }, 'field z not found'],
    ['HGETALL k', hash({ a: '1', b: '2' }), {}, 'both fields read'],
    [
      'SMEMBERS k',
      set(['a', 'b', 'c']),
      { reply: { t: 'set', v: [bulk('a'), bulk('b'), bulk('c')] } },
      'all 3 members read',
    ],
    ['ZRANGE k 0 1', board, { reply: array(bulk('alice'), bulk('bob')) }, 'members alice and bob read'],
    ['ZRANK k bob', board, { reply: int(1) }, 'bob has rank 1, counted from the lowest score'],
    ['ZREVRANK k alice', board, { reply: int(2) }, 'alice has rank 2, counted from the highest score'],
    ['ZRANK k zoe', board, { reply: { t: 'null' } }, 'member zoe not found'],
    ['SISMEMBER k z', set(['a', 'b']), { reply: int(0) }, 'member z not found'],
    ['SMISMEMBER k z a', set(['a', 'b']), { reply: array(int(0), int(1)) }, 'member a read, z not found'],
    ['SMISMEMBER k z y', set(['a', 'b']), { reply: array(int(0), int(0)) }, 'members z and y not found'],
    ['ZRANGE k 0 1', board, {}, 'ranks 0 to 1 of 3 read'],
    [
      'GET k',
      six,
      { reply: { t: 'error', v: 'WRONGTYPE Operation against a key' } },
      'WRONGTYPE: k holds a list; nothing changed',
    ],
    [
      'NOPE',
      six,
      { reply: { t: 'error', v: "ERR unknown command 'NOPE'" } },
      "ERR unknown command 'NOPE'; nothing changed",
    ],
    ['SADD k a', set(['a']), { reply: int(0) }, 'a was already a member; nothing changed'],
    ['SADD k a b', set(['a', 'b']), { reply: int(0) }, 'both were already members; nothing changed'],
    [
      'SET k 1 NX GET',
      string('2999'),
      { reply: bulk('2999') },
      'k already exists, and NX only sets a new key; nothing changed',
    ],
    ['XPENDING k g - + 10', mail, { reply: rows(4) }, '4 of 4 entries pending in g read'],
    ['XPENDING k g - + 10 bob', mail, { reply: rows(1) }, '1 of 1 entry pending for bob in g read'],
    ['XPENDING k g IDLE 5 - + 10 alice', mail, { reply: rows(2) }, '2 of 3 entries pending for alice in g read'],
    ['XPENDING k g 8-0 + 10', mail, { reply: rows(0) }, 'none of the 4 entries pending in g was asked for'],
    ['XPENDING k g - + 10 zoe', mail, { reply: rows(0) }, 'nothing is pending for zoe in g'],
    [
      'HEXPIRE k 9 GT FIELDS 1 a',
      hash({ a: '1' }),
      { reply: array(int(0)) },
      'the condition was not met, the TTL stays; nothing changed',
    ],
    [
      'HEXPIRE k 9 FIELDS 2 b c',
      hash({ a: '1' }),
      { reply: array(int(-2), int(-2)) },
      'none of the 2 is a field of k; nothing changed',
    ],
    [
      'HPERSIST k FIELDS 1 a',
      hash({ a: '1' }),
      { reply: array(int(-1)) },
      'there is no TTL to remove; nothing changed',
    ],
    [
      'HSETEX k FNX EX 9 FIELDS 1 a 2',
      hash({ a: '1' }),
      { reply: int(0) },
      'one of the fields exists already, and FNX only sets new ones; nothing changed',
    ],
    [
      'MSETEX 1 k v NX EX 9',
      string('v'),
      { reply: int(0) },
      'one of the keys already exists, so none is set; nothing changed',
    ],
    ['DELEX k IFEQ x', string('v'), { reply: int(0) }, 'the condition was not met, the key stays; nothing changed'],
    ['XDELEX k KEEPREF IDS 1 9-9', stream(['1-1']), { reply: array(int(-1)) }, '9-9 is no entry of k; nothing changed'],
    [
      'XTRIM k MAXLEN 0 ACKED',
      stream(['1-1']),
      { reply: int(0) },
      'nothing to trim that every group has acknowledged; nothing changed',
    ],
    ['PING', six, { reply: { t: 'simple', v: 'PONG' } }, 'answers PONG'],
    ['CONFIG GET x', six, { reply: { t: 'map', v: [] } }, 'answers 0 pairs'],
  ])('%s', (line, view, more, expected) => {
    expect(ran(line, view, view, more)).toBe(expected)
  })
  test('sets put together: how many members the answer has, of which keys', () => {
    const named = (name: string, members: string[]) => also(set(members), { key: bytes(name) })
    const sets = [named('a', ['1', '2', '3', '4', '5']), named('b', ['4', '5', '6', '7', '8']), named('d', ['5', '9'])]
    const told = (line: string, reply: Reply) => {
      const keys = line.split(' ').filter(word => /^[abdx]$/.test(word))
      return caption(command(line, { keys: keys.map(bytes), reply }), sets).replace(`${line} | `, '')
    }
    const of = (...members: string[]): Reply => ({ t: 'set', v: members.map(bulk) })
    const eight = of('1', '2', '3', '4', '5', '6', '7', '8')
    expect(told('SUNION a b', eight)).toBe('8 members are in a or b: 1, 2, 3 and 5 more')
    expect(told('SUNION a b d', of(...'123456789'))).toBe('9 members are in any of a, b and d: 1, 2, 3 and 6 more')
    expect(told('SINTER a b', of('4', '5'))).toBe('2 members are in both a and b: 4 and 5')
    expect(told('SINTER a b d', of('5'))).toBe('1 member is in all of a, b and d: 5')
    expect(told('SINTERCARD 2 a b', int(2))).toBe('2 members are in both a and b')
    expect(told('SINTERCARD 2 a b LIMIT 1', int(1))).toBe('1 member is in both a and b; counting ended at LIMIT 1')
    expect(told('SDIFF a b', of('1', '2', '3'))).toBe('3 members are in a and not in b: 1, 2 and 3')
    expect(told('SDIFF d a b', of('9'))).toBe('1 member is in d and in none of a and b: 9')
    expect(told('SINTER a x', of())).toBe('no member is in both a and x; x does not exist')
    // of a long reply the end is left out, and counted
    expect(told('SUNION a b', { t: 'set', v: [bulk('1')], more: 7 })).toBe('8 members are in a or b: 1 and 7 more')
    const flat = array(bulk('4'), bulk('8'), bulk('5'), bulk('10'))
    expect(told('ZINTER 2 a b WITHSCORES', flat)).toBe('2 members are in both a and b: 4 and 5')
    const pairs = array(array(bulk('4'), { t: 'double', v: '8' }))
    expect(told('ZUNION 2 a b WITHSCORES', pairs)).toBe('1 member is in a or b: 4')
  })
  test('each of several keys by its name, whatever it is called', () => {
    const sets = ['a', 'b'].map(name => also(string('five5'), { key: bytes(name) }))
    const fact = command('MGET a b', { keys: ['a', 'b'].map(bytes), reply: array(bulk('five5'), bulk('five5')) })
    expect(caption(fact, sets)).toBe('MGET a b | a and b: all 5 bytes read')
    const some = command('MGET a x y', {
      keys: ['a', 'x', 'y'].map(bytes),
      reply: array(bulk('five5'), { t: 'null' }, { t: 'null' }),
    })
    expect(caption(some, sets)).toBe('MGET a x y | a: all 5 bytes read; x and y do not exist')
  })
  test('a key that is not there', () => {
    expect(ran('GET k', undefined, undefined, { reply: { t: 'null' } })).toBe('k does not exist')
  })
})

describe('what happened without a command', () => {
  const base = { seq: 1, at, ...noEffects }
  const you = { id: 'you', name: 'you' }
  const k = string('v')
  test('keys expire and are evicted', () => {
    const gone = (how: 'expired' | 'evicted', lateMs?: number): Fact => ({
      ...base,
      kind: 'gone',
      gone: [{ db: 0, key, how, ...(lateMs === undefined ? {} : { lateMs }) }],
    })
    expect(caption(gone('expired', 1200), [k])).toBe('key expired | k expired 1.2 s after its deadline')
    expect(caption(gone('expired'), [k])).toBe('key expired | k expired')
    expect(caption(gone('evicted'), [k])).toBe('key evicted | k is evicted to free memory')
    // a key the room did not carry
    expect(caption(gone('expired'))).toBe('key expired | k expired')
  })
  test('fields expire, and with the last of them the key', () => {
    const timed = (fields: [string, number][]): KeyView => ({
      ...hash({}),
      length: fields.length,
      value: { type: 'hash', fields: fields.map(([field, ms]) => [bytes(field), bytes('1'), instant(at + ms)]) },
    })
    const expired: Fact = { ...base, kind: 'change', events: [['hexpired', key]] }
    const before = timed([
      ['a', -20],
      ['b', 9_000],
    ])
    expect(caption({ ...expired, views: [timed([['b', 9_000]])] }, [before])).toBe(
      'hexpired event | field a expired 20.0 ms after its deadline; length 2 to 1',
    )
    const gone: Fact = {
      ...expired,
      events: [
        ['hexpired', key],
        ['del', key],
      ],
      gone: [{ db: 0, key, how: 'deleted' }],
    }
    expect(caption(gone, [timed([['a', -20]])])).toBe('2 events | the last of its fields expired, and k with it')
    // one that was taken away before its time
    expect(ran('HDEL k b', before, timed([['a', -20]]))).toBe('field b is removed; length 2 to 1')
  })
  test('a burst', () => {
    const burst: Fact = {
      ...base,
      kind: 'burst',
      by: 'monitor',
      ms: 50,
      calls: [
        ['set', 600],
        ['incr', 604],
      ],
      expired: 0,
      evicted: 1,
    }
    expect(caption(burst)).toBe('many commands at once | 1,204 commands in 50 ms: 604 INCR, 600 SET; 1 key evicted')
    const many: Fact = {
      ...burst,
      evicted: 0,
      by: 'commandstats',
      calls: ['a', 'b', 'c', 'd', 'e', 'f'].map((name): [string, number] => [name, 1]),
    }
    expect(caption(many)).toBe(
      'many commands at once | 6 commands in 50 ms: 1 A, 1 B, 1 C, 1 D, 1 E, 1 of other kinds; counted by Redis itself',
    )
  })
  test('a client waits', () => {
    const waiting = { ...base, kind: 'waiting', client: you, db: 0 } as const
    expect(caption({ ...waiting, argv: argvOf('BLPOP queue:jobs 0'), keys: [bytes('queue:jobs')] })).toBe(
      'BLPOP queue:jobs 0 | you wait for queue:jobs',
    )
    const until = instant(at + 5000)
    expect(caption({ ...waiting, argv: argvOf('BLPOP a b 5'), keys: [bytes('a'), bytes('b')], until })).toBe(
      'BLPOP a b 5 | you wait for a or b, for 5.0 s at most',
    )
    // a move waits for its source alone
    expect(caption({ ...waiting, argv: argvOf('BLMOVE a b LEFT RIGHT 0'), keys: [bytes('a'), bytes('b')] })).toBe(
      'BLMOVE a b LEFT RIGHT 0 | you wait for a',
    )
  })
  test('events only', () => {
    const change: Fact = { ...base, kind: 'change', events: [['lpop', key]], views: [list(['b'])] }
    expect(caption(change, [list(['a', 'b'])])).toBe('lpop event | a leaves the head; length 2 to 1')
  })
  test('a sync, a reset, a note', () => {
    const sync: Fact = { ...base, kind: 'sync', reason: 'start', complete: false, views: [k] }
    expect(caption(sync)).toBe('the room opens | 1 key in view; more are in Redis than the room carries')
    expect(caption({ ...base, kind: 'reset', client: you, flushed: 'all' }, [k])).toBe(
      'room reset | you emptied the room: 1 key deleted',
    )
    expect(caption({ ...base, kind: 'note', text: 'MONITOR is off.' })).toBe('note | MONITOR is off.')
  })
})
