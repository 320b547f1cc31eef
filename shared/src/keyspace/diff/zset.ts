/**
 * Sorted sets: who joins, who leaves, whose score moves them to another rank. A member that others pushed to another rank
 * is not a change of its own. Of a long set both ends are seen; a member that left a window may have been removed or may
 * have moved to where nobody looks, so the commands in between and the exact length have the last word.
 */
import type { Change } from '../change.ts'
import { type Piece, pieceHead, pieceId } from '../view.ts'
import type { Seen } from './index.ts'
import type { Told } from './told.ts'

interface Place {
  member: Piece
  score: string
  rank: number
}

/** Every member in sight, by id, with its absolute rank. */
function places({ value, length }: Seen<'zset'>): Map<string, Place> {
  const all = new Map<string, Place>()
  const note = ([member, score]: readonly [Piece, string], rank: number) =>
    all.set(pieceId(member), { member, score, rank })
  value.head.forEach((row, i) => {
    note(row, i)
  })
  value.tail.forEach((row, i) => {
    note(row, length - value.tail.length + i)
  })
  return all
}

/**
 * Whether a member that stands at `place` in one view would be in sight of the other, had it not changed: the other shows
 * all; or a window of it reaches past the member's score, or past an unmoved neighbour beyond the member.
 */
function wouldShow(place: Place, here: Map<string, Place>, there: Map<string, Place>, other: Seen<'zset'>): boolean {
  if (there.size === other.length) return true
  const score = Number(place.score)
  const unmoved = ([member, text]: readonly [Piece, string]) => {
    const same = here.get(pieceId(member))
    return same?.score === text ? same.rank : undefined
  }
  const beyond = (row: readonly [Piece, string] | undefined, sign: 1 | -1) =>
    row !== undefined && (Number(row[1]) - score) * sign > 0
  const past = (row: readonly [Piece, string], sign: 1 | -1) => {
    const rank = unmoved(row)
    return rank !== undefined && (rank - place.rank) * sign > 0
  }
  const { head, tail } = other.value
  return (
    beyond(head.at(-1), 1) || head.some(row => past(row, 1)) || beyond(tail[0], -1) || tail.some(row => past(row, -1))
  )
}

const flags = new Set(['NX', 'XX', 'GT', 'LT', 'CH', 'INCR'])
/** Members whose score a command may have set, by its name. */
const scored: Record<string, (args: readonly Piece[]) => readonly Piece[]> = {
  ZADD: args => {
    const pairs = args.slice(2).filter(arg => !flags.has(pieceHead(arg).toUpperCase()))
    return pairs.filter((_, i) => i % 2 === 1)
  },
  ZINCRBY: args => args.slice(3, 4),
  GEOADD: args => args.slice(2).filter((_, i) => i % 3 === 2),
}
const removes = /^(ZREM|ZREMRANGEBY\w+|B?ZPOPM(IN|AX)|B?ZMPOP|P?EXPIRE(AT)?|PERSIST)$/

export function diffZset(before: Seen<'zset'>, after: Seen<'zset'>, { calls, whole }: Told): Change[] {
  const [old, now] = [places(before), places(after)]
  const set = new Set(calls.flatMap(call => scored[call.name]?.(call.args) ?? []).map(pieceId))
  const understood =
    whole && calls.length > 0 && calls.every(call => !call.event && (call.name in scored || removes.test(call.name)))
  const moved: Change[] = []
  for (const [id, { member, score: toScore, rank: toRank }] of now) {
    const from = old.get(id)
    if (from !== undefined && from.score !== toScore)
      moved.push({ kind: 'scored-moved', member, fromScore: from.score, toScore, fromRank: from.rank, toRank })
  }
  const left = [...old].filter(([id, place]) => !now.has(id) && wouldShow(place, old, now, after))
  const came = [...now].filter(([id, place]) => !old.has(id) && wouldShow(place, now, old, before))
  const [allBefore, allNow] = [old.size === before.length, now.size === after.length]
  const grew = after.length - before.length
  // out of a window and not named by a command that sets scores: it cannot have moved, it was removed
  const removed = allNow
    ? left
    : left.filter(([id]) => (understood ? !set.has(id) : left.length - came.length === -grew))
  const added = allBefore || came.length - removed.length === grew ? came : []
  const sure = understood || allBefore || allNow || left.length === 0 || came.length === 0
  const [out, into] = sure ? [removed, added] : [[], []]
  const rest: Change[] =
    into.length - out.length === grew ? [] : [{ kind: 'length-changed', from: before.length, to: after.length }]
  return [
    ...out.map(([, place]): Change => ({ kind: 'scored-removed', ...place })),
    ...moved,
    ...into.map(([, place]): Change => ({ kind: 'scored-added', ...place })),
    ...rest,
  ]
}
