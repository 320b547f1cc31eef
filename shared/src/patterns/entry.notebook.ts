/** Keys and lifetimes as the notebook has them. The same `user:1` is a hash in its third part and a string in its fourth. */
import type { Table } from './ports.ts'

/** One hour, ms. */
export const DEFAULT_TTL_MS = 3_600_000

/** `user:1`, `product:1` */
export const keyOf = (table: Table, id: string): string => `${table === 'users' ? 'user' : 'product'}:${id}`

/** `ttl or default`: a TTL of 0 silently becomes an hour. */
export const orDefault = (ttlMs: number): number => ttlMs || DEFAULT_TTL_MS
