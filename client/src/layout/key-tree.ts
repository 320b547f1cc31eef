/**
 * The keyspace as a tree by `:`. Redis knows no folders: the tree is what people and tools read into the names. A row for
 * each part of a name, counts at the parts that branch; levels with many parts show the first and say how many more.
 */
import type { KeyView } from '@rdd/shared/keyspace/view'
import { typeName } from '@rdd/shared/keyspace/view'
import { counted, grouped } from '@rdd/shared/keyspace/words'
import { dataOf, toneOf } from './card.ts'
import { box, type Frame, type Group, group, type Mark, path, ring, text } from './mark.ts'
import { columnsIn, columnsOf, fit, shown, widthOf } from './text.ts'

/** A part of names, and what begins with it. */
export interface Node {
  /** From the beginning, `user:1001:`; of a key itself, its whole name. */
  prefix: string
  part: string
  /** Keys at it and below it. */
  keys: number
  /** The key of this very name. */
  view: KeyView | undefined
  children: Map<string, Node>
}

const node = (prefix: string, part: string): Node => ({ prefix, part, keys: 0, view: undefined, children: new Map() })

/** The names as a tree. A key `a` and keys below `a:` are two children of the same parent, as they are two things. */
export function treeOf(views: Iterable<KeyView>): Node {
  const root = node('', '')
  for (const view of views) {
    const parts = view.key.split(':')
    let at = root
    root.keys += 1
    for (const [i, part] of parts.entries()) {
      const last = i === parts.length - 1
      const name = last ? part : `${part}:`
      const known = at.children.get(name) ?? node(at.prefix + name, name)
      at.children.set(name, known)
      known.keys += 1
      at = known
      if (last) known.view = view
    }
  }
  return root
}

/** Children shown of one part before the rest is a number. */
const MOST = 24
const ROW = 30
const STEP = 28
const MARGIN = 24
const HEAD = 40

const byName = (a: Node, b: Node): number => (a.part < b.part ? -1 : a.part > b.part ? 1 : 0)

interface Row {
  depth: number
  /** Undefined: how many more there are. */
  node: Node | undefined
  more: number
  parent: string
}

/** The rows in order; what is below a closed part is left out. */
export function rowsOf(root: Node, closed: ReadonlySet<string>): Row[] {
  const rows: Row[] = []
  const walk = (at: Node, depth: number) => {
    const children = [...at.children.values()].sort(byName)
    for (const child of children.slice(0, MOST)) {
      rows.push({ depth, node: child, more: 0, parent: at.prefix })
      if (!closed.has(child.prefix)) walk(child, depth + 1)
    }
    if (children.length > MOST) rows.push({ depth, node: undefined, more: children.length - MOST, parent: at.prefix })
  }
  walk(root, 0)
  return rows
}

export interface TreePicture {
  root: Node
  /** Prefixes whose rows below are hidden. */
  closed: ReadonlySet<string>
  /** Exact number of keys in the database. */
  total: number
  /** Keys just touched. */
  touched: ReadonlySet<string>
}

/** What is clicked: the whole row, and not only its signs. */
const hit = (left: number, width: number): Mark =>
  box('hit', {
    x: left - 4,
    y: 1,
    w: Math.max(20, width - MARGIN - left + 8),
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

function partRow(at: Node, y: number, left: number, width: number, isClosed: boolean): Mark[] {
  const columns = columnsIn(Math.max(40, width - MARGIN - left - 120), 12.5)
  const name = fit(`${shown(at.part)}`, columns)
  return [
    path('twist', {
      x: left + 1,
      y,
      d: isClosed ? 'M0 -4L5 0L0 4' : 'M-1 -2L3 3L7 -2',
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
export function keyTree({ root, closed, total, touched }: TreePicture, room: { width: number }): Frame {
  const rows = rowsOf(root, closed)
  const narrow = room.width < 600
  const width = Math.min(room.width, 900)
  const step = narrow ? 16 : STEP
  const deepest = Math.max(1, Math.floor((width - 2 * MARGIN - 150) / step))
  const words = ['object-type', 'id', 'field']
  const head = group('head', {
    children: [
      text('convention', { x: MARGIN, y: 26, text: words.join(' : '), tone: 'muted' }),
      ...(total > root.keys
        ? [
            text('carried', {
              x: width - MARGIN,
              y: 26,
              text: fit(`${grouped(root.keys)} of ${grouped(total)} keys carried`, columnsIn(width / 2, 11)),
              size: 11,
              anchor: 'end' as const,
              tone: 'muted' as const,
            }),
          ]
        : []),
    ],
  })
  const marks = rows.map(({ depth, node: at, more, parent }, i): Group => {
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
        children: [hit(left, width), ...join, ...keyRow(at, middle, left, width, touched.has(at.view.key))],
      })
    return group(`part:${at.prefix}`, {
      y,
      data: { prefix: at.prefix, keys: String(at.keys), open: String(!closed.has(at.prefix)) },
      label: `${shown(at.prefix)}, ${counted(at.keys, 'key')}, ${closed.has(at.prefix) ? 'closed' : 'open'}`,
      go: `part ${at.prefix}`,
      children: [hit(left, width), ...join, ...partRow(at, middle, left, width, closed.has(at.prefix))],
    })
  })
  return { width: room.width, height: HEAD + rows.length * ROW + MARGIN, marks: [head, ...marks] }
}
