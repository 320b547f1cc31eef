/** Commands as people copy them. That they do the same is tested on a real Redis: server/test/export.test.ts. */
import { describe, expect, test } from 'vitest'
import { type Bytes, bytes, fromRaw } from '../../bytes.ts'
import { parseLine } from '../parse.ts'
import { commandIn } from './command.ts'

const raw = (...values: number[]) => fromRaw(Uint8Array.from(values))

function each(line: string) {
  const parsed = parseLine(line)
  if ('error' in parsed) throw new Error(parsed.error)
  return all(parsed.argv)
}
const all = (argv: Bytes[]) => [commandIn('redis-cli', argv), commandIn('ioredis', argv), commandIn('redis-py', argv)]

/** As typed; then redis-cli, ioredis without `await redis.`, redis-py without `r.`. */
const table: [line: string, cli: string, ioredis: string, python: string][] = [
  ['get k', 'GET k', "get('k')", 'get("k")'],
  ['set k v ex 60 nx', 'SET k v EX 60 NX', "set('k', 'v', 'EX', 60, 'NX')", 'set("k", "v", ex=60, nx=True)'],
  ['SET k 5 KEEPTTL', 'SET k 5 KEEPTTL', "set('k', '5', 'KEEPTTL')", 'set("k", "5", keepttl=True)'],
  ['MSET a 1 b 2', 'MSET a 1 b 2', "mset({ a: '1', b: '2' })", 'mset({"a": "1", "b": "2"})'],
  ['MSET a 1 a 2', 'MSET a 1 a 2', "mset('a', '1', 'a', '2')", 'execute_command("MSET", "a", "1", "a", "2")'],
  ['INCRBY n -5', 'INCRBY n -5', "incrby('n', -5)", 'incrby("n", -5)'],
  ['INCRBYFLOAT n 0.75', 'INCRBYFLOAT n 0.75', "incrbyfloat('n', 0.75)", 'incrbyfloat("n", 0.75)'],
  ['INCRBYFLOAT n 5.0e3', 'INCRBYFLOAT n 5.0e3', "incrbyfloat('n', '5.0e3')", 'incrbyfloat("n", "5.0e3")'],
  ['BITCOUNT b 0 -1 bit', 'BITCOUNT b 0 -1 BIT', "bitcount('b', 0, -1, 'BIT')", 'bitcount("b", 0, -1, mode="BIT")'],
  ['SETBIT b 7 1', 'SETBIT b 7 1', "setbit('b', 7, 1)", 'setbit("b", 7, 1)'],
  ['HSET h f v', 'HSET h f v', "hset('h', 'f', 'v')", 'hset("h", "f", "v")'],
  [
    'HSET h name Ann "first name" A',
    'HSET h name Ann "first name" A',
    "hset('h', { name: 'Ann', 'first name': 'A' })",
    'hset("h", mapping={"name": "Ann", "first name": "A"})',
  ],
  ['HSET h 2 b 1 a', 'HSET h 2 b 1 a', "hset('h', '2', 'b', '1', 'a')", 'hset("h", mapping={"2": "b", "1": "a"})'],
  [
    'HEXPIRE h 60 NX FIELDS 1 f',
    'HEXPIRE h 60 NX FIELDS 1 f',
    "hexpire('h', 60, 'NX', 'FIELDS', 1, 'f')",
    'execute_command("HEXPIRE", "h", 60, "NX", "FIELDS", 1, "f")',
  ],
  ['LPUSH q a b', 'LPUSH q a b', "lpush('q', 'a', 'b')", 'lpush("q", "a", "b")'],
  ['BLPOP q r 5', 'BLPOP q r 5', "blpop('q', 'r', 5)", 'blpop(["q", "r"], timeout=5)'],
  [
    'LMOVE a b left right',
    'LMOVE a b LEFT RIGHT',
    "lmove('a', 'b', 'LEFT', 'RIGHT')",
    'lmove("a", "b", "LEFT", "RIGHT")',
  ],
  [
    'LMPOP 2 a b LEFT COUNT 3',
    'LMPOP 2 a b LEFT COUNT 3',
    "lmpop(2, 'a', 'b', 'LEFT', 'COUNT', 3)",
    'lmpop(2, "a", "b", direction="LEFT", count=3)',
  ],
  [
    'SINTERCARD 2 a b LIMIT 5',
    'SINTERCARD 2 a b LIMIT 5',
    "sintercard(2, 'a', 'b', 'LIMIT', 5)",
    'sintercard(2, ["a", "b"], limit=5)',
  ],
  ['SUNIONSTORE d a b', 'SUNIONSTORE d a b', "sunionstore('d', 'a', 'b')", 'sunionstore("d", ["a", "b"])'],
  [
    'zadd b gt ch 95 alice',
    'ZADD b GT CH 95 alice',
    "zadd('b', 'GT', 'CH', 95, 'alice')",
    'zadd("b", {"alice": 95}, gt=True, ch=True)',
  ],
  [
    'ZRANGE b (5 +inf BYSCORE LIMIT 0 10 WITHSCORES',
    'ZRANGE b (5 +inf BYSCORE LIMIT 0 10 WITHSCORES',
    "zrange('b', '(5', '+inf', 'BYSCORE', 'LIMIT', 0, 10, 'WITHSCORES')",
    'zrange("b", "(5", "+inf", byscore=True, offset=0, num=10, withscores=True)',
  ],
  [
    'ZUNIONSTORE d 2 a b WEIGHTS 1 0.5 AGGREGATE max',
    'ZUNIONSTORE d 2 a b WEIGHTS 1 0.5 AGGREGATE MAX',
    "zunionstore('d', 2, 'a', 'b', 'WEIGHTS', 1, 0.5, 'AGGREGATE', 'MAX')",
    'zunionstore("d", {"a": 1, "b": 0.5}, aggregate="MAX")',
  ],
  ['XADD s * f v', 'XADD s * f v', "xadd('s', '*', 'f', 'v')", 'xadd("s", {"f": "v"}, id="*")'],
  [
    'XADD s MAXLEN ~ 1000 * f v',
    'XADD s MAXLEN ~ 1000 * f v',
    "xadd('s', 'MAXLEN', '~', 1000, '*', 'f', 'v')",
    'xadd("s", {"f": "v"}, id="*", maxlen=1000, approximate=True)',
  ],
  [
    'XREADGROUP GROUP g c COUNT 1 STREAMS s t > 0',
    'XREADGROUP GROUP g c COUNT 1 STREAMS s t > 0',
    "xreadgroup('GROUP', 'g', 'c', 'COUNT', 1, 'STREAMS', 's', 't', '>', '0')",
    'xreadgroup("g", "c", {"s": ">", "t": "0"}, count=1)',
  ],
  [
    'XPENDING s g - + 10',
    'XPENDING s g - + 10',
    "xpending('s', 'g', '-', '+', 10)",
    'xpending_range("s", "g", min="-", max="+", count=10)',
  ],
  [
    'XGROUP create s g $ mkstream',
    'XGROUP CREATE s g $ MKSTREAM',
    "xgroup('CREATE', 's', 'g', '$', 'MKSTREAM')",
    'xgroup_create("s", "g", id="$", mkstream=True)',
  ],
  ['EXPIRE k 60 gt', 'EXPIRE k 60 GT', "expire('k', 60, 'GT')", 'expire("k", 60, gt=True)'],
  ['OBJECT encoding k', 'OBJECT ENCODING k', "object('ENCODING', 'k')", 'object("ENCODING", "k")'],
  ['DEL a b', 'DEL a b', "del('a', 'b')", 'delete("a", "b")'],
  ['EVAL "return 1" 0', 'EVAL "return 1" 0', "eval('return 1', 0)", 'eval("return 1", 0)'],
  ['SUBSCRIBE news', 'SUBSCRIBE news', "subscribe('news')", 'pubsub().subscribe("news")'],
  ['CONFIG GET maxmemory', 'CONFIG GET maxmemory', "config('GET', 'maxmemory')", 'config_get("maxmemory")'],
]

