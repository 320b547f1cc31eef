/**
 * Hashes and sets have no order: a window of a huge one is whatever SCAN hands out first, and members slip in and out of
 * it when the table is rehashed. So a member missing from a window is removed only when the window is the whole, or when
 * a command named it.
 */
import type { Change } from '../change.ts'
import { type Piece, pieceId } from '../view.ts'

export interface Window {
  /** By `pieceId`. */
  members: ReadonlyMap<string, Piece>
  /** Exact number of members in Redis. */
  length: number
}

export interface Membership {
  added: Piece[]
  removed: Piece[]
  /** What happened out of sight: a `length-changed`, or nothing. */
  rest: Change[]
}

/** Who came and who went. `put` and `taken`: what the commands in between named to add and to remove. */
export function membership(before: Window, after: Window, put: readonly Piece[], taken: readonly Piece[]): Membership {
  const grew = after.length - before.length
  const whole = (window: Window) => window.members.size === window.length
  const [puts, takes] = [new Set(put.map(pieceId)), new Set(taken.map(pieceId))]
  const left = [...before.members].filter(([id]) => !after.members.has(id))
  const came = [...after.members].filter(([id]) => !before.members.has(id))
  const removed = whole(after) ? left : left.filter(([id]) => takes.has(id))
  // a member that was named may have been there before, out of sight: unless the length says that all were new
  const allNew = puts.size - removed.length === grew
  const added = whole(before) ? came : allNew ? came.filter(([id]) => puts.has(id)) : []
  return {
    added: added.map(([, piece]) => piece),
    removed: removed.map(([, piece]) => piece),
    rest:
      added.length - removed.length === grew ? [] : [{ kind: 'length-changed', from: before.length, to: after.length }],
  }
}
