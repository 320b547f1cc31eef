/**
 * Stampede: a popular key runs out, and everybody who asks before it is back loads it. This is the bare reader, with no
 * guard: N readers, N loads. The guards stand beside it: a lock, an early refresh by chance, and staleness by agreement.
 */
import { decode, encode, type Found, keyOf } from './entry.ts'
import type { Ports, Request } from './ports.ts'

export async function getUnguarded({ cache, database }: Ports, { table, id, ttlMs }: Request): Promise<Found | null> {
  const key = keyOf(table, id)
  const cached = await cache.get(key)
  if (cached !== null) return decode(cached)
  const row = await database.find(table, id)
  await cache.set(key, encode(row), ttlMs)
  return row
}
