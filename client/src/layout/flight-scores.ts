/**
 * FlightScores: what of a sorted set is shown only while it moves: a score that counts from what it was to what it is, and
 * the bracket of the rows that are cut out, which is gone with them.
 */
import { type Fact, idOf } from '@rdd/shared/fact'
import type { KeyChange } from '@rdd/shared/keyspace/change'
import { pieceId } from '@rdd/shared/keyspace/view'
import type { Flight } from './flight.ts'
import { zsetSpans } from './zset-writes.ts'

/** Scores that count; others are there at once. */
const PLAIN = /^-?\d{1,15}(\.\d{1,4})?$/

/** More than these at once are no longer read by anybody. */
const MOST = 24

/** Scores that count, and brackets around what is cut out. */
export function scoreFlights(facts: readonly Fact[], keys: readonly KeyChange[]): Flight[] {
  const [fact] = facts
  const flights = keys.flatMap((change): Flight[] => {
    const card = idOf(change.db, change.key)
    const ticks = change.changes.flatMap((one): Flight[] =>
      one.kind === 'scored-moved' && PLAIN.test(one.fromScore) && PLAIN.test(one.toScore)
        ? [{ kind: 'tick', card, part: `m:${pieceId(one.member)}`, from: one.fromScore, to: one.toScore }]
        : [],
    )
    const out = facts.length === 1 ? zsetSpans(fact, change).find(span => span.of === 'cut-out') : undefined
    if (out?.of !== 'cut-out' || out.asked.by === 'pop') return ticks
    const parts = change.changes.flatMap(one => (one.kind === 'scored-removed' ? [`m:${pieceId(one.member)}`] : []))
    return [...ticks, { kind: 'cut', card, parts }]
  })
  return flights.length > MOST ? [] : flights
}

const decimals = (score: string): number => score.split('.')[1]?.length ?? 0

/** A score on its way, 0..1. */
export function counting(from: string, to: string, t: number): string {
  if (t >= 1) return to
  return (Number(from) * (1 - t) + Number(to) * t).toFixed(Math.max(decimals(from), decimals(to)))
}