test.each(table)('%s', (line, cli, ioredis, python) =>
  expect(each(line)).toEqual([cli, `await redis.${ioredis}`, `r.${python}`]),
)

describe('a deprecated command comes out as its successor', () => {
  test.each([
    ['SETEX k 60 v', 'SET k v EX 60'],
    ['PSETEX k 60 v', 'SET k v PX 60'],
    ['SETNX k v', 'SET k v NX'],
    ['GETSET k v', 'SET k v GET'],
    ['HMSET h f v', 'HSET h f v'],
    ['SUBSTR k 0 1', 'GETRANGE k 0 1'],
    ['RPOPLPUSH a b', 'LMOVE a b RIGHT LEFT'],
    ['BRPOPLPUSH a b 5', 'BLMOVE a b RIGHT LEFT 5'],
    ['ZREVRANGE z 0 -1 WITHSCORES', 'ZRANGE z 0 -1 REV WITHSCORES'],
    ['ZRANGEBYSCORE z (1 +inf LIMIT 0 5', 'ZRANGE z (1 +inf BYSCORE LIMIT 0 5'],
    ['ZREVRANGEBYSCORE z 9 1', 'ZRANGE z 9 1 BYSCORE REV'],
    ['ZRANGEBYLEX z [a (c', 'ZRANGE z [a (c BYLEX'],
    ['ZREVRANGEBYLEX z + -', 'ZRANGE z + - BYLEX REV'],
    ['GEORADIUS g 15 37 200 km STORE d', 'GEOSEARCHSTORE d g FROMLONLAT 15 37 BYRADIUS 200 KM'],
    ['GEORADIUSBYMEMBER g m 1 km STOREDIST d', 'GEOSEARCHSTORE d g FROMMEMBER m BYRADIUS 1 KM STOREDIST'],
  ])('%s is %s', (old, today) => expect(each(old)[0]).toBe(today))
})

