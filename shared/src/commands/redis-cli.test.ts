/**
 * Parser, printer, help, key extraction and copied commands against the real redis-cli and redis-server: whatever they
 * say is right. A server of its own is started for this file and stopped after it. SEED repeats a run.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bytes, bytes, fromRaw, toRaw } from '../bytes.ts'
import type { KeyView } from '../keyspace/view.ts'
import type { Reply } from '../reply.ts'
import { instant } from '../time.ts'
import type { Argument, Catalogue, CommandDoc, KeySpec } from './catalogue.ts'
import { complete, hint } from './complete.ts'
import { commandsFor } from './copy.ts'
import { editCommand } from './edit.ts'
import { formatReply, printsRaw } from './format.ts'
import { type CatalogueIndex, findDoc, indexCatalogue, keysOf } from './keys.ts'
import { commandName, help } from './local.ts'
import { parseLine, quote } from './parse.ts'
import { remaining } from './syntax.ts'

// ---- a seeded source of chance ----------------------------------------------------------------------------------------

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 32)
let state = seed >>> 0
/** 0 ≤ n < below (xorshift32, good enough to vary tests). */
function random(below: number): number {
  state ^= state << 13
  state ^= state >>> 17
  state ^= state << 5
  state >>>= 0
  return state % below
}
function pick<T>(from: readonly T[]): T {
  const found = from[random(from.length)]
  if (found === undefined) throw new RangeError('nothing to pick from')
  return found
}

// ---- the server, and one connection with just enough RESP --------------------------------------------------------------

function redisServer(): [file: string, argv0: string] {
  const own = process.env.RDD_REDIS_SERVER
  if (own) return [own, own]
  const onPath = (name: string) =>
    (process.env.PATH ?? '')
      .split(delimiter)
      .map(folder => join(folder, name))
      .find(file => {
        try {
          accessSync(file, constants.X_OK)
          return true
        } catch {
          return false
        }
      })
  // redis-check-rdb is the same program: it serves when called by that name
  const found = onPath('redis-server') ?? onPath('redis-check-rdb')
  if (!found) throw new Error('no redis-server on PATH: install redis-tools, or name one in RDD_REDIS_SERVER')
  return [found, 'redis-server']
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Reads one reply at `at`; undefined while it has not come whole. */
function decode(data: Buffer, at: number): { reply: Reply; end: number } | undefined {
  const eol = data.indexOf('\r\n', at)
  if (eol < 0) return undefined
  const kind = String.fromCharCode(data[at] ?? 0)
  const head = data.toString('utf8', at + 1, eol)
  const end = eol + 2
  const size = Number(head)
  switch (kind) {
    case '+':
      return { reply: { t: 'simple', v: head }, end }
    case '-':
      return { reply: { t: 'error', v: head }, end }
    case ':':
      return { reply: { t: 'int', v: head }, end }
    case ',':
      return { reply: { t: 'double', v: head }, end }
    case '(':
      return { reply: { t: 'bignum', v: head }, end }
    case '#':
      return { reply: { t: 'bool', v: head === 't' }, end }
    case '_':
      return { reply: { t: 'null' }, end }
  }
  if (size < 0) return { reply: { t: 'null' }, end }
  if (kind === '$' || kind === '=') {
    if (data.length < end + size + 2) return undefined
    const raw = data.subarray(end, end + size)
    const reply: Reply =
      kind === '$'
        ? { t: 'bulk', v: fromRaw(raw) }
        : { t: 'verbatim', format: raw.toString('utf8', 0, 3), v: fromRaw(raw.subarray(4)) }
    return { reply, end: end + size + 2 }
  }
  const items: Reply[] = []
  let next = end
  const count = kind === '%' || kind === '|' ? size * 2 : size
  while (items.length < count) {
    const item = decode(data, next)
    if (item === undefined) return undefined
    items.push(item.reply)
    next = item.end
  }
  if (kind === '%') return { reply: { t: 'map', v: pairs(items) }, end: next }
  if (kind === '*') return { reply: { t: 'array', v: items }, end: next }
  if (kind === '~') return { reply: { t: 'set', v: items }, end: next }
  if (kind === '>') return { reply: { t: 'push', v: items }, end: next }
  throw new Error(`unexpected reply type ${kind}`)
}

function pairs<T>(items: T[]): [T, T][] {
  const result: [T, T][] = []
  for (let i = 0; i + 1 < items.length; i += 2) result.push(items.slice(i, i + 2) as [T, T])
  return result
}

class Connection {
  readonly socket: Socket
  #data = Buffer.alloc(0)
  #pushes: Reply[] = []
  #waiting: ((replies: Reply[]) => void)[] = []

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1')
    this.socket.on('data', chunk => {
      this.#data = Buffer.concat([this.#data, chunk])
      for (let found = decode(this.#data, 0); found; found = decode(this.#data, 0)) {
        this.#data = this.#data.subarray(found.end)
        if (found.reply.t === 'push') this.#pushes.push(found.reply)
        else this.#waiting.shift()?.([...this.#pushes.splice(0), found.reply])
      }
    })
  }

  /** The reply, after any pushed messages that came before it. */
  ask(argv: readonly Bytes[]): Promise<Reply[]> {
    const parts = argv.flatMap(word => {
      const raw = toRaw(word)
      return [Buffer.from(`$${raw.length}\r\n`), raw, Buffer.from('\r\n')]
    })
    this.socket.write(Buffer.concat([Buffer.from(`*${argv.length}\r\n`), ...parts]))
    return new Promise(resolve => this.#waiting.push(resolve))
  }

  async one(...words: string[]): Promise<Reply> {
    const reply = (await this.ask(words.map(bytes))).at(-1)
    if (reply === undefined) throw new Error('no reply')
    return reply
  }
}

let server: ChildProcess
let port: number
let resp2: Connection
let resp3: Connection

/** What redis-cli prints, with these options, for these words or for these lines on its standard input. */
function redisCli(options: string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'redis-cli',
      ['-p', String(port), '--no-raw', ...options],
      { encoding: 'utf8', maxBuffer: 64_000_000 },
      (failure, stdout, stderr) => (failure || stderr ? reject(failure ?? new Error(stderr)) : resolve(stdout)),
    )
    // given a command as words, it may end before it hears that no lines come
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  })
}

