/**
 * The notebook's drawing of write-through has an arrow from Redis to the database. It is kept, dashed and crossed out, with
 * a word on it: no hop ever takes it, for Redis writes to no database. What is drawn solid beside it is what happens.
 */
import { type Group, group, type Point, path, text } from './mark.ts'
import type { Rect } from './pattern-room.ts'
import { bottom } from './pattern-room.ts'
import { wrap } from './text.ts'

const WORDS = ['the notebook’s arrow: “2. Write to DB”', 'Redis does no such thing, our layer does']
/** Width of a letter of the sans at 11, roughly; height of a line. */
const LETTER = 5.6
const LINE = 15

/** An upright arrow and the words beside it, which end or begin at it. */
export interface Drawing {
  from: Point
  to: Point
  side: 'left' | 'right'
  /** Width the words have. */
  width: number
}

/** Between two cards one under the other, with its words on its right. */
export const drawingBetween = (cache: Rect, database: Rect): Drawing => ({
  from: { x: cache.x + 28, y: bottom(cache) + 3 },
  to: { x: cache.x + 28, y: database.y - 3 },
  side: 'right',
  width: cache.w - 28 - 16,
})

export function drawingMarks({ from, to, side, width }: Drawing): Group {
  const height = to.y - from.y
  const middle = height / 2
  const lines = WORDS.flatMap(words => wrap(words, Math.floor(width / LETTER), 2))
  const x = side === 'right' ? 16 : -16
  // on its left it leaves the lower part of the gap to what is said on another wire
  const centre = side === 'right' ? middle : middle - 24
  const first = centre - ((lines.length - 1) * LINE) / 2 + 4
  return group('drawing', {
    x: from.x,
    y: from.y,
    data: { drawn: 'notebook' },
    children: [
      path('line', { x: 0, y: 0, d: `M0 0V${height - 7}`, tone: 'muted', dashed: true }),
      path('head', { x: 0, y: height, d: 'M-5 -8L0 0L5 -8Z', tone: 'muted', filled: true }),
      path('never', { x: 0, y: middle, d: 'M-6 -6L6 6M6 -6L-6 6', tone: 'muted' }),
      ...lines.map((line, i) =>
        text(`words ${i}`, {
          x,
          y: first + i * LINE,
          text: line.trimEnd(),
          size: 11,
          font: 'sans',
          anchor: side === 'right' ? 'start' : 'end',
          tone: 'muted',
        }),
      ),
    ],
  })
}
