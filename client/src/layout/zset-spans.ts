/**
 * Scores that ZADD did not take: asked for with NX, XX, GT or LT, and not what the member has afterwards. No event tells of
 * it, so it is worked out from the command and from what the set holds then.
 */
import type { Fact } from '@rdd/shared/fact'
import { nameOf } from '@rdd/shared/keyspace/ask'
import type { Span } from '@rdd/shared/keyspace/change'
import { scoreOf } from '@rdd/shared/keyspace/score'
import { type KeyView, pieceHead } from '@rdd/shared/keyspace/view'

type Refused = Extract<Span, { of: 'refused' }>

const conditions = ['NX', 'XX', 'GT', 'LT'] as const
const options = new Set<string>([...conditions, 'CH', 'INCR'])

/** What of a ZADD was refused by `view`, the set as it is after it; none where another key or command is meant. */
export function refusedScores(fact: Fact | undefined, view: KeyView): Refused[] {
  if (fact?.kind !== 'command' || view.value.type !== 'zset' || nameOf(fact.argv) !== 'ZADD') return []
  const [, key, ...args] = fact.argv.args.map(pieceHead)
  if (fact.db !== view.db || key !== view.key || fact.reply?.t === 'error' || fact.argv.more !== undefined) return []
  const first = args.findIndex(arg => !options.has(arg.toUpperCase()))
  const given = args.slice(0, Math.max(0, first)).map(arg => arg.toUpperCase())
  const adds = given.includes('INCR')
  // what was to be added is refused with a nil
  if (first < 0 || (adds && fact.reply?.t !== 'null')) return []
  const { head, tail } = view.value
  const scores = new Map([...head, ...tail].map(([member, score]) => [pieceHead(member), score]))
  const inView = head.length + tail.length === view.length
  return args.slice(first).flatMap((member, i, pairs): Refused[] => {
    const score = pairs[i - 1]
    if (i % 2 === 0 || score === undefined) return []
    const kept = scores.get(member)
    // GT and LT may have taken a score and then a better one for the same member: only the last is known to be refused
    const later = pairs.some((other, k) => k > i && k % 2 === 1 && other === member)
    if (later && (given.includes('GT') || given.includes('LT'))) return []
    if (kept === undefined ? !inView : !adds && scoreOf(kept) === scoreOf(score)) return []
    // XX refuses who is not there, and the others who is there
    const by = conditions.find(word => given.includes(word) && (word === 'XX') === (kept === undefined))
    const asked = adds && !/^[+-]/.test(score) ? `+${score}` : score
    return by === undefined
      ? []
      : [{ of: 'refused', member, score: asked, by, ...(kept === undefined ? {} : { kept }) }]
  })
}