beforeAll(async () => {
  console.info(`redis-cli.test: SEED=${seed}`)
  port = await freePort()
  const [file, argv0] = redisServer()
  const options = ['--save', '', '--port', String(port), '--bind', '127.0.0.1', '--dir', '/tmp']
  server = spawn(file, [...options, '--enable-debug-command', 'local'], { argv0, stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    server.on('error', reject)
    server.on('exit', () => reject(new Error(`redis-server stopped: ${said}`)))
    server.stdout?.on('data', chunk => {
      said += chunk
      if (said.includes('Ready to accept connections')) resolve()
    })
  })
  resp2 = new Connection(port)
  resp3 = new Connection(port)
  await resp3.one('HELLO', '3')
})

afterAll(async () => {
  resp2.socket.destroy()
  resp3.socket.destroy()
  const gone = once(server, 'exit')
  server.kill()
  await gone
})

// ---- replies ------------------------------------------------------------------------------------------------------------

const setUp = [
  'FLUSHALL',
  'SET greeting "Hello, world"',
  'SET binary "\\x00\\x01\\xff\\n\\r\\t\\a\\b\\"\\\\ \\xc3\\xa9 é 漢"',
  'SET empty ""',
  'SET n 41',
  'HSET user:1 name Ada "full name" "Ada Lovelace" born 1815',
  'HSET single field value',
  'RPUSH list a b c d e f g h i j k',
  'RPUSH one x',
  'SADD single:set m',
  'SADD numbers 1 2 3 4 5 6 7 8 9 10 11 12',
  'ZADD board 1.5 alice -inf bob 3 carol 0.1 dave',
  'XADD events 1-1 type login user 1',
  'XADD events 1-2 type logout user 1',
  'XGROUP CREATE events workers 0',
  'XREADGROUP GROUP workers ann COUNT 1 STREAMS events >',
  'GEOADD places 13.361389 38.115556 Palermo 15.087269 37.502669 Catania',
  'PFADD hll a b c',
]

