/**
 * A list as the linked nodes it is: head left, tail right, each node knows both neighbours. It is pushed and popped at
 * either end; a node's index says how far it is from the head, its negative index how far from the tail. Long lists wrap
 * to rows; what is between the two windows of a huge one is a gap that says how many nodes it stands for.
 * Source: https://redis.io/docs/latest/develop/data-types/lists/
 */

import { idsOf } from '@rdd/shared/keyspace/identity'
import type { KeyView, Piece, ValueOf } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import type { Around } from './around.ts'
import { arrow, link, wrapLink } from './arrow.ts'
import { type Body, editOf } from './card.ts'
import { besides, isWalked, NODE_HEIGHT, type Standing, toldWords } from './list-marks.ts'
import { partOf } from './list-peek.ts'
import { box, type Group, group, type Mark, path, text } from './mark.ts'
import { columnsIn, columnsOf, fit, widthOf } from './text.ts'
import { waiters } from './waiting.ts'
import { spelled, written } from './written.ts'

const LABEL = 18
const ROW = NODE_HEIGHT + LABEL + 36
const GAP = 34
const MIN_WIDTH = 62
const MAX_COLUMNS = 26
const INSIDE = 14
const MARGIN = 28
const TOP = 52

type Item =
  | { kind: 'node'; id: string; index: number; piece: Piece }
  | { kind: 'gap'; id: 'gap'; from: number; left: number }

/** The nodes in order, the hidden middle as one item. */
function itemsOf(view: KeyView, value: ValueOf<'list'>): Item[] {
  const ids = idsOf(view)
  const node = (piece: Piece, index: number, id: number | undefined): Item => ({
    kind: 'node',
    id: partOf(id ?? index),
    index,
    piece,
  })
  const start = view.length - value.tail.length
  const left = start - value.head.length
  return [
    ...value.head.map((piece, i) => node(piece, i, ids.head[i])),
    ...(left > 0 ? [{ kind: 'gap', id: 'gap', from: value.head.length, left } as const] : []),
    ...value.tail.map((piece, i) => node(piece, start + i, ids.tail[i])),
  ]
}

const gapWords = (left: number): string => `${grouped(left)} more`

function widthOfItem(item: Item, most: number): number {
  const columns = item.kind === 'gap' ? gapWords(item.left).length : columnsOf(spelled(item.piece, MAX_COLUMNS))
  return Math.min(Math.max(MIN_WIDTH, widthOf(columns, 14) + 2 * INSIDE), most)
}

function node(view: KeyView, item: Extract<Item, { kind: 'node' }>, w: number): Mark[] {
  const { index } = item
  return [
    ...written(
      'element',
      item.piece,
      columnsIn(w - 2 * INSIDE + 1, 14),
      { x: w / 2, y: NODE_HEIGHT / 2 + 5, anchor: 'middle', size: 14 },
      { index: String(index) },
      [box('box', { x: 0, y: 0, w, h: NODE_HEIGHT, r: 6, tone: 'ink', look: 'frame' })],
    ),
    text('at', {
      x: w / 2,
      y: NODE_HEIGHT + 15,
      text: `${index} · ${index - view.length}`,
      anchor: 'middle',
      size: 11,
      tone: 'muted',
    }),
  ]
}

/** What is said between the ends, and whether it is of what just happened. */
interface Told {
  /** The best that fits. */
  words: readonly string[]
  now: 0 | 1
}
/** Commands of the middle, where there is nothing to tell of one. */
const HINT: Told = { words: ['LRANGE 0 -1 · LINDEX i · LTRIM a b'], now: 0 }
const AWAITED: Told = { words: ['the first push makes it'], now: 0 }
/** From this width on, what is told stands between the guides of the ends; below it, on a line of its own. */
const WIDE = 640

