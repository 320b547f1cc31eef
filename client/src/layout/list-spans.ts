/**
 * ListSpans: where a write cut, inserted or took out of a list, from what it changed: a read is told by its command and
 * reply, a write by the difference it made. They are drawn beside the elements until something else happens.
 */
import type { Fact } from '@rdd/shared/fact'
import { nameOf } from '@rdd/shared/keyspace/ask'
import type { Change, KeyChange, Span } from '@rdd/shared/keyspace/change'
import { pieceHead } from '@rdd/shared/keyspace/view'

type Removed = Extract<Change, { kind: 'elements-removed' }>

/** What of a change to a list is drawn beside its elements. `fact`: what made the change, by itself. */
export function listSpans(fact: Fact | undefined, { before, after, changes }: KeyChange): Span[] {
  if (fact?.kind !== 'command' || before?.value.type !== 'list' || after?.value.type !== 'list') return []
  const removed = changes.filter((change): change is Removed => change.kind === 'elements-removed')
  switch (nameOf(fact.argv)) {
    case 'LTRIM': {
      const cut = (end: Removed['end']) =>
        removed.filter(change => change.end === end).reduce((sum, { count }) => sum + count, 0)
      return removed.length === 0 ? [] : [{ of: 'cut', head: cut('head'), tail: cut('tail') }]
    }
    case 'LINSERT': {
      const added = changes.find(change => change.kind === 'elements-added')
      const [, , where] = fact.argv.args.map(pieceHead)
      if (added?.kind !== 'elements-added' || where === undefined) return []
      return [{ of: 'pivot', index: added.index + (where.toUpperCase() === 'BEFORE' ? 1 : -1) }]
    }
    case 'LREM':
      return removed.length === 0
        ? []
        : [
            {
              of: 'taken',
              indexes: removed.flatMap(({ index, count }) => Array.from({ length: count }, (_, i) => index + i)),
            },
          ]
    default:
      return []
  }
}
