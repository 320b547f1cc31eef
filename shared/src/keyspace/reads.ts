/**
 * What each read command reads of a key, from argv, reply and view: one row a command. A command that is not here and
 * writes nothing reads the key as such.
 */
import type { Bytes } from '../bytes.ts'
import type { Reply } from '../reply.ts'
import { type Ask, argument, bulkOf, bulksOf, integerOf, items, option } from './ask.ts'
import type { Span } from './change.ts'
import { boundOf, isBetween, scoreOf } from './score.ts'
import { type KeyView, type Piece, pieceHead } from './view.ts'

/** Spans of one key. */
export type Read = (ask: Ask) => Span[]

export const wholeKey: Span[] = [{ of: 'key' }]
const orKey = (spans: Span[]): Span[] => (spans.length > 0 ? spans : wholeKey)
const fields = (names: readonly Bytes[], cell?: 'name' | 'value'): Span[] =>
  names.map(field => ({ of: 'field', field, ...(cell === undefined ? {} : { cell }) }))
const members = (names: readonly Bytes[]): Span[] => names.map(member => ({ of: 'member', member }))
const heads = (pieces: readonly Piece[]) => pieces.map(pieceHead)

/** A range as Redis reads it, negative indexes from the end; undefined when empty. */
function range(from: number, to: number, length: number): { from: number; to: number } | undefined {
  const absolute = (index: number) => (index < 0 ? length + index : index)
  const [first, last] = [Math.max(0, absolute(from)), Math.min(length - 1, absolute(to))]
  return first <= last ? { from: first, to: last } : undefined
}

function byteSpan(from: number, to: number, view: KeyView | undefined): Span[] {
  const found = view === undefined ? undefined : range(from, to, view.length)
  return found === undefined ? [] : [{ of: 'bytes', start: found.from, end: found.to + 1 }]
}

const allBytes: Read = ({ view }) => (view === undefined ? wholeKey : orKey(byteSpan(0, -1, view)))
const bytesByArgs: Read = ({ args, view }) => byteSpan(Number(args[2]), Number(args[3]), view)

/** BITCOUNT and BITPOS: the whole, or a range in bytes or bits, and what was found there. */
const bitRange =
  (first: number, answer: 'ones' | 'found'): Read =>
  ({ args, reply, view }) => {
    if (view === undefined) return wholeKey
    const by = option(args, first + 2) === 'BIT' ? 'BIT' : 'BYTE'
    const each = by === 'BIT' ? 1 : 8
    const ranged = args[first] !== undefined
    const found = ranged
      ? range(Number(args[first]), Number(args[first + 1] ?? -1), (view.length * 8) / each)
      : range(0, -1, view.length)
    const answered = integerOf(reply)
    if (found === undefined) return []
    return [
      {
        of: 'bits',
        start: found.from * each,
        end: (found.to + 1) * each,
        ...(ranged ? { by } : {}),
        ...(answered === undefined ? {} : { [answer]: answered }),
      },
    ]
  }

/** GETBIT: one bit. Past the end there is none, and it reads as 0. */
const oneBit: Read = ({ args, reply, view }) => {
  const at = Number(args[2])
  if (view === undefined || at >= view.length * 8) return []
  const bit = integerOf(reply)
  return [{ of: 'bits', start: at, end: at + 1, ...(bit === 0 || bit === 1 ? { bit } : {}) }]
}

const lengthAlone: Read = ({ view }) => (view === undefined ? wholeKey : [{ of: 'length' }])

/** Fields named after FIELDS numfields (HTTL, HEXPIRETIME, HGETEX and so on). */
const fieldsListed: Read = ({ args }) => {
  const at = args.findIndex((_, i) => option(args, i) === 'FIELDS')
  return at < 0 ? [] : fields(args.slice(at + 2))
}

/** Every field in view, or one cell of each. */
const allFields =
  (cell?: 'name' | 'value'): Read =>
  ({ view }) =>
    orKey(
      view?.value.type === 'hash'
        ? fields(
            view.value.fields.map(([f]) => pieceHead(f)),
            cell,
          )
        : [],
    )

/** HMGET answers in the order asked, with nothing for a field that is not there. */
const someFields: Read = ({ args, reply }) => {
  const answers = items(reply)
  return fields(args.slice(2)).map((span, i) => (answers[i]?.t === 'null' ? { ...span, missing: true } : span))
}

