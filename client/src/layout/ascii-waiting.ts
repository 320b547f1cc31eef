/** AsciiWaiting: the clients that wait for a key, in the order in which Redis serves them, in words. */
import { formatWait } from '@rdd/shared/keyspace/expiry'
import type { RedisType } from '@rdd/shared/keyspace/view'
import { counted } from '@rdd/shared/keyspace/words'
import type { Waiter } from './around.ts'
import { MOST, more } from './ascii-words.ts'
import { columnsOf, fit, shown } from './text.ts'

/** One client: on one line where its command and its clock fit there, else on two. */
function waiter({ name, command, since, until }: Waiter, place: string, inside: number, now: number): string[] {
  const wait = formatWait(since, until ?? Number.POSITIVE_INFINITY, now)
  const line = `${place}${shown(name)}: ${shown(command)} · ${wait}`
  if (columnsOf(line) <= inside) return [line]
  const room = Math.max(1, inside - columnsOf(place) - columnsOf(wait) - 3)
  return [`${place}${fit(shown(name), room)} · ${wait}`, `${' '.repeat(place.length)}${shown(command)}`]
}

/** Nothing where nobody waits. `now`: ms since the epoch on Redis's clock. */
export function waitingText(waiting: readonly Waiter[], type: RedisType, inside: number, now: number): string[] {
  if (waiting.length === 0) return []
  // one entry serves every reader of a stream
  const order = type === 'stream' ? '' : ', served in this order'
  const words = waiting.length === 1 ? '1 client waits:' : `${counted(waiting.length, 'client')} wait${order}:`
  return [
    words,
    ...waiting.slice(0, MOST).flatMap((one, i) => waiter(one, order === '' ? '• ' : `${i + 1}. `, inside, now)),
    ...more(waiting.length - MOST),
  ]
}
