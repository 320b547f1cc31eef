/**
 * Stampede, guarded by a lock: the reader who gets the lock loads, the others wait and look again. The lock runs out by
 * itself if its holder dies, and carries a token, so that nobody releases a lock that is another's by now.
 */
import { decode, encode, type Found, keyOf, lifetime } from './entry.ts'
import type { Ports, Request } from './ports.ts'

/** ms a load may take: after that, another reader may load too. */
export const LOCK_MS = 10_000
/** ms between two looks of a reader who waits. */
const WAIT_MS = 50

export const lockOf = (key: string): string => `lock:{${key}}`

/** KEYS: the lock. ARGV: token. Redis 8.4 has a command for it: DELEX key IFEQ token. */
const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`

/** N readers, one load. */
export async function getLocked(ports: Ports, { table, id, ttlMs }: Request): Promise<Found | null> {
  const { cache, database, clock, random, holdMs = LOCK_MS } = ports
  const key = keyOf(table, id)
  const lock = lockOf(key)
  const token = random.token()
  let mine = false
  try {
    for (;;) {
      // Looked at again with the lock in hand: its last holder may just have stored what we want.
      const cached = await cache.get(key)
      if (cached !== null) return decode(cached)
      if (mine) break
      mine = await cache.setIfAbsent(lock, token, holdMs)
      if (!mine) await clock.sleep(WAIT_MS)
    }
    const row = await database.find(table, id)
    await cache.set(key, encode(row), lifetime(row, ttlMs))
    return row
  } finally {
    if (mine) await cache.script('release', RELEASE, [lock], [token])
  }
}