/** The commands of both ends, each with the way its element goes, and between them what is told of the middle. */
function guides(width: number, bottom: number, told: Told): Mark[] {
  const at = (
    id: string,
    x: number,
    y: number,
    words: string,
    anchor: 'start' | 'end',
    tone: 'ink' | 'muted' = 'muted',
  ) => text(id, { x, y, text: words, anchor, tone })
  const line = (id: string, x: number, y: number, length: number) =>
    path(id, { x, y: y - 4, d: arrow(length), tone: 'muted' })
  const right = width - MARGIN
  const columns = columnsIn(width < WIDE ? width - 2 * MARGIN : width - 2 * (MARGIN + 80), 12.5)
  return [
    at('head', MARGIN, 30, 'HEAD', 'start', 'ink'),
    line('lpush-way', MARGIN + 64, 30, -26),
    at('lpush', MARGIN + 72, 30, 'LPUSH', 'start'),
    at('rpush', right - 72, 30, 'RPUSH', 'end'),
    line('rpush-way', right - 64, 30, 26),
    at('tail', right, 30, 'TAIL', 'end', 'ink'),
    line('lpop-way', MARGIN + 26, bottom, -26),
    at('lpop', MARGIN + 34, bottom, 'LPOP', 'start'),
    at('rpop', right - 34, bottom, 'RPOP', 'end'),
    line('rpop-way', right - 26, bottom, 26),
    text('middle', {
      x: width / 2,
      y: width < WIDE ? bottom + 26 : bottom,
      text: fit(told.words.find(words => columnsOf(words) <= columns) ?? told.words.at(-1) ?? '', columns),
      anchor: 'middle',
      tone: told.now === 1 ? 'ink' : 'muted',
      now: told.now,
    }),
  ]
}

interface Node extends Standing {
  item: Item
  row: number
}

/** Where each item stands: in rows, from the left. */
function standing(items: readonly Item[], width: number): Node[] {
  const most = width - 2 * MARGIN
  let [x, row] = [MARGIN, 0]
  return items.map(item => {
    const w = widthOfItem(item, most)
    if (x > MARGIN && x + w > width - MARGIN) {
      x = MARGIN
      row += 1
    }
    const from = item.kind === 'node' ? item.index : item.from
    const to = item.kind === 'node' ? item.index : item.from + item.left - 1
    const node = { item, row, from, to, x, y: TOP + row * ROW, w }
    x += w + GAP
    return node
  })
}

const gapMarks = (left: number, w: number): Mark[] => [
  box('box', { x: 0, y: 0, w, h: NODE_HEIGHT, r: 6, tone: 'faint', look: 'ghost' }),
  text('more', { x: w / 2, y: NODE_HEIGHT / 2 + 5, text: gapWords(left), anchor: 'middle', tone: 'muted' }),
]

/** The whole card's body. */
export function full(view: KeyView, value: ValueOf<'list'>, width: number, { spans, waiting }: Around): Body {
  const nodes = standing(itemsOf(view, value), width)
  const marks = nodes.map((place, i): Group => {
    const { item, x, y, w, row } = place
    const previous = nodes[i - 1]
    const joint = previous === undefined ? [] : [joinTo(previous, x, row, isWalked(spans, place) ? 1 : 0)]
    const inside = item.kind === 'gap' ? gapMarks(item.left, w) : node(view, item, w)
    return group(item.id, {
      x,
      y,
      children: [...inside, ...joint],
      ...(item.kind === 'node' ? { edit: editOf(view, 'element', String(item.index)) } : {}),
    })
  })
  const words = toldWords(spans, view.length)
  const told: Told = words.length === 0 ? HINT : { words, now: 1 }
  return bodyOf(width, nodes.at(-1)?.row ?? 0, told, waiting, [...marks, ...besides(spans, view.length, nodes)])
}

/** Where the first element will stand in a list that does not exist yet. */
export const SLOT = 'slot'

/** The body of a list that is waited for and is not there. */
export function awaited(width: number, waiting: Around['waiting']): Body {
  const slot = box('box', { x: 0, y: 0, w: MIN_WIDTH, h: NODE_HEIGHT, r: 6, tone: 'faint', look: 'ghost' })
  return bodyOf(width, 0, AWAITED, waiting, [group(SLOT, { x: MARGIN, y: TOP, children: [slot] })])
}

function bodyOf(width: number, lastRow: number, told: Told, waiting: Around['waiting'], marks: readonly Mark[]): Body {
  const bottom = TOP + lastRow * ROW + NODE_HEIGHT + LABEL + 34
  const end = bottom + (width < WIDE ? 46 : 20)
  const queue = waiters(waiting, width, end + 4)
  return { height: end + queue.height, marks: [...guides(width, bottom, told), ...marks, ...queue.marks] }
}

/** The link back to the node before, seen from a node at `x`. */
function joinTo(before: { x: number; w: number; row: number }, x: number, row: number, now: number): Mark {
  const y = NODE_HEIGHT / 2
  if (before.row === row) return path('link', { x: -GAP + 4, y, d: link(GAP - 8), tone: 'muted', now })
  const start = before.x + before.w + 4 - x
  const half = NODE_HEIGHT / 2 + LABEL + 12
  return path('link', { x: start, y: y - ROW, d: wrapLink(-4 - start, ROW, 14, half), tone: 'muted', now })
}
