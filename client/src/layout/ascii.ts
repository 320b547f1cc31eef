/**
 * Ascii: a scene as box drawing, recognisably the notebook's own pictures, made of the same views the stage is made of. The
 * result is lines of one width, so that it can be copied into any text.
 */
import { formatTtl } from '@rdd/shared/keyspace/expiry'
import { type KeyView, type Piece, pieceHead, typeName } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import { cell, frame, table } from './ascii-box.ts'
import { sizeWords } from './card.ts'
import { type Node, rowsOf } from './names.ts'
import { columnsOf, fit, shown, size } from './text.ts'

/** Elements shown of one key, and keys of one scene. */
const MOST = 12
const KEYS = 10

const quoted = (piece: Piece): string => `"${shown(pieceHead(piece))}${typeof piece === 'string' ? '' : '…'}"`
const plain = (piece: Piece): string => `${shown(pieceHead(piece))}${typeof piece === 'string' ? '' : '…'}`
const more = (left: number): string[] => (left > 0 ? [`… ${grouped(left)} more`] : [])

/** What the strip of a card says. `now`: ms since the epoch on Redis's clock. */
function strip(view: KeyView, now: number): string {
  const kind = [
    typeName(view).toUpperCase(),
    view.encoding,
    ...sizeWords(view),
    view.memory === undefined ? undefined : size(view.memory),
  ]
  const ttl =
    view.expiresAt === undefined
      ? undefined
      : view.expiresAt <= now
        ? 'expired, not yet collected'
        : `expires in ${formatTtl(view.expiresAt - now)}`
  return [...kind, ttl].filter(Boolean).join(' · ')
}

/** Both columns of a table of two in a width, the first as wide as it needs to be up to a third. */
function pair(firsts: readonly string[], inside: number): [number, number] {
  const rest = inside - 7
  const first = Math.max(5, Math.min(Math.floor(rest / 2), Math.max(0, ...firsts.map(columnsOf))))
  return [first, Math.max(1, rest - first)]
}

/** The nodes of a list in rows of linked boxes. */
function nodes(texts: readonly string[], inside: number): string[] {
  const lines: string[] = []
  let row: string[] = []
  let used = 0
  const flush = () => {
    if (row.length === 0) return
    lines.push(row.map(text => `┌${'─'.repeat(columnsOf(text))}┐`).join('   '))
    lines.push(row.map(text => `│${text}│`).join('◄─►'))
    lines.push(row.map(text => `└${'─'.repeat(columnsOf(text))}┘`).join('   '))
    row = []
    used = 0
  }
  for (const whole of texts) {
    const text = fit(whole, Math.max(1, inside - 2)) || ' '
    const needed = columnsOf(text) + 2 + (row.length > 0 ? 3 : 0)
    if (used + needed > inside) flush()
    row.push(text)
    used += columnsOf(text) + 2 + (row.length > 1 ? 3 : 0)
  }
  flush()
  return lines
}

function ends(left: string, right: string, inside: number): string {
  const gap = inside - columnsOf(left) - columnsOf(right)
  return gap > 0 ? `${left}${' '.repeat(gap)}${right}` : left
}

function bodyOf(view: KeyView, inside: number, now: number): string[] {
  const { value, length } = view
  switch (value.type) {
    case 'string':
      return [`Value: ${quoted(value.head)}`]
    case 'hash': {
      const some = value.fields.slice(0, MOST)
      const rows = some.map(([field, of]) => [plain(field), quoted(of)])
      const firsts = ['Field', ...rows.map(([first = '']) => first)]
      if (some.every(([, , until]) => until === null))
        return [...table(['Field', 'Value'], rows, pair(firsts, inside)), ...more(length - rows.length)]
      const ttls = some.map(([, , until]) => (until === null ? '' : formatTtl(until - now)))
      const last = Math.min(10, Math.max(3, ...ttls.map(columnsOf)))
      return [
        ...table(
          ['Field', 'Value', 'TTL'],
          rows.map((row, i) => [...row, ttls[i] ?? '']),
          [...pair(firsts, inside - last - 3), last],
        ),
        ...more(length - rows.length),
      ]
    }
    case 'list': {
      const some = value.head.slice(0, MOST)
      return [
        ends('HEAD ◄─── LPUSH', 'RPUSH ───► TAIL', inside),
        ...nodes(some.map(plain), inside),
        ...more(length - some.length),
        ends('LPOP ───►', '◄─── RPOP', inside),
      ]
    }
    case 'set': {
      const some = value.members.slice(0, MOST)
      return [...some.map(member => `• ${plain(member)}`), ...more(length - some.length)]
    }
    case 'zset': {
      const all = [...value.head, ...value.tail]
      const some = all.slice(-MOST).reverse()
      const rows = some.map(([member, score], i) => [score, plain(member), `${i} from the top`])
      const rest = inside - 10
      const score = Math.max(5, Math.min(20, Math.floor(rest / 3), Math.max(0, ...some.map(([, at]) => at.length))))
      const rank = Math.max(4, Math.min(14, Math.floor(rest / 4)))
      return [
        ...table(['Score', 'Member', 'Rank'], rows, [score, Math.max(1, rest - score - rank), rank]),
        ...more(length - rows.length),
      ]
    }
    case 'stream': {
      const all = [...value.head, ...value.tail]
      const some = all.slice(-MOST)
      const rows = some.map(({ id, fields }) => [
        id,
        fields.map(([field, of]) => `${plain(field)} ${plain(of)}`).join('  '),
      ])
      const groups = value.groups.map(
        ({ name, lastDelivered, pendingCount }) =>
          `group ${shown(name)}: last delivered ${lastDelivered}, ${grouped(pendingCount)} pending`,
      )
      return [
        ...more(length - rows.length),
        ...table(['Id', 'Entry'], rows, pair(['Id', ...some.map(({ id }) => id)], inside)),
        ...groups,
      ]
    }
    case 'other':
      return ['a type that is not drawn here']
  }
}

/** One key, so many columns wide. */
export const keyText = (view: KeyView, width: number, now: number): string[] =>
  frame(strip(view, now), [`Key: ${quoted(view.key)}`, ...bodyOf(view, width - 4, now)], width)

/** The keys of a type's scene, one under the other. */
export function keysText(views: readonly KeyView[], width: number, now: number): string[] {
  const shownKeys = views.slice(0, KEYS).flatMap(view => keyText(view, width, now))
  return [...shownKeys, ...more(views.length - KEYS).map(line => cell(line, width))]
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
