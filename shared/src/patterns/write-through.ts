/**
 * Write-through: every write goes to the database and, before the app is answered, to the cache. The database comes first:
 * what readers find in the cache has been committed. The cache takes a row only if it is newer than the one it has, so two
 * writers cannot leave the older value behind.
 */
import { decode, encode, type Found, keyOf, lifetime } from './entry.ts'
import type { Draft, Ports, Request, Row, Table } from './ports.ts'

/**
 * KEYS: the key. ARGV: value, its version, TTL in ms. 1 when stored, 0 when the cache already has this version or a later.
 * What others cached there may have no version: it is replaced.
 */
const SET_IF_NEWER = `
local cached = redis.call('GET', KEYS[1])
if cached and cached ~= 'null' and (cjson.decode(cached).version or 0) >= tonumber(ARGV[2]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
return 1`

/** Saves the row, then caches it. Fails as the database fails; the cache then still holds what the database holds. */
export async function write(ports: Ports, table: Table, draft: Draft, ttlMs: number): Promise<Row> {
  const keepMs = lifetime(draft, ttlMs)
  const row = await ports.database.save(table, draft)
  await keep(ports, keyOf(table, row.id), row, keepMs)
  return row
}

/** The cached row. After its TTL or an eviction, the database's, which is cached again. */
export async function read(ports: Ports, table: Table, id: string, ttlMs: number): Promise<Found | null> {
  const cached = await ports.cache.get(keyOf(table, id)).catch(unreachable)
  if (cached != null) return decode(cached)
  const row = await ports.database.find(table, id)
  if (cached === null) await keep(ports, keyOf(table, id), row, lifetime(row, ttlMs))
  return row
}

/** A cache that cannot be reached keeps its old copy until the TTL ends it: the row itself is safe. */
async function keep({ cache }: Ports, key: string, row: Row | null, keepMs: number): Promise<void> {
  const args = [encode(row), String(row?.version ?? 0), String(keepMs)]
  await cache.script('set-if-newer', SET_IF_NEWER, [key], args).catch(unreachable)
}

const unreachable = () => undefined

// The product service.

export function saveProduct(ports: Ports, { table, id, value, ttlMs }: Request): Promise<Row> {
  return write(ports, table, { id, name: '', detail: '', ...value }, ttlMs)
}

export function getProduct(ports: Ports, { table, id, ttlMs }: Request): Promise<Found | null> {
  return read(ports, table, id, ttlMs)
}
