/**
 * FlightCopies: members that fly from where they are to the key a command made of them. They are copies: what they leave stays.
 * In the picture of two or three sets they come out of their region, else out of the cards of the sources.
 */
import { type Fact, idOf } from '@rdd/shared/fact'
import { nameOf } from '@rdd/shared/keyspace/ask'
import type { KeyChange } from '@rdd/shared/keyspace/change'
import { type KeyView, type Piece, pieceId } from '@rdd/shared/keyspace/view'
import type { Flight, Spot } from './flight.ts'
import { copiedBundle } from './flight-bundles.ts'
import { membersOf, storedBy } from './stored.ts'
import { VENN } from './venn.ts'

/** More than these at once are a cloud: they go as one bundle then. */
const MOST = 24

/** The members that came to a key. */
function came({ before, after, changes }: KeyChange): Piece[] {
  if (before === undefined) return after === undefined ? [] : membersOf(after)
  return changes.flatMap(change =>
    change.kind === 'member-added' || change.kind === 'scored-added' ? [change.member] : [],
  )
}

/** What flies into the key a command made of others. */
export function copies(
  facts: readonly Fact[],
  keys: readonly KeyChange[],
  view: (db: number, key: KeyChange['key']) => KeyView | undefined,
): Flight[] {
  const [fact] = facts
  if (facts.length !== 1 || fact?.kind !== 'command' || fact.calls !== undefined) return []
  const stored = storedBy(fact.argv)
  const made = keys.find(({ db, key }) => db === fact.db && key === stored?.into)
  if (stored === undefined || made === undefined) return []
  const sources = [...new Set(stored.from)].filter(key => key !== stored.into).map(key => idOf(fact.db, key))
  const flights = came(made).flatMap((member): Flight[] => {
    const part = `m:${pieceId(member)}`
    const to = { card: idOf(fact.db, made.key), part }
    const from = sources.map((card): Spot => ({ card, part }))
    // every source of a sorted set gives its own score; a set has a member once
    if (made.after?.value.type === 'zset') return from.map(spot => ({ kind: 'copy', from: [spot], to }))
    return [{ kind: 'copy', from: [{ card: VENN, part }, ...from], to }]
  })
  if (flights.length <= MOST || made.after === undefined) return flights
  const { after } = made
  const ids = came(made).map(pieceId)
  return [...new Set(stored.from)].flatMap(key => {
    const source = key === stored.into ? undefined : view(fact.db, key)
    return source === undefined ? [] : copiedBundle(source, after, ids, nameOf(fact.argv).includes('UNION'))
  })
}
