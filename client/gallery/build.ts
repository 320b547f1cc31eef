/** Building blocks of figures: views of keys and the facts that change them, with everything not said left plain. */
import { type Bytes, byteLength, bytes } from '@rdd/shared/bytes'
import type { CommandFact, Fact, FactOf, Gone } from '@rdd/shared/fact'
import type { Entry, KeyView, Piece, Value, ValueOf } from '@rdd/shared/keyspace/view'
import type { Reply } from '@rdd/shared/reply'
import { instant } from '@rdd/shared/time'

/** When every figure plays, ms on Redis's clock. */
export const NOON = instant(1_795_435_200_000)

type Rest = Partial<Pick<KeyView, 'encoding' | 'memory' | 'length'>> & {
  /** ms left of its TTL, and the whole of it. */
  ttl?: [left: number, whole: number]
}

function view(key: string, value: Value, length: number, { ttl, ...rest }: Rest): KeyView {
  const expiry =
    ttl === undefined ? {} : { expiresAt: instant(NOON + ttl[0]), ringFrom: instant(NOON + ttl[0] - ttl[1]) }
  return { db: 0, key: bytes(key), length, value, ...expiry, ...rest }
}

export const string = (key: string, value: string, rest: Rest = {}): KeyView =>
  view(key, { type: 'string', head: bytes(value) }, byteLength(bytes(value)), rest)

export const hash = (key: string, fields: Record<string, string>, rest: Rest = {}): KeyView => {
  const pairs = Object.entries(fields).map(([f, v]): [Piece, Piece, null] => [bytes(f), bytes(v), null])
  return view(key, { type: 'hash', fields: pairs }, pairs.length, rest)
}

export const list = (key: string, head: string[], rest: Rest = {}, tail: string[] = []): KeyView =>
  view(key, { type: 'list', head: head.map(bytes), tail: tail.map(bytes) }, head.length + tail.length, rest)

export const set = (key: string, members: string[], rest: Rest = {}): KeyView =>
  view(key, { type: 'set', members: members.map(bytes) }, members.length, rest)

/** Members in ascending order, each with its score as Redis prints it. */
export const zset = (
  key: string,
  scores: [string, string][],
  rest: Rest = {},
  tail: [string, string][] = [],
): KeyView => {
  const pair = ([member, score]: [string, string]): [Piece, string] => [bytes(member), score]
  const value: Value = { type: 'zset', head: scores.map(pair), tail: tail.map(pair) }
  return view(key, value, scores.length + tail.length, rest)
}

export const entry = (id: string, fields: Record<string, string>): Entry => ({
  id,
  fields: Object.entries(fields).map(([f, v]) => [bytes(f), bytes(v)]),
})

export const stream = (
  key: string,
  head: Entry[],
  groups: ValueOf<'stream'>['groups'] = [],
  rest: Rest = {},
  tail: Entry[] = [],
): KeyView => {
  const lastId = [...head, ...tail].at(-1)?.id ?? '0-0'
  const added = rest.length ?? head.length + tail.length
  return view(key, { type: 'stream', head, tail, lastId, added, groups }, added, rest)
}

interface Effect {
  views?: KeyView[]
  gone?: Gone[]
  reply?: Reply
}

/** An array of bulk strings, as most reads of several things answer. */
export const bulks = (...values: string[]): Reply => ({
  t: 'array',
  v: values.map(value => ({ t: 'bulk', v: bytes(value) })),
})

/** A command of the person, and what it did. */
export const command = (line: string, { views = [], gone = [], reply }: Effect): CommandFact => {
  const args: Bytes[] = line.split(' ').map(bytes)
  return {
    kind: 'command',
    seq: 1,
    at: NOON,
    client: { id: 'you', name: 'you' },
    db: 0,
    argv: { args },
    keys: [...views.map(({ key }) => key), ...gone.map(({ key }) => key), ...(reply ? args.slice(1, 2) : [])],
    ...(reply === undefined ? {} : { reply }),
    tookUs: 180,
    views,
    gone,
    counts: [],
  }
}

/** A client that waits for keys, since so many ms; `left`: ms until it gives up. */
export const waiting = (
  name: string,
  line: string,
  keys: string[],
  since: number,
  left?: number,
): FactOf<'waiting'> => ({
  kind: 'waiting',
  seq: 0,
  at: instant(NOON - since),
  client: { id: name, name },
  db: 0,
  argv: { args: line.split(' ').map(bytes) },
  keys: keys.map(bytes),
  ...(left === undefined ? {} : { until: instant(NOON + left) }),
  gone: [],
  views: [],
  counts: [],
})

/** A key that left by itself. */
export const left = (key: string, how: Gone['how']): Fact => ({
  kind: 'gone',
  seq: 1,
  at: NOON,
  gone: [{ db: 0, key: bytes(key), how }],
  views: [],
  counts: [],
})
