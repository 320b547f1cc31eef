/** Entry: what a cache key holds, how it is named and how long it may live. Text in, text out: Redis keeps bytes. */
import * as z from 'zod/mini'
import type { Table } from './ports.ts'

/** A row as it was cached. Without a version where a write was cached before the database counted it. */
export const Found = z.object({
  id: z.string(),
  name: z.string(),
  detail: z.string(),
  version: z.optional(z.int()),
})
export type Found = z.infer<typeof Found>

/** How long "there is no such row" may be believed, ms: short, because a row may appear at any time. */
export const MISSING_MS = 5_000

/** `cache:users:1`: a prefix of its own, so that no other use of Redis meets it. */
export const keyOf = (table: Table, id: string): string => `cache:${table}:${id}`

export const encode = (row: Found | null): string => JSON.stringify(row)

/** The cached row; null where "no such row" was cached. Throws on anything else. */
export const decode = (cached: string): Found | null => z.nullable(Found).parse(JSON.parse(cached))

/** The TTL for an answer, ms. Throws RangeError unless `ttlMs` is a whole number above 0. */
export function lifetime(row: Found | null, ttlMs: number): number {
  if (!Number.isInteger(ttlMs) || ttlMs <= 0)
    throw new RangeError(`A TTL is a whole number of ms above 0, not ${ttlMs}.`)
  return row === null ? Math.min(ttlMs, MISSING_MS) : ttlMs
}
