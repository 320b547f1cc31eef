import { describe, expect, test } from 'vitest'
import { bytes } from '../bytes.ts'
import type { CommandFact } from '../fact.ts'
import type { Reply } from '../reply.ts'
import type { Span } from './change.ts'
import { readingsOf } from './reading.ts'
import { argvOf, array, bulk, command, exec, hash, int, key, list, room, set, stream, string, zset } from './testing.ts'
import type { KeyView } from './view.ts'

const nil: Reply = { t: 'null' }
const double = (v: string): Reply => ({ t: 'double', v })

/** A span written short: `[0..2]`, `.field`, `@member`, `#entry`, `-~+` stretch, `1:(2` scores, `>5-1` reader, `0..5` bytes, `b0..8` bits, `key`. */
const short = (span: Span) => {
  if (span.of === 'index') return `[${span.from}..${span.to}]`
  if (span.of === 'bytes') return `${span.start}..${span.end}`
  if (span.of === 'bits') {
    const said = Object.entries({ ...span }).filter(([name]) => !['of', 'start', 'end'].includes(name))
    return `b${span.start}..${span.end}${said.map(([name, value]) => ` ${name} ${value}`).join('')}`
  }
  if (span.of === 'field')
    return `.${span.field}${span.cell === undefined ? '' : `/${span.cell}`}${span.missing ? '?' : ''}`
  if (span.of === 'length') return 'length'
  if (span.of === 'member') return `@${span.member}`
  if (span.of === 'stretch') return `${span.from}~${span.to}`
  if (span.of === 'score') return `${span.min}:${span.max}${span.count === undefined ? '' : `=${span.count}`}`
  if (span.of === 'reader') return `>${span.after}`
  if (span.of === 'rank') return `rank ${span.rank} from ${span.from}`
  if (span.of === 'absent') return `no ${span.member}`
  if (span.of === 'pending') return `pending in ${span.group}: ${span.ids.join(',')} of ${span.count}`
  if (span.of === 'picked') return `picked ${span.members.join(',')}`
  return span.of === 'entry' ? `#${span.id}` : 'key'
}
function read(line: string, view: KeyView | undefined, reply?: Reply) {
  const state = view === undefined ? room() : room(view)
  const [reading] = readingsOf(command(line, reply === undefined ? {} : { reply }), state)
  return reading?.kind === 'read'
    ? `${reading.spans.map(short).join(' ')}${reading.missing ? ' missing' : ''}`
    : undefined
}

const hello = string('hello')
const six = list(['a', 'b', 'c', 'd', 'e', 'f'])
const ada = hash({ name: 'Ada', age: '36' })
const letters = set(['a', 'b', 'c'])
const board = zset({ alice: 1, bob: 2, carol: 3 })
const log = stream(['1-0', '2-0'])

