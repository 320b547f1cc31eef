/**
 * Room: what every plan of a pattern is made with: rectangles, roads of two wires each, and the space there is. Nothing
 * here looks at a run but for how much each card has to hold, so nothing jumps while one is stepped through.
 */
import type { ActorName } from '@rdd/shared/run'
import type { Point } from './mark.ts'
import type { Drawing } from './pattern-drawing.ts'
import { columnsIn, widthOf } from './text.ts'
import type { Label, Wire } from './wire.ts'

export interface Rect extends Point {
  w: number
  h: number
}
export interface Plan {
  width: number
  height: number
  cards: ReadonlyMap<ActorName, Rect>
  wires: readonly Wire[]
  /** What belongs together: one process, one Redis. */
  frames: readonly (Rect & { id: string; words: string })[]
  /** A word on what is not there. */
  remark?: Point & { words: string }
  /** What the notebook draws there instead. */
  drawing?: Drawing
  /** Where the words on the current hop stand; absent where there is no room. */
  note?: Rect
}

/** Height each card needs, and the room there is. */
export interface Needs {
  heights: Readonly<Record<ActorName, number>>
  width: number
  height: number
}

/** Below this width the actors stand one under the other. */
export const NARROW = 700
/** Wider than this the picture does not grow. */
const WIDEST = 1240
export const MARGIN = 20
export const FRAME_PAD = 16
/** Between the two lines of one road. */
export const LANE = 30

/** Height of a line of a label, and of the letters in it above and below the line they stand on. */
export const LINE = 16
const LETTERS = { above: 10, below: 3 }

export const label = (x: number, y: number, width: number, made: Partial<Label> = {}): Label => ({
  x,
  y,
  anchor: 'start',
  lines: 2,
  grows: 'up',
  columns: columnsIn(width, 12.5),
  ...made,
})
/** All the room a label may take. */
export function roomOfLabel({ x, y, anchor, lines, columns, grows }: Label): Rect {
  const w = widthOf(columns, 12.5)
  const more = (lines - 1) * LINE
  return {
    x: anchor === 'end' ? x - w : anchor === 'middle' ? x - w / 2 : x,
    y: y - LETTERS.above - (grows === 'up' ? more : 0),
    w,
    h: LETTERS.above + LETTERS.below + more,
  }
}
export const right = ({ x, w }: Rect): number => x + w
export const bottom = ({ y, h }: Rect): number => y + h

/** Between the two level lines of one road: what is said on the lower one has its room there, two lines of it. */
export const ROAD = 58
/** How far above a level line its words stand. */
export const OVER = 18

/**
 * Two level lines between cards that stand side by side: asked above, answered below.
 * @param from where their words may begin, where that is not at the card
 */
export function across(a: ActorName, from: Rect, b: ActorName, to: Rect, y: number, clear = 0): Wire[] {
  const leftToRight = from.x < to.x
  const [start, end] = leftToRight ? [right(from) + 3, to.x - 3] : [from.x - 3, right(to) + 3]
  const low = Math.min(start, end) + 10 + clear
  const room = Math.max(start, end) - 10 - low
  return [
    {
      id: `${a}-${b}`,
      from: a,
      to: b,
      points: [
        { x: start, y },
        { x: end, y },
      ],
      label: label(low, y - OVER, room),
    },
    {
      id: `${b}-${a}`,
      from: b,
      to: a,
      points: [
        { x: end, y: y + ROAD },
        { x: start, y: y + ROAD },
      ],
      label: label(low + room, y + ROAD - OVER, room, { anchor: 'end' }),
    },
  ]
}

/** Height of what is said beside an upright road, by its lines: asked, answered. */
const saidHeight = (asked: number, answered: number): number => (asked + answered) * LINE + 4

/**
 * Two upright lines between cards one under the other: asked on the right, answered on the left of it, the words of both on
 * the right of the lines.
 * @param within from where to where the words may reach, where that is not from card to card
 */
export function down(
  a: ActorName,
  from: Rect,
  b: ActorName,
  to: Rect,
  x: number,
  room: number,
  { lines = [2, 2], within }: { lines?: readonly [number, number]; within?: readonly [number, number] } = {},
): Wire[] {
  const below = from.y < to.y
  const [start, end] = below ? [bottom(from) + 3, to.y - 3] : [from.y - 3, bottom(to) + 3]
  const [top, foot] = within ?? [Math.min(start, end), Math.max(start, end)]
  const first = (top + foot - saidHeight(...lines)) / 2 + 12
  return [
    {
      id: `${a}-${b}`,
      from: a,
      to: b,
      points: [
        { x, y: start },
        { x, y: end },
      ],
      label: label(x + 18, first, room, { lines: lines[0], grows: 'down' }),
    },
    {
      id: `${b}-${a}`,
      from: b,
      to: a,
      points: [
        { x: x - LANE, y: end },
        { x: x - LANE, y: start },
      ],
      label: label(x + 18, first + lines[0] * LINE + 4, room, { lines: lines[1], grows: 'down' }),
    },
  ]
}

export interface Room {
  left: number
  width: number
  /** Spare height, to be shared out between the rows. */
  spare: (needed: number) => number
}
export const roomOf = ({ width, height }: Needs): Room => {
  const inner = Math.min(width, WIDEST) - 2 * MARGIN
  return { left: (width - inner) / 2, width: inner, spare: needed => Math.max(0, Math.min(height - needed, 160)) }
}

/** A road in three stretches: out, up or down at `bend`, and in. */
export const zig = (x0: number, y0: number, bend: number, x1: number, y1: number): Point[] => [
  { x: x0, y: y0 },
  { x: bend, y: y0 },
  { x: bend, y: y1 },
  { x: x1, y: y1 },
]
