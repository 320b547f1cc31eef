/**
 * Cache-aside: the app asks the cache first, loads from the database on a miss, and stores what it loaded. Writes go to
 * the database and remove the cached copy. The cache is a copy one may lose: when it fails, the database answers.
 */
import { decode, encode, type Found, keyOf, lifetime } from './entry.ts'
import { LEASE_MS, leaseOf, STORE_IF_LEASED } from './lease.ts'
import type { Ports, Request, Row } from './ports.ts'

/** The cached row, or what `load` gives; null when there is no such row. Fails only as `load` fails. */
export async function getOrLoad(
  { cache, random, holdMs = LEASE_MS }: Ports,
  key: string,
  ttlMs: number,
  load: () => Promise<Row | null>,
): Promise<Found | null> {
  const cached = await cache.get(key).catch(unreachable)
  if (cached === undefined) return load()
  if (cached !== null) return decode(cached)

  const token = random.token()
  await cache.set(leaseOf(key), token, holdMs).catch(unreachable)
  const row = await load()
  const store = [token, encode(row), String(lifetime(row, ttlMs))]
  await cache.script('store-if-leased', STORE_IF_LEASED, [key, leaseOf(key)], store).catch(unreachable)
  return row
}

/** Removes the cached copy, and the lease of whoever is loading it now. @returns whether there was a copy or a lease */
export async function invalidate({ cache }: Ports, key: string): Promise<boolean> {
  return (await cache.delete(key, leaseOf(key))) > 0
}

// The user service: what an app writes on top.

export function getUser(ports: Ports, { table, id, ttlMs }: Request): Promise<Found | null> {
  return getOrLoad(ports, keyOf(table, id), ttlMs, () => ports.database.find(table, id))
}

/** Creates or changes it: the row first, then the copy. A cache that cannot be told keeps the old copy until its TTL. */
export async function saveUser(ports: Ports, { table, id, value }: Request): Promise<Row> {
  const row = await ports.database.save(table, { id, name: '', detail: '', ...value })
  await invalidate(ports, keyOf(table, id)).catch(unreachable)
  return row
}

export function invalidateUser(ports: Ports, { table, id }: Request): Promise<boolean> {
  return invalidate(ports, keyOf(table, id))
}

/** A cache that fails is no reason to fail. */
const unreachable = () => undefined
