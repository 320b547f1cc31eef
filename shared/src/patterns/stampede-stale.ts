/**
 * Stampede, guarded by agreement: stale-while-revalidate. An entry is fresh for its TTL and usable for a while longer; who
 * finds it stale answers with it at once, and one reader refreshes it in the background. Only the very first read waits.
 */
import * as z from 'zod/mini'
import { Found, keyOf, lifetime } from './entry.ts'
import type { Ports, Request, Table } from './ports.ts'

/** ms a stale entry may still be answered with. */
const STALE_MS = 60_000
/** ms in which no second refresh begins. It ends by itself: nobody has to release it. */
const REFRESH_MS = 1_000

const Timed = z.object({ row: z.nullable(Found), freshUntil: z.number() })

/** A key of its own: it holds more than the row. */
export const staleKeyOf = (table: Table, id: string): string => `${keyOf(table, id)}:stale`

export async function getStale(ports: Ports, request: Request): Promise<Found | null> {
  const cached = await ports.cache.get(staleKeyOf(request.table, request.id))
  if (cached === null) return load(ports, request)
  const { row, freshUntil } = Timed.parse(JSON.parse(cached))
  if (ports.clock.now() >= freshUntil) ports.background.run(own => refresh(own, request))
  return row
}

async function refresh(ports: Ports, request: Request): Promise<void> {
  const lock = `refresh:{${staleKeyOf(request.table, request.id)}}`
  if (await ports.cache.setIfAbsent(lock, ports.random.token(), REFRESH_MS)) await load(ports, request)
}

async function load({ cache, database, clock }: Ports, { table, id, ttlMs }: Request): Promise<Found | null> {
  const row = await database.find(table, id)
  const keepMs = lifetime(row, ttlMs)
  const timed: z.infer<typeof Timed> = { row, freshUntil: clock.now() + keepMs }
  await cache.set(staleKeyOf(table, id), JSON.stringify(timed), keepMs + STALE_MS)
  return row
}
