/** What is said below a set of what was just asked of it, picked out of it, or made of it. */
import type { Span } from '@rdd/shared/keyspace/change'
import { counted, grouped, listed } from '@rdd/shared/keyspace/words'
import { fit, shown } from './text.ts'
import { storedWords } from './zset-words.ts'

const NAME_COLUMNS = 32
const MOST = 8

const name = (bytes: string): string => fit(shown(bytes), NAME_COLUMNS)

/** `carol twice and alice`: in the order in which they came. */
function picks(members: readonly string[]): string {
  const times = new Map<string, number>()
  for (const member of members) times.set(member, (times.get(member) ?? 0) + 1)
  const words = [...times].map(([member, n]) => `${name(member)}${n === 1 ? '' : n === 2 ? ' twice' : ` ${n} times`}`)
  return listed(words, MOST)
}

/** One line for each thing to say. */
export const setWords = (spans: readonly Span[]): string[] => [
  ...spans.flatMap(span => {
    if (span.of === 'picked') return [`picked at random, and still there: ${picks(span.members)}`]
    return span.of === 'popped' ? [`taken out at random: ${picks(span.members)}`] : []
  }),
  ...storedWords(spans),
]

/** Of `count` that are no members, `seen` stand above. */
export const absentWords = (count: number, seen: number): string => {
  if (count === 1) return 'not a member'
  return seen < count
    ? `${counted(count, 'of them', 'of them')} are not members, ${grouped(seen)} are shown`
    : 'not members'
}