describe('what no table knows goes out as it is', () => {
  test.each([
    ['NOSUCH a 1', "call('NOSUCH', 'a', '1')", 'execute_command("NOSUCH", "a", "1")'],
    ['SET k', "call('SET', 'k')", 'execute_command("SET", "k")'],
    ['SET k v EX', "call('SET', 'k', 'v', 'EX')", 'execute_command("SET", "k", "v", "EX")'],
    ['SET k v NX NX', "call('SET', 'k', 'v', 'NX', 'NX')", 'execute_command("SET", "k", "v", "NX", "NX")'],
    ['COMMAND docs get', "call('COMMAND', 'docs', 'get')", 'execute_command("COMMAND DOCS", "get")'],
    ['SETEX k 60', "call('SETEX', 'k', '60')", 'execute_command("SETEX", "k", "60")'],
    ['ZUNION 9 a', "call('ZUNION', '9', 'a')", 'execute_command("ZUNION", "9", "a")'],
    ['XREAD STREAMS a', "call('XREAD', 'STREAMS', 'a')", 'execute_command("XREAD", "STREAMS", "a")'],
    ['constructor x', "call('CONSTRUCTOR', 'x')", 'execute_command("CONSTRUCTOR", "x")'],
  ])('%s', (line, ioredis, python) => expect(each(line).slice(1)).toEqual([`await redis.${ioredis}`, `r.${python}`]))

  test('nothing at all, and a name of no letters', () => {
    expect(all([])).toEqual(['""', "await redis.call('')", 'r.execute_command("")'])
    expect(all([raw(0xff)])[2]).toBe('r.execute_command(b"\\xff")')
  })
})

test('a transaction in Python is a pipeline', () => {
  const python = ['WATCH k', 'MULTI', 'EXEC', 'DISCARD', 'UNWATCH'].map(line => each(line)[2])
  expect(python).toEqual(['pipe.watch("k")', 'pipe.multi()', 'pipe.execute()', 'pipe.reset()', 'pipe.unwatch()'])
})

describe('values are written so that they stay what they are', () => {
  test.each<[Bytes, string, string, string]>([
    [
      bytes(`it's "q" \\ \${x} \`y\``),
      `"it's \\"q\\" \\\\ \${x} \`y\`"`,
      `'it\\'s "q" \\\\ \${x} \`y\`'`,
      `"it's \\"q\\" \\\\ \${x} \`y\`"`,
    ],
    [bytes('two\nlines\t\r'), '"two\\nlines\\t\\r"', "'two\\nlines\\t\\r'", '"two\\nlines\\t\\r"'],
    [bytes('\0\x1b'), '"\\x00\\x1b"', "'\\x00\\x1b'", '"\\x00\\x1b"'],
    [bytes('🦊 שלום'), '"🦊 שלום"', "'🦊 שלום'", '"🦊 שלום"'],
    [bytes('a\u202eb\u2028'), '"a\\xe2\\x80\\xaeb\\xe2\\x80\\xa8"', "'a\\u{202e}b\\u{2028}'", '"a\\u202eb\\u2028"'],
    [bytes('\u{e0001}'), '"\\xf3\\xa0\\x80\\x81"', "'\\u{000e0001}'", '"\\U000e0001"'],
    [bytes(''), '""', "''", '""'],
    [bytes('\\x41'), '"\\\\x41"', "'\\\\x41'", '"\\\\x41"'],
    [
      raw(0xff, 0x00, 0x61, 0x27, 0x22, 0x5c),
      '"\\xff\\x00a\'\\"\\\\"',
      "Buffer.from('\\xff\\x00a\\'\"\\\\', 'latin1')",
      'b"\\xff\\x00a\'\\"\\\\"',
    ],
  ])('%s', (value, cli, ioredis, python) =>
    expect(all([bytes('ECHO'), value])).toEqual([`ECHO ${cli}`, `await redis.echo(${ioredis})`, `r.echo(${python})`]),
  )
})
