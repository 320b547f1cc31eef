/**
 * Why a command changed nothing: an error, a condition not met, or nothing there to change. Redis answers with a 0 or a
 * nil; people want the reason.
 */
import type { CommandFact } from '../fact.ts'
import type { Reply } from '../reply.ts'
import { type Ask, argument, integerOf, items, nameOf, option } from './ask.ts'
import { aType } from './phrases.ts'
import { typeName } from './view.ts'
import { worded } from './words.ts'

/** An error reply in words: its code, and for a wrong type what the key holds. */
function errorWords(text: string, asks: readonly Ask[]): string {
  const held = asks.filter(ask => ask.view !== undefined)
  if (!text.startsWith('WRONGTYPE') || held.length === 0) return text
  return `WRONGTYPE: ${held
    .map(({ key, view }) => `${worded(key)} holds ${view === undefined ? 'nothing' : aType(typeName(view))}`)
    .join(', ')}`
}

/** Told of several keys at once: the first one's ask, and all of them. */
type Why = (ask: Ask, asks: readonly Ask[]) => string

/** `alice was already a member`, `all 3 were already members`. */
const every =
  (from: number, one: string, many: string): Why =>
  ({ args }) =>
    args.length - from === 1 ? `${worded(argument(args, from))} ${one}` : `all ${args.length - from} ${many}`
const none =
  (from: number, noun: string): Why =>
  ({ args, key, view }) => {
    if (view === undefined) return `${worded(key)} does not exist`
    return args.length - from === 1
      ? `${worded(argument(args, from))} is no ${noun} of ${worded(key)}`
      : `none of the ${args.length - from} is ${noun === 'entry' ? 'an' : 'a'} ${noun} of ${worded(key)}`
  }
const absent: Why = ({ key }) => `${worded(key)} does not exist`
const empty: Why = ({ key }) => `${worded(key)} is empty, there is nothing to take`
const gaveUp: Why = (_, asks) => `nothing came to ${asks.map(ask => worded(ask.key)).join(' or ')}`
const noResult: Why = () => 'the result is empty, nothing is stored'
const condition: Why = ({ key, view }) =>
  view === undefined ? `${worded(key)} does not exist` : 'the condition was not met, the TTL stays'
const has = ({ args }: Ask, word: string) => args.some((_, i) => i > 1 && option(args, i) === word)

const zadd: Why = ask => {
  if (has(ask, 'NX')) return 'NX only adds new members, the scores stay'
  if (has(ask, 'XX')) return 'XX only updates members that are there'
  if (has(ask, 'GT')) return 'GT only raises a score, the higher one stays'
  if (has(ask, 'LT')) return 'LT only lowers a score, the lower one stays'
  return 'the scores are as they were'
}
const set: Why = ask => {
  if (has(ask, 'NX')) return `${worded(ask.key)} already exists, and NX only sets a new key`
  if (has(ask, 'XX')) return `${worded(ask.key)} does not exist, and XX only sets a key that does`
  return 'the condition was not met'
}

const msetex: Why = ask =>
  has(ask, 'XX') ? 'one of the keys does not exist, so none is set' : 'one of the keys already exists, so none is set'
const hsetex: Why = ask =>
  has(ask, 'FXX')
    ? 'not all of the fields exist, and FXX only sets those that do'
    : 'one of the fields exists already, and FNX only sets new ones'

/** Of the fields after FIELDS numfields: one code each, -2 for a field that is not there. */
const fieldTtl =
  (otherwise: string): Why =>
  ({ args, key, reply, view }) => {
    if (view === undefined) return `${worded(key)} does not exist`
    const named = args.slice(args.findIndex((_, i) => option(args, i) === 'FIELDS') + 2)
    const all = items(reply).every(code => integerOf(code) === -2)
    if (!all) return otherwise
    return named.length === 1
      ? `${worded(argument(named, 0))} is no field of ${worded(key)}`
      : `none of the ${named.length} is a field of ${worded(key)}`
  }
const fieldCondition = fieldTtl('the condition was not met, the TTL stays')
/** Of the ids after IDS numids. */
const noEntry: Why = ask => {
  const at = ask.args.findIndex((_, i) => option(ask.args, i) === 'IDS')
  return none(at + 2, 'entry')(ask, [ask])
}

