/**
 * Served: who got something before whom. Redis serves the clients that wait for a key in the order in which they began to
 * wait, and writes their answers in any order, each to a connection of its own. Pure.
 */
import type { FactOf } from '@rdd/shared/fact'
import { nameOf } from '@rdd/shared/keyspace/ask'
import { awaitedKeys } from '@rdd/shared/keyspace/explain-served'

/** BLPOP, BZPOPMIN and their like take what comes from each other; readers of a stream do not. */
const takes = ({ argv }: Pick<FactOf<'waiting'>, 'argv'>): boolean => nameOf(argv).startsWith('B')

/**
 * Ids of the clients that waited longer for a key than one that was served from it: they were served too.
 * @param waiting in the order in which they began
 * @param served ids of clients that got something
 */
export function servedSooner(waiting: readonly FactOf<'waiting'>[], served: ReadonlySet<string>): Set<string> {
  const sooner = new Set<string>()
  const keys = new Set<string>()
  for (const fact of waiting.filter(takes).toReversed()) {
    const { id } = fact.client
    const mine = awaitedKeys(fact)
    if (id === undefined) continue
    if (served.has(id)) for (const key of mine) keys.add(key)
    else if (mine.some(key => keys.has(key))) sooner.add(id)
  }
  return sooner
}