const shown = [
  'PING',
  'PING "two words"',
  'GET greeting',
  'GET binary',
  'GET empty',
  'GET nothing',
  'MGET greeting nothing empty binary',
  'STRLEN binary',
  'NOSUCH a b',
  'GET',
  'LPUSH greeting x',
  'EXISTS nothing',
  'TTL nothing',
  'LRANGE list 0 -1',
  'LRANGE one 0 -1',
  'LRANGE nothing 0 -1',
  'HGETALL user:1',
  'HGETALL single',
  'HGETALL nothing',
  'HRANDFIELD nothing 3',
  'SMEMBERS single:set',
  'SMEMBERS numbers',
  'SMEMBERS nothing',
  'SMISMEMBER numbers 1 99',
  'ZSCORE board alice',
  'ZSCORE board bob',
  'ZSCORE board dave',
  'ZSCORE board nobody',
  'ZRANGE board 0 -1 WITHSCORES',
  'ZMSCORE board alice nobody',
  'XRANGE events - +',
  'XRANGE events 5 +',
  'XREAD STREAMS events 0',
  'XREAD STREAMS events 9',
  'XINFO GROUPS events',
  'XPENDING events workers',
  'XINFO STREAM events',
  'GEOPOS places Palermo Nowhere',
  'GEOSEARCH places FROMMEMBER Palermo BYRADIUS 200 km ASC WITHCOORD WITHDIST',
  'SCAN 0 MATCH single* COUNT 1000',
  'OBJECT ENCODING n',
  'CONFIG GET maxmemory*',
  'CONFIG GET nothing',
  'COMMAND DOCS expire',
  'COMMAND DOCS set get',
  'COMMAND DOCS nothing',
  'COMMAND INFO get nothing',
  'COMMAND GETKEYS SET k v',
  'COMMAND COUNT',
  'CLIENT NO-EVICT ON',
  'CLIENT TRACKINGINFO',
  'MEMORY DOCTOR',
  'INFO keyspace',
  'info keyspace keyspace',
  'LATENCY DOCTOR',
  'CLUSTER INFO',
  'CLIENT LIST nonsense',
  'FUNCTION LIST',
  'ACL GETUSER default',
  'ACL WHOAMI',
  'TYPE list',
  'SET n 5 NX',
  'WAIT 0 0',
  'EVAL \'return {1,{2,{3,{{}},"x"},{}},{"a","b"}}\' 0',
  "EVAL 'return {{{{1,2},3},4},5}' 0",
  "EVAL 'return {1,2,nil,4}' 0",
  "EVAL 'return {{}}' 0",
  'EVAL \'return {ok="fine"}\' 0',
  'EVAL \'return {err="BAD thing"}\' 0',
  'EVAL \'return {{err="BAD inside"},{ok="in"},false}\' 0',
  "EVAL 'local t={} for i=1,120 do t[i]=i end return t' 0",
  "EVAL 'local t={} for i=1,12 do t[i]={i,{i,i}} end return t' 0",
  'EVAL \'error("x")\' 0',
]

/** Only RESP3 knows these types; 7.0's redis-cli itself fails on attributes and big numbers. */
const shownInResp3 = [
  ...['map', 'set', 'double', 'true', 'false', 'verbatim', 'null', 'push', 'array', 'integer', 'string'].map(
    kind => `DEBUG PROTOCOL ${kind}`,
  ),
  "EVAL 'redis.setresp(3) return {map={a={1,2},b={map={}},c={map={x=1}},d={map={x=1,y={map={p=1,q={5,6}}}}}}}' 0",
  "EVAL 'redis.setresp(3) return {{map={e={set={q=true}},f={1},g={{1,2}},h={set={}}}},{double=1/0},true}' 0",
  'EVAL \'redis.setresp(3) return {map={[{1,2}]="array as a key"}}\' 0',
  "EVAL 'redis.setresp(3) local m={} for i=1,11 do m[i]=i end return {map=m}' 0",
]

describe('printing as redis-cli does', () => {
  beforeAll(async () => {
    for (const line of setUp) await resp2.ask(argvOf(line))
  })

  it.each([
    ...shown.flatMap(line => [['RESP2', line] as const, ['RESP3', line] as const]),
    ...shownInResp3.map(line => ['RESP3', line] as const),
  ])('%s: %s', async (protocol, line) => {
    const argv = argvOf(line)
    const options = protocol === 'RESP3' ? ['-3', '--show-pushes', 'yes'] : []
    const printed = await redisCli([...options, ...argv])
    const replies = await (protocol === 'RESP3' ? resp3 : resp2).ask(argv)
    const ours = replies.map(reply => formatReply(reply, printsRaw(argv))).join('\n')
    expect(ours.split('\n')).toEqual(printed.replace(/\r?\n$/, '').split('\n'))
  })
})

function argvOf(line: string): Bytes[] {
  const parsed = parseLine(line)
  if ('error' in parsed) throw new Error(`${line}: ${parsed.error}`)
  return parsed.argv
}

// ---- lines ----------------------------------------------------------------------------------------------------------------

const bits = [
  ...['"', '"', "'", "'", '\\', '\\', ' ', ' ', '\t', '\r', '\v', '\f', 'x', 'n', 'r', 't', 'a', 'b'],
  ...[
    '\\"',
    "\\'",
    '\\\\',
    '\\x',
    '\\x4',
    '\\x41',
    '\\xc3\\xa9',
    '\\xFF',
    '\\xe6',
    '\\n',
    '\\q',
    '" ',
    "' ",
    ' "',
    " '",
  ],
  ...['é', '漢', '😀', '\u00a0', '\u2028', 'word', '0', '-', '#', ':', '{', '\x01', '\x7f'],
]
const randomLine = () => Array.from({ length: random(14) }, () => pick(bits)).join('')

