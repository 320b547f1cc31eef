/**
 * Waiting: clients of the room that are blocked on a key, in the order in which Redis serves them, each with its command
 * and a clock. Most wait for a key that does not exist yet: it has a place on the stage too, a card that says so.
 * Other programs may wait as well; nothing tells of them, so nothing is said of how many there are in all.
 */
import type { Bytes } from '@rdd/shared/bytes'
import { type Argv, idOf } from '@rdd/shared/fact'
import { nameOf } from '@rdd/shared/keyspace/ask'
import { awaitedKeys } from '@rdd/shared/keyspace/explain-served'
import type { RoomState } from '@rdd/shared/keyspace/state'
import { pieceHead, pieceId, type RedisType } from '@rdd/shared/keyspace/view'
import { counted } from '@rdd/shared/keyspace/words'
import type { Waiter } from './around.ts'
import { box, type Group, group, type Mark, ring, text } from './mark.ts'
import { columnsIn, fit, shown } from './text.ts'

const MARGIN = 28
const GAP = 12
const LEAST = 236
const HEIGHT = 72
const INSIDE = 12

/** Id of the mark of a waiting client. */
export const waiterPart = (name: string): string => `w:${name}`

const groupOf = ({ served }: Waiter): string | undefined => (typeof served === 'string' ? undefined : served.group)

/** What the next push or entry does for it: of each line the first is served. */
function nextOf(one: Waiter, i: number, all: readonly Waiter[]): string {
  if (one.served === 'copy') return 'gets a copy'
  const ahead = (other: Waiter) => other.served !== 'copy' && groupOf(other) === groupOf(one)
  return all.findIndex(ahead) === i ? 'served next' : ''
}

/** How many wait, and who of them is served. */
function wordsOf(waiting: readonly Waiter[]): string {
  const clients = counted(waiting.length, 'client')
  if (waiting.length === 1) return '1 client waits'
  if (waiting.every(({ served }) => served === 'one')) return `${clients} wait, served in this order`
  return waiting.every(({ served }) => served === 'copy') ? `${clients} wait, each gets a copy` : `${clients} wait`
}

function waiter({ name, command, since, until }: Waiter, next: string, x: number, y: number, w: number): Group {
  const free = w - 2 * INSIDE
  const columns = columnsIn(free - (next === '' ? 0 : next.length * 6.6 + GAP), 12.5)
  return group(waiterPart(name), {
    x,
    y,
    data: { waiting: name },
    children: [
      box('box', { x: 0, y: 0, w, h: HEIGHT, r: 6, tone: 'ink', look: 'frame' }),
      text('name', { x: INSIDE, y: 21, text: fit(shown(name), columns), bold: true }),
      ...(next !== ''
        ? [text('next', { x: w - INSIDE, y: 21, text: next, anchor: 'end', size: 11, tone: 'muted' })]
        : []),
      text('command', { x: INSIDE, y: 39, text: fit(shown(command), columnsIn(free, 11)), size: 11, tone: 'muted' }),
      ring('clock', {
        x: INSIDE + 6,
        y: 56,
        r: 6,
        tone: 'muted',
        from: since,
        until: until ?? Number.POSITIVE_INFINITY,
        of: 'wait',
      }),
    ],
  })
}

/** The clients that wait, in rows, from `top` on; nothing where nobody does. `height`: what they add. */
export function waiters(waiting: readonly Waiter[], width: number, top: number): { height: number; marks: Mark[] } {
  if (waiting.length === 0) return { height: 0, marks: [] }
  const room = width - 2 * MARGIN
  const n = Math.max(1, Math.min(waiting.length, Math.floor((room + GAP) / (LEAST + GAP))))
  const w = Math.min(320, Math.floor((room - (n - 1) * GAP) / n))
  return {
    height: 28 + Math.ceil(waiting.length / n) * (HEIGHT + GAP) + 8,
    marks: [
      text('waiting', { x: MARGIN, y: top + 12, text: fit(wordsOf(waiting), columnsIn(room, 12.5)), tone: 'muted' }),
      ...waiting.map((one, i) =>
        waiter(
          one,
          nextOf(one, i, waiting),
          MARGIN + (i % n) * (w + GAP),
          top + 28 + Math.floor(i / n) * (HEIGHT + GAP),
          w,
        ),
      ),
    ],
  }
}

/** A key that is waited for and is not there. */
export interface Awaited {
  db: number
  key: Bytes
  waiting: readonly Waiter[]
}

const awaitedBy: Partial<Record<string, RedisType>> = {
  BLPOP: 'list',
  BRPOP: 'list',
  BLMPOP: 'list',
  BLMOVE: 'list',
  BRPOPLPUSH: 'list',
  BZPOPMIN: 'zset',
  BZPOPMAX: 'zset',
  BZMPOP: 'zset',
  XREAD: 'stream',
  XREADGROUP: 'stream',
}

/** Of whom one is served: XREADGROUP names its group, and what follows STREAMS is no option. */
function servedBy(argv: Argv): Waiter['served'] {
  const name = nameOf(argv)
  if (name === 'XREAD') return 'copy'
  if (name !== 'XREADGROUP') return 'one'
  const words = argv.args.map(piece => pieceHead(piece).toUpperCase())
  const named = argv.args[words.indexOf('GROUP') + 1]
  return { group: named === undefined ? '' : pieceId(named) }
}

/** Who waits for what in a database, by key; the longest waiting first. `type`: only who would take such a key. */
export function waitersOf(state: RoomState, db: number, type?: RedisType): Map<Bytes, Waiter[]> {
  const found = new Map<Bytes, Waiter[]>()
  for (const fact of state.waiting()) {
    const { client, argv, at, until, db: of } = fact
    const name = nameOf(argv)
    if (of !== db || (type !== undefined && awaitedBy[name] !== type)) continue
    const waiter: Waiter = {
      ...{ name: client.name, command: argv.args.map(pieceHead).join(' '), since: at, served: servedBy(argv) },
      ...(until === undefined ? {} : { until }),
    }
    for (const key of awaitedKeys(fact)) found.set(key, [...(found.get(key) ?? []), waiter])
  }
  return found
}

/** The keys a type's scene awaits, by name. */
export const awaitedOf = (state: RoomState, db: number, type: RedisType): Awaited[] =>
  [...waitersOf(state, db, type)]
    .filter(([key]) => state.view(db, key) === undefined)
    .map(([key, waiting]) => ({ db, key, waiting }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))

export const idOfAwaited = ({ db, key }: Awaited): string => idOf(db, key)
