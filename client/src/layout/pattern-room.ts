/**
 * Room: what every plan of a pattern is made with: rectangles, roads of two wires each, and the space there is. Nothing
 * here looks at a run but for how much each card has to hold, so nothing jumps while one is stepped through.
 */
import type { ActorName } from '@rdd/shared/run'
import type { Point } from './mark.ts'
import type { Drawing } from './pattern-drawing.ts'
import { columnsIn } from './text.ts'
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
/** On a stage lower than this, the rows move together. */
export const LOW = 600
/** Wider than this the picture does not grow. */
const WIDEST = 1240
export const MARGIN = 20
export const FRAME_PAD = 16
/** Between the two lines of one road. */
export const LANE = 30

export const label = (x: number, y: number, width: number, anchor: Label['anchor'] = 'start', lines = 1): Label => ({
  x,
  y,
  anchor,
  lines,
  columns: columnsIn(width, 12.5),
})
export const right = ({ x, w }: Rect): number => x + w
export const bottom = ({ y, h }: Rect): number => y + h

/** Two level lines between cards that stand side by side: asked above, answered below. */
export function across(a: ActorName, from: Rect, b: ActorName, to: Rect, y: number, lane = 58): Wire[] {
  const leftToRight = from.x < to.x
  const [start, end] = leftToRight ? [right(from) + 3, to.x - 3] : [from.x - 3, right(to) + 3]
  const [low, room] = [Math.min(start, end) + 10, Math.abs(end - start) - 20]
  return [
    {
      id: `${a}-${b}`,
      from: a,
      to: b,
      points: [
        { x: start, y },
        { x: end, y },
      ],
      label: label(low, y - 18, room),
    },
    {
      id: `${b}-${a}`,
      from: b,
      to: a,
      points: [
        { x: end, y: y + lane },
        { x: start, y: y + lane },
      ],
      label: label(low + room, y + lane - 18, room, 'end'),
    },
  ]
}

/** Two upright lines between cards one under the other: asked on the right, answered on the left of it. */
export function down(a: ActorName, from: Rect, b: ActorName, to: Rect, x: number, room: number): Wire[] {
  const below = from.y < to.y
  const [start, end] = below ? [bottom(from) + 3, to.y - 3] : [from.y - 3, bottom(to) + 3]
  const middle = (start + end) / 2
  return [
    {
      id: `${a}-${b}`,
      from: a,
      to: b,
      points: [
        { x, y: start },
        { x, y: end },
      ],
      label: label(x + 18, middle - 8, room, 'start', 2),
    },
    {
      id: `${b}-${a}`,
      from: b,
      to: a,
      points: [
        { x: x - LANE, y: end },
        { x: x - LANE, y: start },
      ],
      label: label(x + 18, middle + 30, room, 'start', 1),
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