/** Walks through what was printed, so that the first line read otherwise is the one named. */
function expectPrinted(printed: string, lines: string[], expected: (line: string) => string) {
  let at = 0
  for (const line of lines) {
    const want = expected(line)
    expect({ line, printed: printed.slice(at, at + want.length) }).toEqual({ line, printed: want })
    at += want.length
  }
  expect(printed.slice(at)).toBe('')
}

describe('reading a line as redis-cli does', () => {
  it('splits thousands of random lines into the same words, or refuses the same ones', async () => {
    const lines = Array.from({ length: 6000 }, () => `EVAL "return ARGV" 0 ${randomLine()}`)
    const printed = await redisCli([], `${lines.join('\n')}\n`)
    expectPrinted(printed, lines, line => {
      const parsed = parseLine(line)
      if ('error' in parsed) return 'Invalid argument(s)\n'
      return `${formatReply({ t: 'array', v: parsed.argv.slice(3).map(v => ({ t: 'bulk', v })) })}\n`
    })
  })

  it('takes the same first words for a repeat count', async () => {
    const counts = [
      ...[
        '1',
        '3',
        '0',
        '-1',
        '+2',
        '007',
        '" 2"',
        '"\\t2"',
        '"2 "',
        "''",
        '""',
        '"\\x002"',
        '"2\\x00x"',
        '99999999999999999999',
      ],
      ...['1e2', '0x2', '2.0', '-', '+', '2x', '--2', '" "', '9223372036854775808', '-9223372036854775809'],
    ]
    const lines = counts.map(count => `${count} ECHO word`)
    const printed = await redisCli([], `${lines.join('\n')}\n`)
    const unknown = await Promise.all(lines.map(line => resp2.ask(argvOfOr(line))))
    expectPrinted(printed, lines, line => {
      const parsed = parseLine(line)
      if ('error' in parsed) return 'Invalid redis-cli repeat command option value.\n'
      if (parsed.argv[0] === 'ECHO') return '"word"\n'.repeat(parsed.repeat)
      const reply = unknown[lines.indexOf(line)]?.[0]
      return reply ? `${formatReply(reply)}\n` : ''
    })
  })

  it('quotes any bytes into one word that both read back', async () => {
    const values = Array.from({ length: 1500 }, () =>
      fromRaw(Uint8Array.from({ length: random(8) }, () => (random(2) ? random(256) : 0x20 + random(0x60)))),
    )
    const shownText = values.concat(['é 漢', '😀', '\u200b', '\u2028', 'a\tb', 'plain', 'a"b', "it's"].map(bytes))
    for (const value of shownText) expect(parseLine(`x ${quote(value)}`)).toEqual({ argv: ['x', value], repeat: 1 })
    const printed = await redisCli([], `${shownText.map(value => `ECHO ${quote(value)}`).join('\n')}\n`)
    expect(printed.trimEnd().split('\n')).toEqual(shownText.map(v => formatReply({ t: 'bulk', v })))
  })
})

/** For words redis-cli sends as they are; PING where it sends nothing. */
function argvOfOr(line: string): Bytes[] {
  const parsed = parseLine(line)
  return 'error' in parsed ? [bytes('PING')] : parsed.argv
}

// ---- the catalogue ----------------------------------------------------------------------------------------------------------

type Plain = string | number | null | Plain[] | { [key: string]: Plain }

function toPlain(reply: Reply): Plain {
  if (reply.t === 'null') return null
  if (reply.t === 'map')
    return Object.fromEntries(reply.v.map(([key, value]) => [String(toPlain(key)), toPlain(value)]))
  if (reply.t === 'array' || reply.t === 'set' || reply.t === 'push') return reply.v.map(toPlain)
  return reply.t === 'int' ? Number(reply.v) : String(reply.v)
}

const record = (value: Plain | undefined) =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}
const list = (value: Plain | undefined) => (Array.isArray(value) ? value : [])
const text = (value: Plain | undefined) => (typeof value === 'string' ? value : '')
const int = (value: Plain | undefined) => (typeof value === 'number' ? value : 0)

