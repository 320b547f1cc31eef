/**
 * Ports: all that a caching pattern may touch. A pattern is a plain async function over them and holds no trace of being
 * watched: stepping, timing, failures and the pictures happen inside the ports. In a pattern's file each port method is
 * called in at most one place, so that the code panel finds the line by the name of the call.
 */

/** A row of `users` or `products`. `version` rises by one with every write. */
export interface Row {
  id: string
  name: string
  /** users: an address. products: the price in cents, as text. */
  detail: string
  version: number
}
/** What is written: the database counts the version. */
export type Draft = Omit<Row, 'version'>
export type Table = 'users' | 'products'

/** Redis, seen by an app. Times are ms. Every method rejects when the connection is lost or the command fails. */
export interface Cache {
  get(key: string): Promise<string | null>
  /** SET … PX. Redis refuses a TTL of 0 or less. */
  set(key: string, value: string, ttlMs: number): Promise<void>
  /** SET … NX PX: true when the key was not there. */
  setIfAbsent(key: string, value: string, ttlMs: number): Promise<boolean>
  /** Number of keys that were there. */
  delete(...keys: string[]): Promise<number>
  unlink(...keys: string[]): Promise<number>
  /** KEYS: one reply with every match; blocks the server meanwhile. */
  keys(match: string): Promise<string[]>
  /** SCAN: one page and the cursor of the next; '0' ends. A key may come twice. */
  scan(cursor: string, match: string): Promise<{ cursor: string; keys: string[] }>
  /** PTTL: ms left; -1 without expiry, -2 without key. */
  ttl(key: string): Promise<number>
  /** A Lua script by name (scripts are part of the pattern that uses them): one atomic step. A number comes as text. */
  script(name: string, source: string, keys: string[], args: string[]): Promise<string | null>
}

/** The keys behind the queue: a list for pop, a stream with one consumer group, and a stream of what was given up. */
export const QUEUE = {
  list: 'writebehind:queue',
  stream: 'writebehind:stream',
  group: 'writers',
  dead: 'writebehind:dead',
} as const

/** One entry of the stream, pending for the consumer that read it. */
export interface Entry {
  /** The stream's: `1795449600000-0`. */
  id: string
  item: string
  /** How often it was handed out, this time included. XPENDING tells; 1 for a new one. */
  deliveries: number
}

/** A list or stream used as a queue of writes. Same Redis, drawn as an actor of its own. */
export interface Queue {
  /** RPUSH to the list. */
  push(item: string): Promise<void>
  /** LPOP: whoever takes it holds the only copy. */
  pop(): Promise<string | null>
  /** XADD (field `item`) to the stream: the entry's id. */
  add(item: string): Promise<string>
  /**
   * XREADGROUP of new entries. Makes the group where it is missing, from the stream's beginning.
   * @param blockMs how long Redis may wait for the first one; 0 answers at once (no BLOCK)
   */
  read(consumer: string, count: number, blockMs: number): Promise<Entry[]>
  /** XACK and XDEL in one MULTI: an entry that was dealt with is gone. Number acknowledged. */
  acknowledge(...ids: string[]): Promise<number>
  /** XAUTOCLAIM: entries pending for `idleMs` or longer, whoever read them, this consumer included. */
  claim(consumer: string, idleMs: number, count: number): Promise<Entry[]>
  /** XADD to the dead-letter stream (fields `item`, `why`), XACK and XDEL in one MULTI. */
  bury(entry: Entry, why: string): Promise<void>
  /** LLEN + XLEN: writes that wait, or were handed out and not acknowledged. */
  length(): Promise<number>
}

/** Postgres. */
export interface Database {
  find(table: Table, id: string): Promise<Row | null>
  /** INSERT … ON CONFLICT: the row as stored, its version raised. */
  save(table: Table, row: Draft): Promise<Row>
  /**
   * Several rows in one statement, no id twice. A stamp is text that sorts; a row remembers the highest it was saved with,
   * and a save that is not above it changes nothing: a batch may come twice, or late.
   */
  saveAll(table: Table, rows: (Draft & { stamp: string })[]): Promise<void>
  remove(table: Table, id: string): Promise<boolean>
}

export interface Clock {
  /** ms since the epoch. */
  now(): number
  sleep(ms: number): Promise<void>
}
export interface Random {
  /** 0 <= x < 1 */
  next(): number
  /** Text that nobody else has: the owner's mark on a lock or lease. */
  token(): string
}
/** Work that goes on after the answer, as a lane of its own with its own ports. Its failure harms nobody. */
export interface Background {
  run(work: (ports: Ports) => Promise<unknown>): void
}
export interface Ports {
  cache: Cache
  queue: Queue
  database: Database
  clock: Clock
  random: Random
  background: Background
  /** ms a lock or a lease lives; absent: as the pattern's file says. Longer where a person holds the calls. */
  holdMs?: number
}

/** What the app is asked to do. */
export interface Request {
  table: Table
  id: string
  /** The new name and detail: writes only. */
  value?: { name: string; detail: string }
  /** How long the cache may keep it, ms. */
  ttlMs: number
}
