/**
 * Write-through as the notebook has it: the cache first, then the database. Readers meanwhile see what was never committed;
 * when the database refuses, the key is deleted, the good old value with it; and a key whose TTL ran out "does not exist".
 */

import { keyOf, orDefault } from './entry.notebook.ts'
import { decode, encode, type Found } from './entry.ts'
import type { Draft, Ports, Request, Table } from './ports.ts'

export async function write({ cache, database }: Ports, table: Table, draft: Draft, ttlMs: number): Promise<boolean> {
  const key = keyOf(table, draft.id)
  await cache.set(key, encode(draft), orDefault(ttlMs))
  try {
    await database.save(table, draft)
    return true
  } catch (error) {
    await cache.delete(key)
    throw error
  }
}

export async function read({ cache }: Ports, table: Table, id: string): Promise<Found | null> {
  const cached = await cache.get(keyOf(table, id))
  return cached === null ? null : decode(cached)
}

export function saveProduct(ports: Ports, { table, id, value, ttlMs }: Request): Promise<boolean> {
  return write(ports, table, { id, name: '', detail: '', ...value }, ttlMs)
}

export function getProduct(ports: Ports, { table, id }: Request): Promise<Found | null> {
  return read(ports, table, id)
}