function argument(value: Plain): Argument {
  const { name, type, token, display_text, flags, arguments: args } = record(value)
  const has = (flag: string) => list(flags).includes(flag)
  return {
    name: text(name),
    type: text(type),
    ...(token === undefined ? {} : { token: text(token) }),
    ...(display_text === undefined ? {} : { display: text(display_text) }),
    optional: has('optional'),
    multiple: has('multiple'),
    multipleToken: has('multiple_token'),
    args: list(args).map(argument),
  }
}

function keySpec(value: Plain): KeySpec {
  const { begin_search, find_keys, flags } = record(value)
  const begin = record(begin_search)
  const find = record(find_keys)
  const from = record(begin.spec)
  const to = record(find.spec)
  return {
    begin:
      begin.type === 'index'
        ? { by: 'index', index: int(from.index) }
        : begin.type === 'keyword'
          ? { by: 'keyword', keyword: text(from.keyword), from: int(from.startfrom) }
          : { by: 'unknown' },
    find:
      find.type === 'range'
        ? { by: 'range', last: int(to.lastkey), step: int(to.keystep), limit: int(to.limit) }
        : find.type === 'keynum'
          ? { by: 'keynum', num: int(to.keynumidx), first: int(to.firstkey), step: int(to.keystep) }
          : { by: 'unknown' },
    write: list(flags).some(flag => flag === 'RW' || flag === 'OW' || flag === 'RM'),
  }
}

async function liveCatalogue(): Promise<Catalogue> {
  const docs = record(toPlain(await resp3.one('COMMAND', 'DOCS')))
  const flatDocs = (all: typeof docs): [string, Plain][] =>
    Object.entries(all).flatMap(([name, doc]) => [[name, doc], ...flatDocs(record(record(doc).subcommands))])
  const words = new Map(flatDocs(docs))
  const commands = (table: Plain[]): CommandDoc[] =>
    table.flatMap(row => {
      const [name, arity, flags, , , , categories, , specs, subcommands] = list(row)
      const doc = record(words.get(text(name)))
      const one = {
        name: text(name),
        summary: text(doc.summary),
        since: text(doc.since),
        group: text(doc.group),
        complexity: text(doc.complexity),
        flags: list(flags).map(text),
        categories: list(categories).map(flag => text(flag).slice(1)),
        arity: int(arity),
        args: list(doc.arguments).map(argument),
        keys: list(specs).map(keySpec),
      }
      return [one, ...commands(list(subcommands))]
    })
  return { commands: commands(list(toPlain(await resp3.one('COMMAND')))) }
}

