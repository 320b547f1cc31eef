/** SetWrites: what of a write to a set is drawn beside its members: those that SPOP took out. */
import type { Fact } from '@rdd/shared/fact'
import { argument, nameOf } from '@rdd/shared/keyspace/ask'
import type { KeyChange, Span } from '@rdd/shared/keyspace/change'
import { pieceHead } from '@rdd/shared/keyspace/view'

/** What of a change to a set is drawn beside its members. `fact`: what made the change, by itself. */
export function setSpans(fact: Fact | undefined, { db, key, after, changes }: KeyChange): Span[] {
  if (fact?.kind !== 'command' || fact.calls !== undefined || fact.db !== db) return []
  if (nameOf(fact.argv) !== 'SPOP' || argument(fact.argv.args.map(pieceHead), 1) !== key) return []
  const members = changes.flatMap(change => (change.kind === 'member-removed' ? [pieceHead(change.member)] : []))
  return members.length === 0 || after?.value.type !== 'set' ? [] : [{ of: 'popped', members }]
}
