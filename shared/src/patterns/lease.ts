/**
 * Lease: the right to store what one reader loads. A reader takes it on a miss, before it asks the database; whoever
 * invalidates the key removes it. A reader that comes back without its lease has read a row that may be old, and stores
 * nothing. From "Scaling Memcache at Facebook", NSDI 2013.
 */

/** ms a reader may take for its load. After that its answer is not stored: too slow costs a load, never a stale entry. */
export const LEASE_MS = 60_000

/** The braces put it into the same cluster slot as the key itself: one script and one DEL may name both. */
export const leaseOf = (key: string): string => `lease:{${key}}`

/** KEYS: the key, its lease. ARGV: token, value, TTL in ms. 1 when stored, 0 when the lease is gone or another's. */
export const STORE_IF_LEASED = `
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
redis.call('DEL', KEYS[2])
return 1`
