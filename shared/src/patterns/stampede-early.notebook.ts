/**
 * Early refresh as the notebook has it: GET and TTL apart, in whole seconds, and delta is the age of the entry instead of
 * the time a load takes. An entry of half its TTL is refreshed at every third read. A key without expiry counts as missing.
 */

import { keyOf, orDefault } from './entry.notebook.ts'
import { decode, encode, type Found } from './entry.ts'
import type { Ports, Request } from './ports.ts'

export async function getEarly(ports: Ports, request: Request, beta = 1): Promise<Found | null> {
  const key = keyOf(request.table, request.id)
  const ttl = orDefault(request.ttlMs) / 1000
  const cached = await ports.cache.get(key)
  const left = Math.round((await ports.cache.ttl(key)) / 1000)
  if (cached === null || left <= 0) return load(ports, request, key)

  const delta = ttl - left
  if (delta > 0 && delta * beta * -Math.log(ports.random.next()) >= left) return load(ports, request, key)
  return decode(cached)
}

async function load({ cache, database }: Ports, { table, id, ttlMs }: Request, key: string): Promise<Found | null> {
  const row = await database.find(table, id)
  await cache.set(key, encode(row), orDefault(ttlMs))
  return row
}