/** Names in a reply, each followed by something (RESP2), paired with it (RESP3), or alone. */
export function named(reply: Reply | undefined, paired: boolean): Bytes[] {
  const all = items(reply)
  if (all.some(item => item.t === 'array')) return all.flatMap(item => bulkOf(items(item)[0]) ?? [])
  return bulksOf(reply?.t === 'map' || !paired ? all : all.filter((_, i) => i % 2 === 0))
}

const withWord = (args: readonly Bytes[], word: string) => args.some((_, i) => i > 1 && option(args, i) === word)
const scanned = (reply: Reply | undefined) => items(reply)[1]

/** The members a reply holds; without a reply the key itself. */
const replied: Read = ({ reply }) => (reply === undefined ? wholeKey : members(named(reply, false)))

/** Members asked for one by one; `isThere` says of each answer whether it is one. */
const askedFor =
  (isThere: (reply: Reply) => boolean): Read =>
  ({ args, reply }) => {
    const names = args.slice(2)
    const answers = reply?.t === 'array' ? reply.v : reply === undefined ? [] : [reply]
    const absent = names.filter((_, i) => {
      const answer = answers[i]
      return answer !== undefined && !isThere(answer)
    })
    return [...members(names), ...absent.map((member): Span => ({ of: 'absent', member }))]
  }
const isOne = askedFor(reply => integerOf(reply) !== 0)
const hasScore = askedFor(reply => reply.t !== 'null')

/** The rank of a member, counted from one end; from the reply, or else from the rows in view. */
const rankFrom =
  (from: 'lowest' | 'highest'): Read =>
  ({ args, reply, view }) => {
    const member = argument(args, 2)
    const found = rankOf(member, reply, view, from)
    if (reply?.t === 'null') return [...members([member]), { of: 'absent', member }]
    return [...members([member]), ...(found === undefined ? [] : [{ of: 'rank', member, rank: found, from } as const])]
  }

function rankOf(member: Bytes, reply: Reply | undefined, view: KeyView | undefined, from: 'lowest' | 'highest') {
  if (view?.value.type !== 'zset') return undefined
  const told = integerOf(reply) ?? integerOf(items(reply)[0])
  if (told !== undefined) return from === 'lowest' ? told : view.length - 1 - told
  const { head, tail } = view.value
  const low = head.findIndex(([piece]) => piece === member)
  const high = tail.findIndex(([piece]) => piece === member)
  return low >= 0 ? low : high >= 0 ? view.length - tail.length + high : undefined
}

/** What of the reply is in this key too: SINTER, ZUNION and their like read several. */
const shared: Read = ({ args, reply, view }) => {
  const { value } = view ?? {}
  const here =
    value?.type === 'set' ? value.members : value?.type === 'zset' ? [...value.head, ...value.tail].map(([m]) => m) : []
  const own = new Set(heads(here))
  return orKey(members(named(reply, withWord(args, 'WITHSCORES')).filter(name => own.has(name))))
}

/** The band of scores asked for, and the members in it: those of the reply, or those in view. */
const byScore =
  (min: number, max: number): Read =>
  ({ args, reply, view }) => {
    if (view?.value.type !== 'zset') return wholeKey
    const asked = { of: 'score', min: argument(args, min), max: argument(args, max) } as const
    const [low, high] = [boundOf(asked.min), boundOf(asked.max)]
    const holds = ([, score]: readonly [Piece, string]) => isBetween(scoreOf(score), low, high)
    if (reply === undefined || reply.t === 'int') {
      const found = [...view.value.head, ...view.value.tail].filter(holds).map(([m]) => pieceHead(m))
      return [
        { ...asked, ...(reply === undefined ? {} : { count: Number(reply.v), only: true as const }) },
        ...members(found),
      ]
    }
    const found = named(reply, withWord(args, 'WITHSCORES'))
    return [{ ...asked, count: found.length }, ...members(found)]
  }

