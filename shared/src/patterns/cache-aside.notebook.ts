/**
 * Cache-aside as the notebook has it: get, load on a miss, store. Between load and store anything may happen; a failing
 * cache fails the request; a missing row is believed missing for the whole TTL; many readers of one miss all load.
 */

import { keyOf, orDefault } from './entry.notebook.ts'
import { decode, encode, type Found } from './entry.ts'
import type { Ports, Request, Row } from './ports.ts'

export async function getOrLoad(
  { cache }: Ports,
  key: string,
  ttlMs: number,
  load: () => Promise<Row | null>,
): Promise<Found | null> {
  const cached = await cache.get(key)
  if (cached !== null) return decode(cached)

  const row = await load()
  await cache.set(key, encode(row), orDefault(ttlMs))
  return row
}

export async function invalidate({ cache }: Ports, key: string): Promise<boolean> {
  return (await cache.delete(key)) > 0
}

const find = ({ database }: Ports, { table, id }: Request) => database.find(table, id)
const save = ({ database }: Ports, { table, id, value }: Request) =>
  database.save(table, { id, name: '', detail: '', ...value })

export function getUser(ports: Ports, request: Request): Promise<Found | null> {
  return getOrLoad(ports, keyOf(request.table, request.id), request.ttlMs, () => find(ports, request))
}

/** The notebook has no way to create a user: a row is inserted, and nobody tells the cache. */
export function createUser(ports: Ports, request: Request): Promise<Row> {
  return save(ports, request)
}

/** False when there is no such user. */
export async function updateUser(ports: Ports, request: Request): Promise<boolean> {
  if ((await find(ports, request)) === null) return false
  await save(ports, request)
  await invalidate(ports, keyOf(request.table, request.id))
  return true
}

export function invalidateUser(ports: Ports, { table, id }: Request): Promise<boolean> {
  return invalidate(ports, keyOf(table, id))
}