/** The reason for a 0, a nil, an empty reply, or codes of which none is above 0, by command. */
const reasons: Record<string, Why> = {
  SET: set,
  SETNX: ({ key }) => `${worded(key)} already exists`,
  MSETNX: () => 'one of the keys already exists, so none is set',
  MSETEX: msetex,
  DELEX: ({ key, view }) =>
    view === undefined ? `${worded(key)} does not exist` : 'the condition was not met, the key stays',
  GETDEL: absent,
  DEL: (ask, asks) => (asks.length === 1 ? absent(ask, asks) : 'none of the keys exists'),
  UNLINK: (ask, asks) => (asks.length === 1 ? absent(ask, asks) : 'none of the keys exists'),
  EXPIRE: condition,
  PEXPIRE: condition,
  EXPIREAT: condition,
  PEXPIREAT: condition,
  PERSIST: ({ key, view }) => (view === undefined ? `${worded(key)} does not exist` : `${worded(key)} has no TTL`),
  RENAMENX: (_, [, to]) => `${to === undefined ? 'the new name' : worded(to.key)} already exists`,
  COPY: (_, [from, to]) =>
    from?.view === undefined || to === undefined
      ? 'there is nothing to copy, or the target exists'
      : `${worded(to.key)} already exists, and REPLACE was not given`,
  MOVE: () => 'there is nothing to move, or the other database has this key',
  HSETNX: ({ args }) => `field ${worded(argument(args, 2))} already exists`,
  HDEL: none(2, 'field'),
  HSETEX: hsetex,
  HEXPIRE: fieldCondition,
  HPEXPIRE: fieldCondition,
  HEXPIREAT: fieldCondition,
  HPEXPIREAT: fieldCondition,
  HPERSIST: fieldTtl('there is no TTL to remove'),
  LPUSHX: absent,
  RPUSHX: absent,
  LPOP: empty,
  RPOP: empty,
  LMOVE: empty,
  RPOPLPUSH: empty,
  LMPOP: (_, asks) => `${asks.map(ask => worded(ask.key)).join(' and ')}: nothing to take`,
  BLPOP: gaveUp,
  BRPOP: gaveUp,
  BLMOVE: gaveUp,
  BRPOPLPUSH: gaveUp,
  BLMPOP: gaveUp,
  BZPOPMIN: gaveUp,
  BZPOPMAX: gaveUp,
  BZMPOP: gaveUp,
  LINSERT: ({ key, view }) => (view === undefined ? `${worded(key)} does not exist` : 'the pivot is not in the list'),
  LREM: ({ args, key, view }) =>
    view === undefined ? `${worded(key)} does not exist` : `no element equals ${worded(argument(args, 3))}`,
  SADD: every(2, 'was already a member', 'were already members'),
  SREM: none(2, 'member'),
  SPOP: empty,
  SMOVE: ({ args, key }) => `${worded(argument(args, 3))} is no member of ${worded(key)}`,
  SINTERSTORE: noResult,
  SDIFFSTORE: noResult,
  SUNIONSTORE: noResult,
  ZADD: zadd,
  ZREM: none(2, 'member'),
  ZPOPMIN: empty,
  ZPOPMAX: empty,
  ZMPOP: (_, asks) => `${asks.map(ask => worded(ask.key)).join(' and ')}: nothing to take`,
  ZREMRANGEBYRANK: () => 'no member is in the range',
  ZREMRANGEBYSCORE: () => 'no member is in the range',
  ZREMRANGEBYLEX: () => 'no member is in the range',
  ZRANGESTORE: noResult,
  ZINTERSTORE: noResult,
  ZUNIONSTORE: noResult,
  ZDIFFSTORE: noResult,
  PFADD: () => 'nothing new was counted',
  XADD: ({ key }) => `${worded(key)} does not exist, and NOMKSTREAM makes none`,
  XDEL: none(2, 'entry'),
  XDELEX: noEntry,
  XACKDEL: noEntry,
  XTRIM: ask => (has(ask, 'ACKED') ? 'nothing to trim that every group has acknowledged' : 'there was nothing to trim'),
  XACK: ({ args }) =>
    `${args.length === 4 ? 'the entry is not' : 'none of the entries is'} pending in ${worded(argument(args, 2))}`,
}

const alwaysWrite =
  'APPEND DECR DECRBY INCR INCRBY INCRBYFLOAT GETSET MSET PSETEX SETBIT SETEX SETRANGE RENAME RESTORE FLUSHDB FLUSHALL ' +
  'HSET HMSET HINCRBY HINCRBYFLOAT HGETDEL LPUSH RPUSH LSET LTRIM ZINCRBY GEOADD PFMERGE XGROUP XCLAIM XAUTOCLAIM XSETID'

/** Commands that only write: when they change nothing and say nothing of it, nothing was read either. */
export const writes: ReadonlySet<string> = new Set([...Object.keys(reasons), ...alwaysWrite.split(' ')])

const isNothing = (reply: Reply) =>
  reply.t === 'null' ||
  (integerOf(reply) ?? 1) <= 0 ||
  ((reply.t === 'array' || reply.t === 'set' || reply.t === 'map') &&
    items(reply).every(code => (integerOf(code) ?? 1) <= 0))

/** Why the command changed nothing, in words; undefined when it changed something, or read, or nobody can tell. */
export function refusalOf(fact: CommandFact, asks: readonly Ask[]): string | undefined {
  const { reply } = fact
  if (reply === undefined) return undefined
  if (reply.t === 'error') return errorWords(reply.v, asks)
  const name = nameOf(fact.argv)
  if (name === 'EXEC') return reply.t === 'null' ? 'a watched key changed, so nothing ran' : undefined
  const [first] = asks
  const touched = fact.views.length > 0 || fact.gone.length > 0 || fact.flushed !== undefined
  return first !== undefined && !touched && isNothing(reply) ? reasons[name]?.(first, asks) : undefined
}
