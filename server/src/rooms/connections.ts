/** Whose the connections of a Redis are, by CLIENT LIST. */
import type { Connections } from '@rdd/shared/protocol'

/** Addresses that are ours, `ip:port`. */
export interface Ours {
  isEye(address: string): boolean
  consoles: ReadonlySet<string>
  runs: ReadonlySet<string>
}

/** Names told of other programs. */
const MOST_NAMES = 5

/** @param list what CLIENT LIST answers: a line for each connection, `id=3 addr=127.0.0.1:52555 name=worker …` */
export function connectionsOf(list: string, ours: Ours): NonNullable<Connections> {
  const count = { eyes: 0, consoles: 0, runs: 0, others: 0 }
  const names = new Set<string>()
  for (const line of list.split('\n').filter(one => one.includes('addr='))) {
    const address = / addr=(\S+)/.exec(line)?.[1] ?? ''
    if (ours.isEye(address)) count.eyes += 1
    else if (ours.consoles.has(address)) count.consoles += 1
    else if (ours.runs.has(address)) count.runs += 1
    else {
      count.others += 1
      const name = / name=(\S+)/.exec(line)?.[1]
      if (name !== undefined && names.size < MOST_NAMES) names.add(name)
    }
  }
  return { ...count, names: [...names] }
}
