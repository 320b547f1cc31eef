/**
 * What a client waits for, and what it got that had to wait for it, in words. What was pushed for it never stood in the key:
 * no change tells.
 */
import type { Bytes } from '../bytes.ts'
import type { CommandFact, FactOf } from '../fact.ts'
import { bulkOf, integerOf, nameOf } from './ask.ts'
import { handedBy } from './handed.ts'
import type { RoomState } from './state.ts'
import { does, listed, worded } from './words.ts'

/** Commands that wait for their first key and push to the second. */
const moves = new Set(['BLMOVE', 'BRPOPLPUSH'])

/** The keys of which any ends the wait. */
export const awaitedKeys = ({ argv, keys }: Pick<FactOf<'waiting'>, 'argv' | 'keys'>): Bytes[] =>
  moves.has(nameOf(argv)) ? keys.slice(0, 1) : keys

/** `job:1 goes from queue to worker-1`; undefined where nobody waited, and for what is neither taken nor moved. */
export function servedWords({ waitedMs, argv, reply, client }: CommandFact): string | undefined {
  if (waitedMs === undefined || reply === undefined) return undefined
  if (reply.t === 'null') return `nothing came for ${client.name}`
  const [taken] = handedBy({ argv, reply }).filter(({ what }) => what !== 'entry')
  if (taken !== undefined) {
    const { key, names } = taken
    return `${listed(names.map(worded))} ${names.length === 1 ? 'goes' : 'go'} from ${worded(key)} to ${client.name}`
  }
  const moved = bulkOf(reply)
  return moved === undefined ? undefined : `${worded(moved)} comes, and ${does(client.name, 'moves')} it on`
}

/** A push that leaves less than it answers, for clients wait for its key: the facts after it tell who got what. */
export function servesWords({ db, argv, keys, reply }: CommandFact, state: RoomState): string | undefined {
  const [key] = keys
  const length = integerOf(reply)
  if (key === undefined || length === undefined || !/^[LR]PUSH$/.test(nameOf(argv))) return undefined
  const awaited = state.waiting().some(fact => fact.db === db && awaitedKeys(fact).includes(key))
  return awaited && length > (state.view(db, key)?.length ?? 0) ? `who waits for ${worded(key)} is served` : undefined
}
