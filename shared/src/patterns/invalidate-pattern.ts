/**
 * Invalidate by pattern: SCAN looks at a few keys at a time, so that other clients get their turn in between, and UNLINK
 * leaves the freeing of memory to a background thread. SCAN may show a key twice, and need not show one that is set meanwhile.
 */
import { leaseOf } from './lease.ts'
import type { Ports, Request } from './ports.ts'

/** Removes every cached copy that matches, and the leases of those who load one now. @returns how many keys went */
export async function invalidatePattern({ cache }: Ports, pattern: string): Promise<number> {
  let removed = 0
  // Leases first: a reader who loaded an old row must not store it behind our back.
  for (const match of [leaseOf(pattern), pattern]) {
    let cursor = '0'
    do {
      const page = await cache.scan(cursor, match)
      if (page.keys.length > 0) removed += await cache.unlink(...page.keys)
      cursor = page.cursor
    } while (cursor !== '0')
  }
  return removed
}

/** Every cached row of a table, and nothing else: the prefix is the cache's own. */
export function invalidateAll(ports: Ports, { table }: Request): Promise<number> {
  return invalidatePattern(ports, `cache:${table}:*`)
}
