/**
 * WriteSpans: what is drawn of a write to a string or a hash besides the new value, from what it changed: the bytes it put
 * and their padding, what a counter moved by, the fields it put. Drawn until something else happens.
 */
import type { Fact } from '@rdd/shared/fact'
import { nameOf } from '@rdd/shared/keyspace/ask'
import type { KeyChange, Span } from '@rdd/shared/keyspace/change'
import { deltaOf } from '@rdd/shared/keyspace/delta'
import { type KeyView, pieceHead } from '@rdd/shared/keyspace/view'

const counting = /^h?(incr|decr)(by|byfloat)?$/i

/** Whether a fact counted, and did not only put one number where another was. */
function counts(fact: Fact): boolean {
  if (fact.kind === 'command') return [fact.argv, ...(fact.calls ?? [])].some(argv => counting.test(nameOf(argv)))
  if (fact.kind === 'change') return fact.events.some(([event]) => counting.test(event))
  return fact.kind === 'burst'
}

/** The one command of a fact, as words; none of a script's or a transaction's. */
const wordsOf = (fact: Fact): string[] =>
  fact.kind === 'command' && fact.calls === undefined
    ? [nameOf(fact.argv), ...fact.argv.args.slice(1).map(pieceHead)]
    : []

/** What a SETRANGE or a SETBIT wrote of a key it made: all before it is padding. */
function made([name, , offset]: string[], { length, value }: KeyView): Span[] {
  if (value.type !== 'string' || (name !== 'SETRANGE' && name !== 'SETBIT')) return []
  const at = Number(offset)
  if (name === 'SETRANGE') return [{ of: 'written', start: at, end: length, padded: at }]
  return [{ of: 'written', start: at >> 3, end: (at >> 3) + 1, padded: at >> 3, bit: at }]
}

/** What of a change to a string or a hash is drawn beside its value. `fact`: what made the change, by itself. */
export function writeSpans(fact: Fact | undefined, { before, after, changes }: KeyChange): Span[] {
  if (fact === undefined || fact.kind === 'sync' || after === undefined) return []
  const words = wordsOf(fact)
  const steps = counts(fact)
  return changes.flatMap((change): Span[] => {
    switch (change.kind) {
      case 'created':
        return made(words, after)
      case 'value-changed': {
        if (before?.value.type !== 'string' || after.value.type !== 'string') return []
        const by = steps ? deltaOf(before.value.head, after.value.head) : undefined
        const bit = words[0] === 'SETBIT' ? { bit: Number(words[2]) } : {}
        return [
          ...(by === undefined ? [] : [{ of: 'counted', by } as const]),
          ...(change.written === undefined ? [] : [{ of: 'written', ...change.written, ...bit } as const]),
        ]
      }
      case 'field-added':
        return [{ of: 'put', field: pieceHead(change.field) }]
      case 'field-changed': {
        const field = pieceHead(change.field)
        const by = steps ? deltaOf(change.from, change.to) : undefined
        return by === undefined ? [{ of: 'put', field, was: change.from }] : [{ of: 'counted', by, field }]
      }
      default:
        return []
    }
  })
}
