/**
 * Evict: keys go as they do when Redis is out of memory, and by Redis itself. A limit of one byte for the length of one
 * command makes it evict every key with a TTL, so that is done only where those are the keys that should go.
 */
import { fields, text } from '../redis/raw.ts'
import type { Place } from './place.ts'
import type { RedisLink } from './redis-link.ts'

/** @returns what was done to the keys: `evicted by Redis`, and how */
export async function evict(place: Place, link: RedisLink, keys: readonly string[]): Promise<string> {
  const why = await mayNot(place, keys)
  if (why === undefined) {
    const [policy, memory] = [await setting(place, 'maxmemory-policy'), await setting(place, 'maxmemory')]
    // in one piece, so that nobody else finds Redis without memory; it evicts as the second command comes
    await link.pipeline([
      ['CONFIG', 'SET', 'maxmemory-policy', 'volatile-lru', 'maxmemory', 1],
      ['CONFIG', 'SET', 'maxmemory', memory, 'maxmemory-policy', policy],
    ])
    if (Number(await place.call('EXISTS', ...keys)) === 0)
      return 'evicted by Redis: for a moment maxmemory was 1 byte, with the policy volatile-lru'
  }
  await link.call(['UNLINK', ...keys])
  return `removed. UNLINK stands in for an eviction${why === undefined ? '' : `: ${why}`}`
}

/** Why Redis must not be made to evict these keys; undefined where nothing else would go. */
async function mayNot(place: Place, keys: readonly string[]): Promise<string | undefined> {
  if (!place.own()) return 'this Redis is not the playground’s own, and its limits are not for us to set'
  for (const key of keys)
    if (Number(await place.call('PTTL', key)) < 0) return 'Redis evicts nothing without a TTL here'
  const info = text(await place.call('INFO', 'keyspace'))
  const volatile = [...info.matchAll(/expires=(\d+)/g)].reduce((sum, [, n]) => sum + Number(n), 0)
  return volatile > keys.length ? 'other keys have a TTL too, and would go with it' : undefined
}

async function setting(place: Place, name: string): Promise<string> {
  return text(fields(await place.call('CONFIG', 'GET', name)).get(name))
}