describe('what a command read', () => {
  test.each<[string, KeyView | undefined, Reply | undefined, string]>([
    ['GET k', hello, bulk('hello'), '0..5'],
    ['get k', hello, undefined, '0..5'],
    ['GET k', undefined, nil, ' missing'],
    ['GETRANGE k -3 -2', hello, bulk('ll'), '2..4'],
    ['GETRANGE k 9 10', hello, bulk(''), ''],
    ['SUBSTR k 1 -1', hello, bulk('ello'), '1..5'],
    ['GETBIT k 9', hello, int(1), 'b9..10 bit 1'],
    ['GETBIT k 40', hello, int(0), ''],
    ['BITCOUNT k', hello, int(21), 'b0..40 ones 21'],
    ['BITCOUNT k 1 1', hello, int(4), 'b8..16 by BYTE ones 4'],
    ['BITCOUNT k -2 -1 byte', hello, int(10), 'b24..40 by BYTE ones 10'],
    ['BITCOUNT k 8 15 BIT', hello, int(4), 'b8..16 by BIT ones 4'],
    ['BITCOUNT k -8 -1 BIT', hello, undefined, 'b32..40 by BIT'],
    ['BITCOUNT k 9 12', hello, int(0), ''],
    ['BITPOS k 1', hello, int(1), 'b0..40 found 1'],
    ['BITPOS k 0 2', hello, int(16), 'b16..40 by BYTE found 16'],
    ['BITPOS k 1 2 3 BIT', hello, int(2), 'b2..4 by BIT found 2'],
    ['STRLEN k', hello, int(5), 'length'],
    ['STRLEN k', undefined, int(0), ' missing'],
    ['HGET k age', ada, bulk('36'), '.age'],
    ['HGET k city', ada, nil, '.city missing'],
    ['HMGET k name age', ada, array(bulk('Ada'), bulk('36')), '.name .age'],
    ['HMGET k name city', ada, array(bulk('Ada'), nil), '.name .city?'],
    ['HGETALL k', ada, undefined, '.name .age'],
    ['HKEYS k', ada, undefined, '.name/name .age/name'],
    ['HVALS k', ada, undefined, '.name/value .age/value'],
    ['HEXISTS k age', ada, int(1), '.age/name'],
    ['HSTRLEN k age', ada, int(2), '.age/value'],
    ['HLEN k', ada, int(2), 'length'],
    ['HTTL k FIELDS 1 age', ada, array(int(-1)), '.age'],
    ['HRANDFIELD k', ada, bulk('age'), '.age/name'],
    ['HRANDFIELD k 2 WITHVALUES', ada, array(bulk('age'), bulk('36'), bulk('name'), bulk('Ada')), '.age .name'],
    ['HRANDFIELD k 1 WITHVALUES', ada, array(array(bulk('age'), bulk('36'))), '.age'],
    ['HSCAN k 0', ada, array(bulk('0'), array(bulk('name'), bulk('Ada'), bulk('age'), bulk('36'))), '.name .age'],
    ['LRANGE k 0 -1', six, undefined, '[0..5]'],
    ['LRANGE k -2 99', six, undefined, '[4..5]'],
    ['LRANGE k 4 2', six, array(), ''],
    ['LINDEX k -6', six, bulk('a'), '[0..0]'],
    ['LINDEX k -7', six, nil, ' missing'],
    ['LINDEX k 6', six, nil, ' missing'],
    ['LPOS k c', six, int(2), '[2..2]'],
    ['LPOS k c COUNT 0', six, array(int(2), int(4)), '[2..2] [4..4]'],
    ['LLEN k', six, int(6), 'length'],
    ['SCARD k', letters, int(3), 'length'],
    ['ZCARD k', board, int(3), 'length'],
    ['XLEN k', log, int(2), 'length'],
    ['LLEN k', undefined, int(0), ' missing'],
    ['SMEMBERS k', letters, { t: 'set', v: [bulk('b'), bulk('a')] }, '@b @a'],
    ['SISMEMBER k b', letters, int(1), '@b'],
    ['SISMEMBER k z', letters, int(0), '@z no z missing'],
    ['SISMEMBER k z', letters, undefined, '@z'],
    ['SMISMEMBER k z a y', letters, array(int(0), int(1), int(0)), '@z @a @y no z no y'],
    ['SRANDMEMBER k', letters, bulk('c'), '@c picked c'],
    ['SRANDMEMBER k 2', letters, array(bulk('c'), bulk('a')), '@c @a picked c,a'],
    ['SRANDMEMBER k -3', letters, array(bulk('c'), bulk('a'), bulk('c')), '@c @a picked c,a,c'],
    ['SRANDMEMBER k 0', letters, array(), ''],
    ['SINTER k j', letters, { t: 'set', v: [bulk('b')] }, '@b'],
    ['SUNION k j', letters, { t: 'set', v: [bulk('b'), bulk('x')] }, '@b'],
    ['ZSCORE k bob', board, double('2'), '@bob'],
    ['ZMSCORE k bob zoe', board, array(double('2'), nil), '@bob @zoe no zoe'],
    ['ZRANK k alice', board, int(0), '@alice rank 0 from lowest'],
    ['ZRANK k alice WITHSCORE', board, array(int(0), double('1')), '@alice rank 0 from lowest'],
    ['ZREVRANK k alice', board, int(2), '@alice rank 0 from highest'],
    ['ZREVRANK k carol', board, undefined, '@carol rank 2 from highest'],
    ['ZRANK k zoe', board, nil, '@zoe no zoe missing'],
    ['ZRANGE k 0 1', board, array(bulk('alice'), bulk('bob')), '[0..1] @alice @bob'],
    ['ZRANGE k 0 1 WITHSCORES', board, array(bulk('alice'), bulk('1'), bulk('bob'), bulk('2')), '[0..1] @alice @bob'],
    ['ZRANGE k 0 1 WITHSCORES', board, array(array(bulk('alice'), double('1'))), '[0..1] @alice'],
    ['ZRANGE k 0 0 REV', board, undefined, '[2..2]'],
    ['ZREVRANGE k 0 1', board, undefined, '[1..2]'],
    ['ZRANGE k (1 +inf BYSCORE', board, undefined, '(1:+inf @bob @carol'],
    ['ZRANGE k 2 1 BYSCORE REV', board, undefined, '1:2 @alice @bob'],
    ['ZRANGEBYSCORE k -inf (2', board, undefined, '-inf:(2 @alice'],
    ['ZREVRANGEBYSCORE k 3 3', board, undefined, '3:3 @carol'],
    [
      'ZRANGE k 2 9 BYSCORE WITHSCORES',
      board,
      array(bulk('bob'), bulk('2'), bulk('carol'), bulk('3')),
      '2:9=2 @bob @carol',
    ],
    ['ZCOUNT k 7 9', board, int(0), '7:9=0'],
    ['ZCOUNT k 2 3', board, int(2), '2:3=2 @bob @carol'],
    ['XRANGE k - +', log, array(array(bulk('1-0'), array()), array(bulk('2-0'), array())), '-~+ #1-0 #2-0'],
    ['XREVRANGE k + (1-0', log, array(array(bulk('2-0'), array())), '(1-0~+ #2-0'],
    ['XRANGE k 5 6', log, array(), '5~6'],
    ['XREAD STREAMS other k 9-9 $', log, nil, '>$ missing'],
    ['XREAD COUNT 1 STREAMS k 0', log, array(array(bulk('k'), array(array(bulk('1-0'), array())))), '>0 #1-0'],
    ['XREAD STREAMS k 0', log, { t: 'map', v: [[bulk('k'), array(array(bulk('2-0'), array()))]] }, '>0 #2-0'],
    ['XPENDING k g - + 10', log, array(array(bulk('1-0'), bulk('c'), int(5), int(1))), '#1-0'],
    ['TTL k', hello, int(-1), 'key'],
    ['TTL k', undefined, int(-2), ' missing'],
    ['TYPE k', undefined, { t: 'simple', v: 'none' }, ' missing'],
    ['EXISTS k', hello, int(1), 'key'],
    ['OBJECT ENCODING k', hello, bulk('embstr'), 'key'],
  ])('%s', (line, view, reply, expected) => {
    expect(read(line, view, reply)).toBe(expected)
  })

  test('of a long list, beyond its windows too', () => {
    const long = list(
      Array.from({ length: 1000 }, (_, i) => `e${i}`),
      5,
    )
    expect(read('LRANGE k 400 -400', long)).toBe('[400..600]')
  })

  test('MGET: each key, and which of them is missing', () => {
    const state = room(hello)
    const fact = command('MGET k j', { reply: array(bulk('hello'), nil) })
    expect(readingsOf(fact, state)).toEqual([
      { kind: 'read', db: 0, key, spans: [{ of: 'bytes', start: 0, end: 5 }] },
      { kind: 'read', db: 0, key: 'j', spans: [], missing: true },
    ])
  })

  test('inside a transaction, by the replies of its own', () => {
    const fact: CommandFact = {
      ...exec('LINDEX k 0', 'PING', 'LINDEX k 9'),
      reply: array(bulk('a'), { t: 'simple', v: 'PONG' }, nil),
    }
    expect(readingsOf(fact, room(six)).map(reading => reading.kind === 'read' && reading.missing)).toEqual([
      undefined,
      true,
    ])
  })

  test('a write reads nothing', () => {
    expect(readingsOf(command('LPUSH k a', { views: [six], reply: int(6) }), room(six))).toEqual([])
    expect(readingsOf(command('INCR k'), room(hello))).toEqual([])
  })
})

