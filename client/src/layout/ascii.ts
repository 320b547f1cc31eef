/**
 * Ascii: a scene as box drawing, recognisably the notebook's own pictures, made of the same views the stage is made of. The
 * result is lines of one width, so that it can be copied into any text.
 */
import type { Bytes } from '@rdd/shared/bytes'
import { formatTtl } from '@rdd/shared/keyspace/expiry'
import { typeWord } from '@rdd/shared/keyspace/phrases'
import { type KeyView, type RedisType, typeName, type ValueOf } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import { type Around, alone, type Waiter } from './around.ts'
import { cell, frame, pair, table } from './ascii-box.ts'
import { listText } from './ascii-list.ts'
import { streamText } from './ascii-stream.ts'
import { waitingText } from './ascii-waiting.ts'
import { MOST, more, plain, quoted } from './ascii-words.ts'
import { zsetText } from './ascii-zset.ts'
import { sizeWords } from './card.ts'
import { type Node, rowsOf } from './names.ts'
import { columnsOf, shown, size } from './text.ts'

/** Keys of one scene. */
const KEYS = 10

/** A key that is there, with who waits for it and what was just read of it. */
interface Present extends Pick<Around, 'waiting' | 'spans'> {
  view: KeyView
}
/** A key that is not there, and that clients wait for. */
interface Vacant {
  key: Bytes
  type: RedisType
  waiting: readonly Waiter[]
}

/** What the strip of a card says, in as many lines as it needs. `now`: ms since the epoch on Redis's clock. */
function strip(view: KeyView, inside: number, now: number): string[] {
  const type = typeName(view)
  const kind = [
    typeWord(type).toUpperCase(),
    view.encoding === type ? undefined : view.encoding,
    ...sizeWords(view),
    view.memory === undefined ? undefined : size(view.memory),
  ]
  const ttl =
    view.expiresAt === undefined
      ? undefined
      : view.expiresAt <= now
        ? 'expired, not yet collected'
        : `expires in ${formatTtl(view.expiresAt - now)}`
  const lines: string[] = []
  for (const words of [...kind, ttl]) {
    if (words === undefined) continue
    const last = lines.at(-1)
    const longer = last === undefined ? words : `${last} · ${words}`
    if (columnsOf(longer) <= inside) lines.splice(-1, 1, longer)
    else lines.push(words)
  }
  return lines
}

/** A hash: what expires by itself has a column of its own, where something does. */
function hashText({ fields }: ValueOf<'hash'>, length: number, inside: number, now: number): string[] {
  const some = fields.slice(0, MOST)
  const rows = some.map(([field, of, expires]) => [
    plain(field),
    quoted(of),
    expires === null ? '' : formatTtl(expires - now),
  ])
  const firsts = ['Field', ...rows.map(([first = '']) => first)]
  const ttl = Math.max(...rows.map(([, , left = '']) => columnsOf(left)), 0)
  return [
    ...(ttl === 0
      ? table(['Field', 'Value'], rows, pair(firsts, inside))
      : table(['Field', 'Value', 'TTL'], rows, [...pair(firsts, inside - Math.max(3, ttl) - 3), Math.max(3, ttl)])),
    ...more(length - rows.length),
  ]
}

/** A set: what is in it, in no order, with a border round it. */
function bag({ members }: ValueOf<'set'>, length: number, inside: number): string[] {
  const some = members.slice(0, MOST)
  const lines = [...some.map(member => `• ${plain(member)}`), ...more(length - some.length)]
  const w = Math.min(inside, Math.max(16, ...lines.map(columnsOf)) + 4)
  const bar = '─'.repeat(w - 2)
  return [`┌${bar}┐`, ...lines.map(line => `│ ${cell(line, w - 4)} │`), `└${bar}┘`]
}

function bodyOf(view: KeyView, { spans }: Pick<Around, 'spans'>, inside: number, now: number): string[] {
  const { value, length } = view
  switch (value.type) {
    case 'string':
      return [`Value: ${quoted(value.head)}${view.encoding === 'int' ? ' (can INCR/DECR)' : ''}`]
    case 'hash':
      return hashText(value, length, inside, now)
    case 'list':
      return listText(value, length, inside)
    case 'set':
      return bag(value, length, inside)
    case 'zset':
      return zsetText(value, length, inside)
    case 'stream':
      return streamText(view, value, spans, inside)
    case 'other':
      return ['a type that is not drawn here']
  }
}

/** One key, so many columns wide. */
export function keyText(
  view: KeyView,
  width: number,
  now: number,
  around: Pick<Around, 'waiting' | 'spans'> = alone,
): string[] {
  const inside = width - 4
  const { type } = view.value
  return frame(
    strip(view, inside, now),
    [
      `Key: ${quoted(view.key)}`,
      ...bodyOf(view, around, inside, now),
      ...(type === 'other' ? [] : waitingText(around.waiting, type, inside, now)),
    ],
    width,
  )
}

/** What stands in the place of a key until somebody makes it. */
function vacantText({ key, type, waiting }: Vacant, width: number, now: number): string[] {
  const inside = width - 4
  return frame(
    `${typeWord(type).toUpperCase()} · does not exist yet`,
    [
      `Key: ${quoted(key)}`,
      ...(type === 'list' ? listText({ head: [], tail: [] }, 0, inside) : []),
      ...waitingText(waiting, type, inside, now),
    ],
    width,
  )
}

/** The keys of a type's scene, one under the other. */
export function keysText(keys: readonly (Present | Vacant)[], width: number, now: number): string[] {
  const shownKeys = keys
    .slice(0, KEYS)
    .flatMap(one => ('view' in one ? keyText(one.view, width, now, one) : vacantText(one, width, now)))
  return [...shownKeys, ...more(keys.length - KEYS).map(line => cell(line, width))]
}

/** All keys as a table. */
export function keyspaceText(views: readonly KeyView[], total: number, width: number): string[] {
  const some = views.slice(0, 40)
  const rest = width - 10
  const type = Math.min(8, Math.max(4, Math.floor(rest / 5)))
  const length = Math.min(14, Math.max(6, Math.floor(rest / 4)))
  const rows = some.map(view => [view.key, typeName(view), sizeWords(view).join('')])
  return [
    ...table(['Key', 'Type', 'Length'], rows, [Math.max(1, rest - type - length), type, length]),
    ...more(total - some.length).map(line => cell(line, width)),
  ]
}

/** Names as a tree. */
export function treeText(root: Node, width: number): string[] {
  const rows = rowsOf(root, new Map())
  // bottom up: whether another row of this depth follows below the same parent
  const follows: boolean[] = []
  const stems = rows.toReversed().map(({ depth }) => {
    const stem = Array.from({ length: depth }, (_, i) => follows[i + 1] === true)
    follows.length = depth + 1
    follows[depth] = true
    return stem
  })
  stems.reverse()
  return rows.map(({ depth, node, more: left }, i) => {
    const stem = stems[i] ?? []
    const branch = stem.map((goes, n) => (n === depth - 1 ? (goes ? '├─ ' : '└─ ') : goes ? '│  ' : '   ')).join('')
    const words =
      node === undefined
        ? `… ${grouped(left)} more`
        : node.view === undefined
          ? `${node.part} (${grouped(node.keys)})`
          : `${node.part || '(empty)'}  ${typeName(node.view)}`
    return cell(`${branch}${shown(words)}`, width)
  })
}