/** The ranks asked for, and the members in them where the reply names them. */
const byRank =
  (rev: boolean): Read =>
  ({ args, reply, view }) => {
    const asked: [number, number] = [Number(args[2]), Number(args[3])]
    const found = view === undefined ? undefined : range(...asked, view.length)
    const names = reply === undefined ? [] : members(named(reply, withWord(args, 'WITHSCORES')))
    if (view === undefined || found === undefined) return names
    const ranks = rev
      ? { from: view.length - 1 - found.to, to: view.length - 1 - found.from, rev }
      : { from: found.from, to: found.to }
    return [{ of: 'index', ...ranks, asked }, ...names]
  }

/** ZRANGE in all its forms. */
const zrange: Read = ask => {
  const { args, reply } = ask
  const reverse = withWord(args, 'REV')
  if (withWord(args, 'BYLEX')) return reply === undefined ? wholeKey : members(named(reply, false))
  if (withWord(args, 'BYSCORE')) return byScore(reverse ? 3 : 2, reverse ? 2 : 3)(ask)
  return byRank(reverse)(ask)
}

/** Entries of a reply: `[id, fields]` each. XPENDING's rows begin with an id too. */
const entries = (replies: readonly Reply[]): Span[] =>
  replies.flatMap(row => bulkOf(items(row)[0] ?? row) ?? []).map(id => ({ of: 'entry', id }))
/** XRANGE and XREVRANGE: the entries, and the stretch asked for; `from` and `to` are places in argv. */
const stretch =
  (from: number, to: number): Read =>
  ({ args, reply, view }) => {
    if (view?.value.type !== 'stream') return wholeKey
    const asked: Span = { of: 'stretch', from: argument(args, from), to: argument(args, to) }
    return reply === undefined ? [asked] : [asked, ...entries(items(reply))]
  }

/** XREAD answers for many keys: pairs of a key and its entries. */
const ofStream: Read = ({ key, reply }) => {
  if (reply === undefined) return wholeKey
  const streams = reply.t === 'map' ? reply.v : items(reply).map(pair => [items(pair)[0], items(pair)[1]] as const)
  return streams.filter(([name]) => bulkOf(name) === key).flatMap(([, rows]) => entries(items(rows)))
}

/** XREAD: also where the reader stands. After STREAMS come the keys, and as many ids. */
const xread: Read = ask => {
  const { args, key, view } = ask
  const streams = args.findIndex((_, i) => i > 0 && option(args, i) === 'STREAMS') + 1
  const many = (args.length - streams) / 2
  const after = args[streams + many + args.slice(streams, streams + many).indexOf(key)]
  if (view?.value.type !== 'stream' || after === undefined) return ofStream(ask)
  return [{ of: 'reader', after }, ...(ask.reply === undefined ? [] : ofStream(ask))]
}

/** XPENDING: of a group as a whole what is pending, or the entries asked for. */
const pendingOf: Read = ({ args, reply, view }) => {
  if (args.length > 3) return entries(items(reply))
  const name = argument(args, 2)
  const group = view?.value.type === 'stream' ? view.value.groups.find(one => one.name === name) : undefined
  if (group === undefined) return wholeKey
  return [
    {
      of: 'pending',
      group: name,
      ids: group.pending.map(({ id }) => id),
      count: integerOf(items(reply)[0]) ?? group.pendingCount,
    },
  ]
}

/** LPOS: one index, or several with COUNT. */
const positions: Read = ({ reply }) =>
  (reply?.t === 'int' ? [reply] : items(reply))
    .flatMap(item => integerOf(item) ?? [])
    .map(at => ({ of: 'index', from: at, to: at }))

/** What stands in the way of a command that was refused, by its name: the value or the parts that are there already. */
export const obstacles: Record<string, Read> = {
  SET: ask => (ask.view?.value.type === 'string' ? allBytes(ask) : wholeKey),
  SETNX: ask => (ask.view?.value.type === 'string' ? allBytes(ask) : wholeKey),
  HSETNX: ({ args }) => fields(args.slice(2, 3)),
  SADD: ({ args }) => members(args.slice(2)),
}

