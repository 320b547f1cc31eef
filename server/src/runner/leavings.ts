/** Leavings: what a run leaves in Redis when it is over: items in its queues, locks and leases. */
import { LEASE_MS, leaseOf } from '@rdd/shared/patterns/lease'
import { QUEUE } from '@rdd/shared/patterns/ports'
import { LOCK_MS, lockOf } from '@rdd/shared/patterns/stampede-lock'
import { list, text } from '../redis/raw.ts'
import { lost, type Written } from './losses.ts'
import type { Place } from './place.ts'

/** How many of the writes that reached no row no queue holds either. */
export async function lostWrites(place: Place, unstored: readonly Written[]): Promise<number> {
  return unstored.length === 0 ? 0 : lost(unstored, await queued(place)).length
}

/** The items of the list, the stream and the dead letters, as text. */
async function queued(place: Place): Promise<string[]> {
  const items = list(await place.call('LRANGE', QUEUE.list, 0, -1)).map(text)
  for (const stream of [QUEUE.stream, QUEUE.dead])
    for (const entry of list(await place.call('XRANGE', stream, '-', '+')))
      items.push(...list(list(entry)[1]).map(text))
  return items
}

/** A lock or lease that is left behind lives on for as long as it does without a person who holds the calls. */
export async function giveBack(place: Place, keys: Iterable<string>): Promise<void> {
  for (const key of keys) {
    const left: [string, number][] = [
      [lockOf(key), LOCK_MS],
      [leaseOf(key), LEASE_MS],
    ]
    for (const [key, ms] of left) if (Number(await place.call('PTTL', key)) > ms) await place.call('PEXPIRE', key, ms)
  }
}
