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
export type Table = 'users' | 'products'

/** Redis, seen by an app. Times are ms. Every method rejects when the connection is lost or the command fails. */
export interface Cache {
  get(key: string): Promise<string | null>
  set(key: string, value: string, ttlMs: number): Promise<void>
  /** SET … NX PX: true when the key was not there. */
  setIfAbsent(key: string, value: string, ttlMs: number): Promise<boolean>
  /** Number of keys that were there. */
  delete(...keys: string[]): Promise<number>
  unlink(...keys: string[]): Promise<number>
  /** KEYS: one reply with every match; blocks the server meanwhile. */
  keys(match: string): Promise<string[]>
  /** SCAN: one page and the cursor of the next; '0' ends. */
  scan(cursor: string, match: string): Promise<{ cursor: string; keys: string[] }>
  /** PTTL: ms left; -1 without expiry, -2 without key. */
  ttl(key: string): Promise<number>
  /** A Lua script by name (scripts are part of the pattern that uses them): one atomic step. */
  script(name: string, source: string, keys: string[], args: string[]): Promise<string | null>
}

/** A list or stream used as a queue of writes. Same Redis, drawn as an actor of its own. */
export interface Queue {
  push(item: string): Promise<void>
  /** LPOP: whoever takes it holds the only copy. */
  pop(): Promise<string | null>
  /** XADD */
  add(item: string): Promise<string>
  /** XREADGROUP of new entries, or of the consumer's own pending ones. */
  read(consumer: string, count: number, which: 'new' | 'pending'): Promise<{ id: string; item: string }[]>
  /** XACK */
  acknowledge(...ids: string[]): Promise<number>
  /** XAUTOCLAIM of entries idle for `idleMs` or longer. */
  claim(consumer: string, idleMs: number): Promise<{ id: string; item: string }[]>
  length(): Promise<number>
}

/** Postgres. */
export interface Database {
  find(table: Table, id: string): Promise<Row | null>
  /** INSERT … ON CONFLICT: the row as stored, its version raised. */
  save(table: Table, row: Omit<Row, 'version'>): Promise<Row>
  /** Several rows in one statement. */
  saveAll(table: Table, rows: Omit<Row, 'version'>[]): Promise<Row[]>
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
}
export interface Ports {
  cache: Cache
  queue: Queue
  database: Database
  clock: Clock
  random: Random
}
