/** Invalidate by pattern as the notebook has it: KEYS walks the whole keyspace in one go, and everybody else waits. */
import { keyOf } from './entry.notebook.ts'
import type { Ports, Request } from './ports.ts'

export async function invalidatePattern({ cache }: Ports, pattern: string): Promise<number> {
  const keys = await cache.keys(pattern)
  return keys.length === 0 ? 0 : cache.delete(...keys)
}

/** `user:*` also meets `user:1:sessions`, which was never a cache. */
export function invalidateAll(ports: Ports, { table }: Request): Promise<number> {
  return invalidatePattern(ports, keyOf(table, '*'))
}
