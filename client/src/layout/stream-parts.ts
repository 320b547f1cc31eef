/** Ids of the marks of a stream, and what of it moves when its start is cut off. */
import { compareIds } from '@rdd/shared/keyspace/stream-id'
import type { KeyView } from '@rdd/shared/keyspace/view'

/** An entry. */
export const partOf = (id: string): string => `e:${id}`
export const isEntry = (part: string): boolean => part.startsWith(partOf(''))
/** The place of the next entry. */
export const NEXT = 'next'
/** A consumer group. */
export const groupPart = (name: string): string => `g:${name}`
/** How far it was delivered. */
export const deliveredPart = (name: string): string => `d:${name}`
/** An entry with a consumer that has not acknowledged it. */
export const pendingPart = (group: string, id: string): string => `p:${group}:${id}`
/** The old end, where a trim cuts. */
export const OLD_END = 'old'

/** Entries that were there and lie before all that are there now. */
export function trimmedParts(before: KeyView | undefined, after: KeyView | undefined): string[] {
  if (before?.value.type !== 'stream') return []
  const [first] = after?.value.type === 'stream' ? [...after.value.head, ...after.value.tail] : []
  return [...before.value.head, ...before.value.tail]
    .filter(({ id }) => first === undefined || compareIds(id, first.id) < 0)
    .map(({ id }) => partOf(id))
}
