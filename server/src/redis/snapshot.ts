/** Snapshot: the state of some keys of one database at one moment, as KeyViews. */
import { createHash } from 'node:crypto'
import { type Bytes, fromRaw, toRaw } from '@rdd/shared/bytes'
import type { Entry, Group, KeyView, Piece, Value } from '@rdd/shared/keyspace/view'
import { type Instant, instant } from '@rdd/shared/time'
import { buffer, fields, integer, list, type Node, pairs, text } from './raw.ts'
import { SNAPSHOT } from './snapshot.lua.ts'

/** Elements of a window; bytes of an element; bytes of a string's head. */
export const WINDOW = 100
export const CUT = 256
export const HEAD = 1024
/** Keys in one script call: about 2.4 ms of Redis's time. */
export const KEYS_A_CALL = 100

export interface Snapshot {
  at: Instant
  /** DBSIZE */
  count: number
  /** A view, or null where the key does not exist. */
  views: Map<Bytes, KeyView | null>
  /** Commands the script called, as INFO commandstats counts them. */
  calls: Map<string, number>
}

/** Runs one command on our own connection, replies in Buffers. */
export type Call = (command: string, ...args: (string | number | Buffer)[]) => Promise<Node>

const sha = createHash('sha1').update(SNAPSHOT).digest('hex')

/**
 * Looks at up to KEYS_A_CALL keys. `fieldTtls`: the server knows HPEXPIRETIME, and is asked for the expiry of each field.
 * Throws what Redis answers (BUSY, NOPERM, …).
 */
export async function snapshot(call: Call, fieldTtls: boolean, db: number, keys: readonly Bytes[]): Promise<Snapshot> {
  const args = [0, db, WINDOW, CUT, HEAD, fieldTtls ? 1 : 0, ...keys.map(key => Buffer.from(toRaw(key)))]
  let reply: Node
  try {
    reply = await call('EVALSHA', sha, ...args)
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
    reply = await call('EVAL', SNAPSHOT, ...args)
  }
  const [time, count, calls, ...rows] = list(reply)
  const [seconds, micros] = list(time)
  return {
    at: instant(integer(seconds) * 1000 + Math.floor(integer(micros) / 1000)),
    count: integer(count),
    calls: new Map(pairs(calls).map(([name, n]) => [text(name), integer(n)])),
    views: new Map(keys.map((key, i) => [key, rows[i] ? viewOf(db, key, rows[i]) : null])),
  }
}

function viewOf(db: number, key: Bytes, row: Node): KeyView {
  const [kind, expiry, encoding, memory, length, parts] = list(row)
  const view: KeyView = { db, key, length: integer(length), value: readValue(text(kind), list(parts)) }
  if (integer(expiry) >= 0) view.expiresAt = instant(integer(expiry))
  if (Buffer.isBuffer(encoding)) view.encoding = text(encoding)
  if (typeof memory === 'number') view.memory = memory
  return view
}

function readValue(type: string, parts: Node[]): Value {
  const [a, b, c, d] = parts
  switch (type) {
    case 'string':
      return { type, head: fromRaw(wholeCharacters(buffer(a), HEAD)) }
    case 'hash':
      return { type, fields: pairs(a).map(([field, value], i) => [piece(field), piece(value), expiryOf(b, i)]) }
    case 'list':
      return { type, head: list(a).map(piece), tail: list(b).map(piece) }
    case 'set':
      return { type, members: list(a).map(piece) }
    case 'zset':
      return { type, head: scored(a), tail: scored(b) }
    case 'stream': {
      const info = fields(c)
      return {
        type,
        head: list(a).map(entry),
        tail: list(b).map(entry).reverse(),
        lastId: info.has('last-generated-id') ? text(info.get('last-generated-id')) : '0-0',
        added: info.has('entries-added') ? integer(info.get('entries-added')) : list(a).length,
        groups: list(d).map(group),
      }
    }
    default:
      return { type: 'other', name: type }
  }
}

/** When a field expires, by HPEXPIRETIME: -1 and -2 are none; a server before 7.4 is not asked. */
function expiryOf(expiries: Node, field: number): Instant | null {
  const at = Array.isArray(expiries) ? integer(expiries[field] ?? -1) : -1
  return at < 0 ? null : instant(at)
}

const scored = (node: Node): [Piece, string][] => pairs(node).map(([member, score]) => [piece(member), text(score)])

function piece(node: Node): Piece {
  if (!Array.isArray(node)) return fromRaw(buffer(node))
  const [head, bytes, sha1] = node
  return { head: fromRaw(wholeCharacters(buffer(head), CUT)), bytes: integer(bytes), sha1: text(sha1) }
}

/** A cut may fall inside a UTF-8 sequence: the started character is left off rather than shown as stray bytes. */
export function wholeCharacters(raw: Buffer, cut: number): Buffer {
  if (raw.length < cut) return raw
  for (let back = 1; back <= 3; back += 1) {
    const byte = raw[raw.length - back] ?? 0
    if (byte < 0x80) return raw
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return length > back ? raw.subarray(0, raw.length - back) : raw
    }
  }
  return raw
}

const entry = (node: Node): Entry => {
  const [id, values] = list(node)
  return { id: text(id), fields: pairs(values).map(([field, value]) => [piece(field), piece(value)]) }
}

function group(node: Node): Group {
  const [info, consumers, pending] = list(node)
  const known = fields(info)
  const lag = known.get('lag')
  return {
    name: fromRaw(buffer(known.get('name'))),
    lastDelivered: text(known.get('last-delivered-id')),
    lag: typeof lag === 'number' ? lag : null,
    pendingCount: integer(known.get('pending')),
    consumers: list(consumers).map(consumer => {
      const of = fields(consumer)
      return { name: fromRaw(buffer(of.get('name'))), pending: integer(of.get('pending')) }
    }),
    pending: list(pending).map(row => {
      const [id, consumer, , deliveries] = list(row)
      return { id: text(id), consumer: fromRaw(buffer(consumer)), deliveries: integer(deliveries) }
    }),
  }
}
