/**
 * Read-through as the notebook has it: a refresh deletes first and loads then, so a loader that fails has cost the cached
 * value; and a missing row is never cached, so each question for it is a load.
 */

import { keyOf, orDefault } from './entry.notebook.ts'
import { decode, encode, type Found } from './entry.ts'
import type { Ports, Request, Table } from './ports.ts'
import type { Layer } from './read-through.ts'

export function readThrough({ cache, database }: Ports, table: Table): Layer {
  async function get(id: string, ttlMs: number): Promise<Found | null> {
    const cached = await cache.get(keyOf(table, id))
    if (cached !== null) return decode(cached)
    const row = await database.find(table, id)
    if (row !== null) await cache.set(keyOf(table, id), encode(row), orDefault(ttlMs))
    return row
  }
  const invalidate = async (id: string) => (await cache.delete(keyOf(table, id))) > 0
  return {
    get,
    invalidate,
    async refresh(id, ttlMs) {
      await invalidate(id)
      return get(id, ttlMs)
    },
  }
}

export function get(ports: Ports, { table, id, ttlMs }: Request): Promise<Found | null> {
  return readThrough(ports, table).get(id, ttlMs)
}
export function invalidate(ports: Ports, { table, id }: Request): Promise<boolean> {
  return readThrough(ports, table).invalidate(id)
}
export function refresh(ports: Ports, { table, id, ttlMs }: Request): Promise<Found | null> {
  return readThrough(ports, table).refresh(id, ttlMs)
}
