/**
 * The names of the keyspace as rows: one for each part of a name, counts at the parts that branch; levels with many parts
 * show the first and say how many more. A part opens and closes, and leads to its keys among all keys.
 */
import type { Bytes } from '@rdd/shared/bytes'
import { typeName } from '@rdd/shared/keyspace/view'
import { counted, grouped } from '@rdd/shared/keyspace/words'
import { dataOf, toneOf } from './card.ts'
import { box, type Frame, type Group, group, type Mark, path, ring, text } from './mark.ts'
import { type Node, rowsOf, type Turned } from './names.ts'
import { columnsIn, columnsOf, fit, shown, widthOf } from './text.ts'

const ROW = 30
const STEP = 28
const MARGIN = 24
const HEAD = 40

export interface TreePicture {
  root: Node
  turned: Turned
  /** Exact number of keys in the database. */
  total: number
  /** Keys just touched. */
  touched: ReadonlySet<string>
}

/** In stage units. */
interface Rows {
  top: number
  bottom: number
}

/** Width of the way to all keys at the end of a row. */
const WAY = 86
const WAY_WORDS = 'show keys ›'

/** What is clicked: the whole row, and not only its signs. */
const hit = (left: number, right: number): Mark =>
  box('hit', {
    x: left - 4,
    y: 1,
    w: Math.max(20, right - left + 4),
    h: ROW - 2,
    r: 4,
    tone: 'ink',
    look: 'paper',
  })

function keyRow({ view }: Node, y: number, left: number, width: number, lit: boolean): Mark[] {
  if (view === undefined) return []
  const right = width - MARGIN
  const name = fit(
    shown(view.key.slice(view.key.lastIndexOf(':') + 1)) || '(empty)',
    columnsIn(Math.max(40, right - left - 190), 12.5),
  )
  const clock =
    view.expiresAt === undefined
      ? []
      : [
          ring('clock', {
            x: right - 8,
            y: y + 1,
            r: 7,
            tone: toneOf(view),
            from: view.ringFrom ?? view.expiresAt,
            until: view.expiresAt,
            of: 'key',
          }),
        ]
  const kind = typeName(view)
  const typeRight = view.expiresAt === undefined ? right - 24 : right - 128
  return [
    box('swatch', { x: left, y: y - 5, w: 9, h: 9, r: 2, tone: toneOf(view), look: 'bar' }),
    text('name', { x: left + 16, y: y + 4.5, text: name, bold: true, now: lit ? 1 : 0 }),
    ...(typeRight - widthOf(kind.length, 11) > left + 24 + widthOf(columnsOf(name), 12.5)
      ? [text('type', { x: typeRight, y: y + 4.5, text: kind, size: 11, tone: 'muted', anchor: 'end' as const })]
      : []),
    ...clock,
  ]
}

function partRow(at: Node, y: number, left: number, width: number, open: boolean): Mark[] {
  const columns = columnsIn(Math.max(40, width - MARGIN - left - 120 - WAY), 12.5)
  const name = fit(`${shown(at.part)}`, columns)
  return [
    path('twist', {
      x: left + 1,
      y,
      d: open ? 'M-1 -2L3 3L7 -2' : 'M0 -4L5 0L0 4',
      tone: 'muted',
    }),
    text('name', { x: left + 16, y: y + 4.5, text: name }),
    text('keys', {
      x: left + 28 + widthOf(columnsOf(name), 12.5),
      y: y + 4.5,
      text: counted(at.keys, 'key'),
      size: 11,
      tone: 'muted',
    }),
  ]
}

/** The tree in a room as wide as this; its height is its own. */
export function keyTree({ root, turned, total, touched }: TreePicture, room: { width: number }): Frame {
  const rows = rowsOf(root, turned)
  const narrow = room.width < 600
  const width = Math.min(room.width, 900)
  const step = narrow ? 16 : STEP
  const deepest = Math.max(1, Math.floor((width - 2 * MARGIN - 150 - WAY) / step))
  const convention = 'object-type : id : field'
  const besides = width - 2 * MARGIN - widthOf(convention.length, 12.5) - 16
  const head = group('head', {
    children: [
      text('convention', { x: MARGIN, y: 26, text: convention, tone: 'muted' }),
      ...(total > root.keys
        ? [
            text('carried', {
              x: width - MARGIN,
              y: 26,
              text: fit(`${grouped(root.keys)} of ${grouped(total)} keys carried`, columnsIn(besides, 11)),
              size: 11,
              anchor: 'end' as const,
              tone: 'muted' as const,
            }),
          ]
        : []),
    ],
  })
  const marks = rows.map(({ depth, node: at, more, parent, open }, i): Group => {
    const left = MARGIN + Math.min(depth, deepest) * step
    const y = HEAD + i * ROW
    const middle = ROW / 2
    const join =
      depth === 0 ? [] : [path('join', { x: left - step + 4, y: 0, d: `M0 0V${middle}H${step - 8}`, tone: 'faint' })]
    if (at === undefined)
      return group(`more:${parent}`, {
        y,
        children: [
          ...join,
          text('more', { x: left + 16, y: middle + 4.5, text: `${grouped(more)} more`, tone: 'muted' }),
        ],
      })
    if (at.view !== undefined)
      return group(`key:${at.prefix}`, {
        y,
        data: dataOf(at.view),
        label: `${shown(at.view.key)}, ${typeName(at.view)}`,
        go: `key ${at.view.key}`,
        children: [
          hit(left, width - MARGIN + 4),
          ...join,
          ...keyRow(at, middle, left, width, touched.has(at.view.key)),
        ],
      })
    return group(`row:${at.prefix}`, {
      y,
      children: [
        ...join,
        group(`part:${at.prefix}`, {
          data: { prefix: at.prefix, keys: String(at.keys), open: String(open) },
          label: `${shown(at.prefix)}, ${counted(at.keys, 'key')}, ${open ? 'open' : 'closed'}`,
          go: `${open ? 'close' : 'open'} ${at.prefix}`,
          children: [hit(left, width - MARGIN - WAY), ...partRow(at, middle, left, width, open)],
        }),
        group(`way:${at.prefix}`, {
          data: { 'all-of': at.prefix },
          label: `Show the ${counted(at.keys, 'key')} of ${shown(at.prefix)} in All keys`,
          go: `all ${at.prefix}`,
          children: [
            hit(width - MARGIN - WAY + 8, width - MARGIN + 4),
            text('words', {
              x: width - MARGIN,
              y: middle + 4.5,
              text: WAY_WORDS,
              size: 11,
              anchor: 'end',
              tone: 'muted',
            }),
          ],
        }),
      ],
    })
  })
  return { width: room.width, height: HEAD + rows.length * ROW + MARGIN, marks: [head, ...marks] }
}

/** Where the row of a key stands; that of the lowest part in sight where the key has none of its own. */
export function rowOf({ root, turned }: Pick<TreePicture, 'root' | 'turned'>, key: Bytes): Rows | undefined {
  let found: Rows | undefined
  let longest = 0
  for (const [i, { node, parent }] of rowsOf(root, turned).entries()) {
    const own = node?.view?.key === key
    const prefix = node === undefined ? parent : node.view === undefined ? node.prefix : ''
    if (!own && !(prefix.length > 0 && prefix.length >= longest && key.startsWith(prefix))) continue
    found = { top: HEAD + i * ROW, bottom: HEAD + (i + 1) * ROW }
    if (own) return found
    longest = prefix.length
  }
  return found
}