describe('the commands of the connected server', () => {
  let catalogue: Catalogue
  let index: CatalogueIndex
  beforeAll(async () => {
    catalogue = await liveCatalogue()
    index = indexCatalogue(catalogue)
  })

  it('prints help on every group and command as redis-cli does', async () => {
    const groups = [...new Set(catalogue.commands.map(doc => doc.group))]
    for (const asked of [...groups.map(group => `@${group}`), 'set', 'config', 'xgroup create', 'CLIENT no-evict']) {
      const words = asked.split(' ')
      const printed = (await redisCli(['help', ...words]))
        // biome-ignore lint/suspicious/noControlCharactersInRegex: redis-cli colours its help
        .replace(/\x1b\[\d+m/g, '')
        .split(/\r?\n/)
        .map(line => line.trimEnd())
      const ours = help(catalogue, ['help', ...words].map(bytes)).split('\n')
      expect(['', ...ours.map(line => line.trimEnd()), '', '']).toEqual(printed)
    }
  })

  it.each([
    ['GET k'],
    ['MSET a 1 b 2 c 3'],
    ['MGET a b c'],
    ['DEL a b'],
    ['SET k v EX 5'],
    ['COPY a b DB 1 REPLACE'],
    ['RENAME a b'],
    ['EVAL "return 1" 2 a b c d'],
    ['FCALL f 1 a b'],
    ['BLPOP a b c 0'],
    ['BLMOVE a b LEFT RIGHT 0'],
    ['LMPOP 2 a b LEFT COUNT 3'],
    ['BLMPOP 0 2 a b LEFT'],
    ['ZUNION 2 a b WEIGHTS 1 2'],
    ['ZUNIONSTORE d 2 a b WEIGHTS 1 2 AGGREGATE MAX'],
    ['ZDIFFSTORE d 2 a b'],
    ['ZINTERCARD 2 a b LIMIT 3'],
    ['ZRANGESTORE d s 0 -1'],
    ['ZMPOP 1 a MIN'],
    ['SINTERCARD 2 a b'],
    ['SDIFFSTORE d a b'],
    ['SMOVE a b m'],
    ['XADD s MAXLEN 5 * f v'],
    ['XREAD COUNT 2 BLOCK 0 STREAMS a b 0 0'],
    ['xread streams a 0'],
    ['XREADGROUP GROUP g c COUNT 1 STREAMS a b > >'],
    ['XGROUP CREATE s g 0'],
    ['XINFO STREAM s FULL'],
    ['XAUTOCLAIM s g c 0 0'],
    ['GEORADIUS g 1 2 3 km STORE d'],
    ['GEORADIUS g 1 2 3 km ASC COUNT 2 STOREDIST d'],
    ['GEOSEARCHSTORE d s FROMMEMBER m BYRADIUS 1 km'],
    ['BITOP AND d a b c'],
    ['BITFIELD k GET u4 0'],
    ['PFMERGE d a b'],
    ['PFCOUNT a b'],
    ['SORT k BY w* LIMIT 0 5 GET p* STORE d'],
    ['SORT k GET store DESC'],
    ['SORT k BY constructor STORE constructor'],
    ['SORT_RO k BY x'],
    ['LCS a b LEN'],
    ['OBJECT ENCODING k'],
    ['MEMORY USAGE k SAMPLES 0'],
    ['MIGRATE h 1 k 0 5 COPY'],
    ['TOUCH a b'],
    ['WATCH a b'],
    ['DUMP k'],
    ['RESTORE k 0 x'],
    ['SINTER a a b'],
  ])('finds the keys of %s', async line => {
    const argv = argvOf(line)
    const reply = await resp2.ask([bytes('COMMAND'), bytes('GETKEYS'), ...argv])
    const keys = reply[0]?.t === 'array' ? reply[0].v.map(toPlain) : `no keys: ${JSON.stringify(reply)}`
    expect(keysOf(argv, findDoc(index, argv))).toEqual(Array.isArray(keys) ? [...new Set(keys)] : keys)
  })

  it('finds no keys in commands that have none, in unknown ones, and past the end of unfinished ones', () => {
    for (const line of [
      'PING',
      'NOSUCH a b',
      'EVAL x 3',
      'XREAD STREAMS',
      'ZUNION 99999999999 a',
      'EVAL x -1 a',
      'GET',
    ])
      expect([line, keysOf(argvOf(line), findDoc(index, argvOf(line)))]).toEqual([
        line,
        line.startsWith('ZUNION') ? ['a'] : [],
      ])
  })

  it.each([
    ['EXPIRE ', 'key seconds [NX|XX|GT|LT]'],
    ['EXPIRE', 'key seconds [NX|XX|GT|LT]'],
    ['expire k', 'key seconds [NX|XX|GT|LT]'],
    ['expire k ', 'seconds [NX|XX|GT|LT]'],
    ['5 expire k 10 ', '[NX|XX|GT|LT]'],
    ['expire k 10 nx ', ''],
    ['expire k ten ', ''],
    ['expire k 10 nx more ', ''],
    [
      'SET k v ',
      '[NX|XX] [GET] [EX seconds|PX milliseconds|EXAT unix-time-seconds|PXAT unix-time-milliseconds|KEEPTTL]',
    ],
    ['SET k v EX ', 'seconds [NX|XX] [GET]'],
    ['SET k v EX 5 ', '[NX|XX] [GET]'],
    ['SET k v GET EX 5 NX ', ''],
    ['MSET a 1 ', '[key value ...]'],
    ['MSET a 1 b ', 'value [key value ...]'],
    ['CONFIG GET ', 'parameter [parameter ...]'],
    ['CONFIG GET', 'parameter [parameter ...]'],
    ['ZADD z NX CH ', '[GT|LT] [INCR] score member [score member ...]'],
    ['ZADD z 1 ', 'member [score member ...]'],
    ['ZADD z 1 m ', '[score member ...]'],
    ['XADD s ', '[NOMKSTREAM] [MAXLEN|MINID [=|~] threshold [LIMIT count]] *|id field value [field value ...]'],
    ['XADD s MAXLEN ~ ', 'threshold [LIMIT count] [NOMKSTREAM] *|id field value [field value ...]'],
    ['XADD s * f ', 'value [field value ...]'],
    ['BLPOP a b ', '[key ...] timeout'],
    ['XREAD COUNT 5 STREAMS a ', '[key ...] id [id ...]'],
    ['SORT k GET a ', '[GET pattern ...] [BY pattern] [LIMIT offset count] [ASC|DESC] [ALPHA] [STORE destination]'],
    ['PING ', '[message]'],
    ['DBSIZE ', ''],
  ])('hints at what follows "%s"', (line, expected) => {
    expect(hint(index, line)?.text).toBe(expected)
  })

  it('gives no hint before a command is named, nor inside an open quote', () => {
    for (const line of ['', 'EXP', 'NOSUCH ', 'SET "k', '5 '])
      expect([line, hint(index, line)]).toEqual([line, undefined])
    expect(hint(index, 'lpush ')?.doc.complexity).toContain('O(1)')
  })

  it('keeps a hint on the way through every command, whatever arguments it takes', () => {
    for (let round = 0; round < 20; round += 1)
      for (const doc of catalogue.commands) {
        const words = doc.args.flatMap(arg => sample(arg))
        for (let typed = 0; typed <= words.length; typed += 1)
          if (remaining(doc.args, words.slice(0, typed)) === undefined)
            expect.fail(`${doc.name} ${words.join(' ')}: nothing after word ${typed}`)
      }
  })

  it.each([
    ['ge', ['get', 'getex', 'geoadd', 'geopos', 'getbit'], 't'],
    ['HGETA', ['HGETALL'], 'LL'],
    ['3 hgeta', ['hgetall'], 'll'],
    ['config re', ['rewrite', 'resetstat'], 'write'],
    ['CONFIG ', ['GET', 'SET', 'HELP', 'REWRITE', 'RESETSTAT'], ''],
    ['SET k v k', ['keepttl'], 'eepttl'],
    ['SET k v EX 5 ', ['NX', 'XX', 'GET'], ''],
    ['ZADD z ', ['NX', 'XX', 'GT', 'LT', 'CH', 'INCR'], ''],
    ['ZADD z NX 1 ', [], ''],
    ['XADD s ', ['NOMKSTREAM', 'MAXLEN', 'MINID', '*'], ''],
    ['SORT k LIMIT 0 5 d', ['desc'], 'esc'],
    ['help hgeta', ['hgetall'], 'll'],
    ['help @so', ['@sorted-set'], 'rted-set'],
    ['help config ge', ['get'], 't'],
    ['SET "ke', [], ''],
    ['NOSUCH x', [], ''],
  ])('completes "%s"', (line, texts, ghost) => {
    const completion = complete(index, line, line.length)
    expect(completion.candidates.map(({ text }) => text).slice(0, Math.max(texts.length, 5))).toEqual(texts)
    expect(completion.ghost).toBe(ghost)
    expect(completion.to).toBe(line.length)
  })

  it('completes the word at the cursor and shows no ghost over what follows it', () => {
    expect(complete(index, 'HGETA user:1', 5)).toMatchObject({
      from: 0,
      to: 5,
      ghost: '',
      candidates: [{ text: 'HGETALL' }],
    })
    expect(complete(index, '', 0).candidates.length).toBe(
      catalogue.commands.filter(({ name }) => !name.includes('|')).length,
    )
    expect(catalogue.commands.map(commandName)).toContain('XGROUP CREATE')
  })
})

/** Words that fit an argument, chosen by chance. */
function sample(arg: Argument): string[] {
  if (arg.optional && random(2)) return []
  const times = arg.multiple ? 1 + random(3) : 1
  const inner = (): string[] => {
    if (arg.type === 'pure-token') return []
    if (arg.type === 'oneof') return sample({ ...pick(arg.args ?? []), optional: false })
    if (arg.type === 'block') return (arg.args ?? []).flatMap(sample)
    if (arg.type === 'integer' || arg.type === 'unix-time') return [pick(['1', '-5', '10'])]
    return [arg.type === 'double' ? pick(['1.5', '-inf', '(3', '.5', '1e9']) : pick(['foo', 'b:ar', '*', '1'])]
  }
  return Array.from({ length: times }).flatMap((_, i) => [
    ...(arg.token !== undefined && (i === 0 || arg.multipleToken) ? [arg.token.toLowerCase()] : []),
    ...inner(),
  ])
}

// ---- keys as commands ---------------------------------------------------------------------------------------------------------

const odd = ['a b', '', '"', "'", '\\', 'é\n', '\0'].map(bytes).concat(fromRaw(Uint8Array.of(0xff, 0xfe)))
const at = instant(Date.now() + 3_600_000)
const group = {
  lastDelivered: '1-2',
  lag: 1,
  pendingCount: 1,
  consumers: [{ name: bytes('ann'), pending: 1, idleMs: 5 }],
}
const entries = ['1-1', '1-2', '1-3'].map((id): { id: string; fields: [Bytes, Bytes][] } => ({
  id,
  fields: [[bytes('f 1'), bytes(id)]],
}))

const copied: [KeyView['value'], length: number, read: string, expected: Plain][] = [
  [{ type: 'string', head: bytes('a "b"\n') }, 6, 'GET', 'a "b"\n'],
  [
    { type: 'hash', fields: odd.map(field => [field, field, null]) },
    8,
    'HGETALL',
    odd.flatMap(field => [field, field]),
  ],
  [{ type: 'list', head: odd, tail: [] }, 8, 'LRANGE k 0 -1', odd],
  [{ type: 'list', head: odd.slice(0, 3), tail: odd.slice(3) }, 8, 'LRANGE k 0 -1', odd],
  [{ type: 'set', members: odd }, 8, 'SMEMBERS', odd],
  [
    {
      type: 'zset',
      head: [
        [odd[0] ?? bytes(''), '-inf'],
        [bytes('b'), '0.10000000000000001'],
      ],
      tail: [],
    },
    2,
    'ZRANGE k 0 -1 WITHSCORES',
    ['a b', '-inf', 'b', '0.10000000000000001'],
  ],
  [
    {
      type: 'stream',
      head: entries,
      tail: [],
      lastId: '1-9',
      added: 4,
      groups: [
        { ...group, name: bytes('g 1'), lag: 2, pending: [{ id: '1-1', consumer: bytes('ann'), deliveries: 3 }] },
      ],
    },
    3,
    'XINFO GROUPS k',
    [['name', 'g 1', 'consumers', 1, 'pending', 1, 'last-delivered-id', '1-2', 'entries-read', 2, 'lag', 2]],
  ],
  [{ type: 'stream', head: [], tail: [], lastId: '5-0', added: 2, groups: [] }, 0, 'XLEN', 0],
]

describe('a key as the commands that make it', () => {
  it.each(copied)('%o', async (value, length, read, expected) => {
    await resp2.one('FLUSHALL')
    const lines = commandsFor({ db: 0, key: bytes('k'), length, value, expiresAt: at })
    const printed = await redisCli([], `${lines?.join('\n')}\n`)
    expect(printed).not.toContain('(error)')
    const found = toPlain(await resp2.one(...(read.includes(' ') ? read.split(' ') : [read, 'k'])))
    const sorted = (plain: Plain) => (value.type === 'set' && Array.isArray(plain) ? plain.toSorted() : plain)
    expect(sorted(found)).toEqual(sorted(expected))
    expect(toPlain(await resp2.one('PEXPIRETIME', 'k'))).toBe(at)
  })

  it('makes a stream with its ids, last id and pending entries', async () => {
    const pending = toPlain(await streamAgain('XPENDING', 'k', 'g', '-', '+', '10'))
    expect(pending).toMatchObject([['1-1', 'ann', expect.any(Number), 3]])
    const info = list(toPlain(await resp2.one('XINFO', 'STREAM', 'k')))
    expect(info[info.indexOf('last-generated-id') + 1]).toBe('1-3')
    expect(toPlain(await resp2.one('XRANGE', 'k', '-', '+'))).toEqual(
      entries.map(({ id, fields }) => [id, fields.flat()]),
    )
  })
})

async function streamAgain(...read: string[]): Promise<Reply> {
  await resp2.one('FLUSHALL')
  const groups = [{ ...group, name: bytes('g'), pending: [{ id: '1-1', consumer: bytes('ann'), deliveries: 3 }] }]
  const value: KeyView['value'] = { type: 'stream', head: entries, tail: [], lastId: '1-3', added: 3, groups }
  for (const line of commandsFor({ db: 0, key: bytes('k'), length: 3, value }) ?? []) await resp2.ask(argvOf(line))
  return await resp2.one(...read)
}

describe('an edit by hand', () => {
  it('removes exactly the element at an index, with equal elements around it and in windows that hide the middle', async () => {
    for (let round = 0; round < 200; round += 1) {
      const elements = Array.from({ length: 1 + random(9) }, () => pick(['a', 'b', 'c'].map(bytes)))
      const window = 1 + random(4)
      const whole = elements.length <= window * 2
      const value: KeyView['value'] = whole
        ? { type: 'list', head: elements, tail: [] }
        : { type: 'list', head: elements.slice(0, window), tail: elements.slice(-window) }
      const index = random(elements.length)
      await resp2.one('DEL', 'k')
      await resp2.ask([bytes('RPUSH'), bytes('k'), ...elements])
      const view: KeyView = { db: 0, key: bytes('k'), length: elements.length, value }
      for (const argv of editCommand(view, { kind: 'remove-element', index })) await resp2.ask(argv)
      const left = toPlain(await resp2.one('LRANGE', 'k', '0', '-1'))
      expect({ elements, index, window, left }).toEqual({ elements, index, window, left: elements.toSpliced(index, 1) })
    }
  })
})
