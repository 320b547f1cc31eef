/**
 * A stream as the layouts read it: the entries at hand in their order, and among them the holes: entries that are deleted
 * and still pending in a group, as Redis keeps them.
 */
import { compareIds } from '@rdd/shared/keyspace/stream-id'
import { type Entry, type KeyView, pieceHead, type ValueOf } from '@rdd/shared/keyspace/view'

type Stream = ValueOf<'stream'>

/** A place in the log. */
export interface Slot {
  id: string
  /** Absent where the entry is deleted. */
  entry: Entry | undefined
  /** Groups in which it is pending. */
  pending: readonly string[]
}

export interface Log {
  slots: readonly Slot[]
  /** Entries that were not carried; they lie before slot `seam`. */
  left: number
  seam: number
}

export function logOf(view: KeyView, { head, tail, groups }: Stream): Log {
  const pending = new Map<string, string[]>()
  for (const group of groups)
    for (const { id } of group.pending) pending.set(id, [...(pending.get(id) ?? []), pieceHead(group.name)])
  const entries = [...head, ...tail]
  const left = view.length - entries.length
  const [last, first] = [head.at(-1)?.id, tail[0]?.id]
  const inSight = (id: string) =>
    left <= 0 ||
    (last !== undefined && compareIds(id, last) <= 0) ||
    (first !== undefined && compareIds(id, first) >= 0)
  const known = new Set(entries.map(({ id }) => id))
  const holes = [...pending.keys()].filter(id => !known.has(id) && inSight(id))
  const slots = [
    ...entries.map((entry): Slot => ({ id: entry.id, entry, pending: pending.get(entry.id) ?? [] })),
    ...holes.map((id): Slot => ({ id, entry: undefined, pending: pending.get(id) ?? [] })),
  ].sort((a, b) => compareIds(a.id, b.id))
  const seam = last === undefined ? 0 : slots.filter(({ id }) => compareIds(id, last) <= 0).length
  return { slots, left: Math.max(0, left), seam }
}

/** How many slots have an id up to this one. */
export const reached = ({ slots }: Log, id: string): number => {
  const next = slots.findIndex(slot => compareIds(slot.id, id) > 0)
  return next < 0 ? slots.length : next
}
