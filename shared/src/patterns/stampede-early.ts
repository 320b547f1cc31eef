/**
 * Stampede, guarded by chance: XFetch. Each reader throws a die and may refresh before the key runs out; the nearer the
 * end, and the longer a load takes, the likelier. So one reader refreshes early, and no crowd ever finds the key gone.
 * delta is how long the last load took, kept with the value. Vattani, Chierichetti, Lowenstein: "Optimal Probabilistic
 * Cache Stampede Prevention", PVLDB 8(8), 2015.
 */
import * as z from 'zod/mini'
import { Found, keyOf, lifetime } from './entry.ts'
import type { Ports, Request, Table } from './ports.ts'

/** What is cached: times in ms. */
const Timed = z.object({ row: z.nullable(Found), deltaMs: z.number(), expiresAt: z.number() })

/** A key of its own: it holds more than the row. */
export const earlyKeyOf = (table: Table, id: string): string => `${keyOf(table, id)}:early`

/** @param beta above 1 refreshes earlier, below 1 later */
export async function getEarly(
  { cache, database, clock, random }: Ports,
  { table, id, ttlMs }: Request,
  beta = 1,
): Promise<Found | null> {
  const key = earlyKeyOf(table, id)
  const cached = await cache.get(key)
  const start = clock.now()
  if (cached !== null) {
    const { row, deltaMs, expiresAt } = Timed.parse(JSON.parse(cached))
    // 1 - next() is above 0, where the logarithm ends.
    if (start - deltaMs * beta * Math.log(1 - random.next()) < expiresAt) return row
  }
  const row = await database.find(table, id)
  const now = clock.now()
  const keepMs = lifetime(row, ttlMs)
  const timed: z.infer<typeof Timed> = { row, deltaMs: now - start, expiresAt: now + keepMs }
  await cache.set(key, JSON.stringify(timed), keepMs)
  return row
}