/** By command name, upper case. */
export const reads: Record<string, Read> = {
  GET: allBytes,
  GETEX: allBytes,
  MGET: allBytes,
  LCS: allBytes,
  GETRANGE: bytesByArgs,
  SUBSTR: bytesByArgs,
  STRLEN: lengthAlone,
  GETBIT: oneBit,
  BITCOUNT: bitRange(2, 'ones'),
  BITPOS: bitRange(3, 'found'),
  HGET: ({ args }) => fields(args.slice(2, 3)),
  HMGET: someFields,
  HEXISTS: ({ args }) => fields(args.slice(2, 3), 'name'),
  HSTRLEN: ({ args }) => fields(args.slice(2, 3), 'value'),
  HLEN: lengthAlone,
  HGETEX: fieldsListed,
  HTTL: fieldsListed,
  HPTTL: fieldsListed,
  HEXPIRETIME: fieldsListed,
  HPEXPIRETIME: fieldsListed,
  HGETALL: allFields(),
  HKEYS: allFields('name'),
  HVALS: allFields('value'),
  HRANDFIELD: ({ args, reply }) => {
    const one = bulkOf(reply)
    return reply === undefined
      ? wholeKey
      : fields(
          one === undefined ? named(reply, withWord(args, 'WITHVALUES')) : [one],
          withWord(args, 'WITHVALUES') ? undefined : 'name',
        )
  },
  HSCAN: ({ args, reply }) =>
    reply === undefined
      ? wholeKey
      : fields(named(scanned(reply), !withWord(args, 'NOVALUES')), withWord(args, 'NOVALUES') ? 'name' : undefined),
  LRANGE: ({ args, view }) => {
    const asked: [number, number] = [Number(args[2]), Number(args[3])]
    const found = view === undefined ? undefined : range(...asked, view.length)
    return found === undefined ? [] : [{ of: 'index', ...found, asked }]
  },
  LINDEX: ({ args, view }) => {
    const asked = Number(args[2])
    if (view === undefined || !(asked < 0 ? -asked <= view.length : asked < view.length)) return []
    const index = asked < 0 ? view.length + asked : asked
    const walk = index <= (view.length - 1) / 2 ? 'head' : 'tail'
    return [{ of: 'index', from: index, to: index, asked: [asked, asked], walk }]
  },
  LPOS: positions,
  LLEN: lengthAlone,
  SMEMBERS: replied,
  SCARD: lengthAlone,
  SISMEMBER: isOne,
  SMISMEMBER: isOne,
  SRANDMEMBER: ({ reply }) => {
    const one = bulkOf(reply)
    const picked = one === undefined ? bulksOf(items(reply)) : [one]
    if (reply === undefined) return wholeKey
    return picked.length === 0 ? [] : [...members([...new Set(picked)]), { of: 'picked', members: picked }]
  },
  SSCAN: ({ reply }) => (reply === undefined ? wholeKey : members(named(scanned(reply), false))),
  SINTER: shared,
  SUNION: shared,
  SDIFF: shared,
  ZCARD: lengthAlone,
  ZSCORE: hasScore,
  ZMSCORE: hasScore,
  ZRANK: rankFrom('lowest'),
  ZREVRANK: rankFrom('highest'),
  ZRANGE: zrange,
  ZREVRANGE: byRank(true),
  ZRANGEBYSCORE: byScore(2, 3),
  ZREVRANGEBYSCORE: byScore(3, 2),
  ZRANGEBYLEX: replied,
  ZREVRANGEBYLEX: replied,
  ZCOUNT: byScore(2, 3),
  ZRANDMEMBER: ({ args, reply }) => {
    const one = bulkOf(reply)
    return reply === undefined
      ? wholeKey
      : members(one === undefined ? named(reply, withWord(args, 'WITHSCORES')) : [one])
  },
  ZSCAN: ({ reply }) => (reply === undefined ? wholeKey : members(named(scanned(reply), true))),
  ZINTER: shared,
  ZUNION: shared,
  ZDIFF: shared,
  GEOPOS: ({ args }) => members(args.slice(2)),
  GEOHASH: ({ args }) => members(args.slice(2)),
  GEODIST: ({ args }) => members(args.slice(2, 4)),
  GEOSEARCH: ({ reply }) => (reply === undefined ? wholeKey : members(named(reply, false))),
  XLEN: lengthAlone,
  XRANGE: stretch(2, 3),
  XREVRANGE: stretch(3, 2),
  XREAD: xread,
  XREADGROUP: ofStream,
  XPENDING: pendingOf,
}