describe('why a command was refused', () => {
  const why = (line: string, view: KeyView | undefined, reply: Reply, more: Partial<CommandFact> = {}) => {
    const [reading] = readingsOf(command(line, { reply, ...more }), view === undefined ? room() : room(view))
    return reading?.kind === 'refused' ? reading.why : undefined
  }
  test.each<[string, KeyView | undefined, Reply, string]>([
    ['LPUSH k a', hello, { t: 'error', v: 'WRONGTYPE Operation against a key' }, 'WRONGTYPE: k holds a string'],
    ['INCR k', hello, { t: 'error', v: 'ERR value is not an integer' }, 'ERR value is not an integer'],
    ['SET k v NX', hello, nil, 'k already exists, and NX only sets a new key'],
    ['SET k v xx', undefined, nil, 'k does not exist, and XX only sets a key that does'],
    ['SETNX k v', hello, int(0), 'k already exists'],
    ['DEL k', undefined, int(0), 'k does not exist'],
    ['DEL k j', undefined, int(0), 'none of the keys exists'],
    ['EXPIRE k 9', undefined, int(0), 'k does not exist'],
    ['EXPIRE k 9 NX', hello, int(0), 'the condition was not met, the TTL stays'],
    ['PERSIST k', hello, int(0), 'k has no TTL'],
    ['HSETNX k name x', ada, int(0), 'field name already exists'],
    ['HDEL k x y', ada, int(0), 'none of the 2 is a field of k'],
    ['LPUSHX k a', undefined, int(0), 'k does not exist'],
    ['LPOP k', undefined, nil, 'k is empty, there is nothing to take'],
    ['BLPOP k j 1', undefined, nil, 'nothing came to k or j'],
    ['LINSERT k BEFORE z x', six, int(-1), 'the pivot is not in the list'],
    ['LREM k 0 z', six, int(0), 'no element equals z'],
    ['SADD k a', letters, int(0), 'a was already a member'],
    ['SREM k z', letters, int(0), 'z is no member of k'],
    ['SMOVE k j z', letters, int(0), 'z is no member of k'],
    ['ZADD k GT 0 alice', board, int(0), 'GT only raises a score, the higher one stays'],
    ['ZADD k NX 5 alice', board, int(0), 'NX only adds new members, the scores stay'],
    ['ZADD k 1 alice', board, int(0), 'the scores are as they were'],
    ['XDEL k 9-9', log, int(0), '9-9 is no entry of k'],
    ['XACK k g 1-0', log, int(0), 'the entry is not pending in g'],
  ])('%s', (line, view, reply, expected) => {
    expect(why(line, view, reply)).toBe(expected)
  })

  test('EXEC after a watched key changed', () => {
    expect(why('EXEC', undefined, nil)).toBe('a watched key changed, so nothing ran')
  })
  test('a 0 of a command that did change something is no refusal', () => {
    expect(why('ZADD k 9 alice', board, int(0), { views: [zset({ alice: 9, bob: 2, carol: 3 })] })).toBeUndefined()
    expect(why('DECR k', string('1'), int(0), { views: [string('0')] })).toBeUndefined()
  })
  test('what is pending in a group, all of it counted', () => {
    const group = {
      name: bytes('g'),
      lastDelivered: '2-0',
      lag: 0,
      pendingCount: 2,
      consumers: [],
      pending: ['1-0', '2-0'].map(id => ({ id, consumer: bytes('c'), deliveries: 1 })),
    }
    const mail = stream(['1-0', '2-0'], { groups: [group] })
    expect(read('XPENDING k g', mail, array(int(7), bulk('1-0'), bulk('2-0')))).toBe('pending in g: 1-0,2-0 of 7')
    expect(read('XPENDING k other', mail)).toBe('key')
  })
  test('what stood in the way is named', () => {
    const spansOf = (line: string, view: KeyView | undefined) => {
      const [reading] = readingsOf(command(line, { reply: int(0) }), view === undefined ? room() : room(view))
      return reading?.kind === 'refused' ? (reading.spans ?? []).map(short).join(' ') : undefined
    }
    expect(spansOf('SETNX k x', hello)).toBe('0..5')
    expect(spansOf('SETNX k x', ada)).toBe('key')
    expect(spansOf('HSETNX k name x', ada)).toBe('.name')
    expect(spansOf('SADD k a b', letters)).toBe('@a @b')
    expect(spansOf('HDEL k zz', ada)).toBe('')
  })
  test('the refusal names its keys', () => {
    const fact = command('RENAMENX k j', { keys: [key, bytes('j')], reply: int(0), argv: argvOf('RENAMENX k j') })
    expect(readingsOf(fact, room(hello))).toEqual([
      { kind: 'refused', db: 0, keys: ['k', 'j'], why: 'j already exists' },
    ])
  })
})
