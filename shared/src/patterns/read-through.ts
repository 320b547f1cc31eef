/**
 * Read-through: the app asks the cache layer and nobody else; the layer owns the loader. It is a library inside the app:
 * Redis itself never talks to the database. A refresh loads before it replaces, so a failing loader costs nothing.
 */
import { decode, encode, type Found, keyOf, lifetime } from './entry.ts'
import { LEASE_MS, leaseOf, STORE_IF_LEASED } from './lease.ts'
import type { Ports, Request, Table } from './ports.ts'

/** The only thing an app sees. TTLs are ms. */
export interface Layer {
  /** The cached row, or the loader's; null when there is no such row, which is cached too, for a short time. */
  get(id: string, ttlMs: number): Promise<Found | null>
  /** Removes the cached copy. @returns whether there was one, or somebody about to store one */
  invalidate(id: string): Promise<boolean>
  /** Loads and replaces the cached copy, whatever its age. Fails as the loader fails; the copy then stays. */
  refresh(id: string, ttlMs: number): Promise<Found | null>
}

export function readThrough({ cache, database, random, holdMs = LEASE_MS }: Ports, table: Table): Layer {
  /** Loads and stores, unless somebody invalidated meanwhile. */
  async function refresh(id: string, ttlMs: number): Promise<Found | null> {
    const key = keyOf(table, id)
    const token = random.token()
    await cache.set(leaseOf(key), token, holdMs).catch(unreachable)
    const row = await database.find(table, id)
    const store = [token, encode(row), String(lifetime(row, ttlMs))]
    await cache.script('store-if-leased', STORE_IF_LEASED, [key, leaseOf(key)], store).catch(unreachable)
    return row
  }
  return {
    async get(id, ttlMs) {
      const cached = await cache.get(keyOf(table, id)).catch(unreachable)
      return cached == null ? refresh(id, ttlMs) : decode(cached)
    },
    async invalidate(id) {
      const key = keyOf(table, id)
      return (await cache.delete(key, leaseOf(key))) > 0
    },
    refresh,
  }
}

/** A cache that fails is no reason to fail. */
const unreachable = () => undefined

// What the app writes.

export function get(ports: Ports, { table, id, ttlMs }: Request): Promise<Found | null> {
  return readThrough(ports, table).get(id, ttlMs)
}
export function invalidate(ports: Ports, { table, id }: Request): Promise<boolean> {
  return readThrough(ports, table).invalidate(id)
}
export function refresh(ports: Ports, { table, id, ttlMs }: Request): Promise<Found | null> {
  return readThrough(ports, table).refresh(id, ttlMs)
}
