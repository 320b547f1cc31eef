/**
 * What a client waits for, and what it got that had to wait for it, in words. What was pushed for it never stood in the key:
 * no change tells.
 */
import type { Bytes } from '../bytes.ts'
import type { CommandFact, FactOf } from '../fact.ts'
import { bulkOf, items, nameOf } from './ask.ts'
import { worded } from './words.ts'

/** Commands that wait for their first key and push to the second. */
const moves = new Set(['BLMOVE', 'BRPOPLPUSH'])

/** The keys of which any ends the wait. */
export const awaitedKeys = ({ argv, keys }: Pick<FactOf<'waiting'>, 'argv' | 'keys'>): Bytes[] =>
  moves.has(nameOf(argv)) ? keys.slice(0, 1) : keys

/** `job:1 goes from queue to worker-1`; undefined where nobody waited, or for something else than one element. */
export function servedWords({ waitedMs, reply, client }: CommandFact): string | undefined {
  if (waitedMs === undefined || reply === undefined) return undefined
  if (reply.t === 'null') return `nothing came for ${client.name}`
  const [key, element] = items(reply).map(bulkOf)
  if (key !== undefined && element !== undefined) return `${worded(element)} goes from ${worded(key)} to ${client.name}`
  const moved = bulkOf(reply)
  return moved === undefined ? undefined : `${worded(moved)} comes, and ${client.name} moves it on`
}
