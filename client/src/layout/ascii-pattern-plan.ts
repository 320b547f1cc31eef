/** Where the actors of a pattern stand in a drawing of characters, as in the notebook's pictures, and the lines between them. */
import type { ActorName, RunView } from '@rdd/shared/run'
import type { Cell } from './ascii-canvas.ts'

export interface TextWire {
  id: string
  from: ActorName
  to: ActorName
  points: readonly Cell[]
  label: { at: Cell; columns: number; end?: true }
  /** The way back on the line of the way there: drawn only while it is taken. */
  back?: true
}

interface TextBox {
  actor: ActorName
  at: Cell
  h: number
}

export interface TextPlan {
  /** Width of every box. */
  w: number
  boxes: readonly TextBox[]
  wires: readonly TextWire[]
  /** Between two boxes that stand one under the other, what joins them or does not. */
  remark?: { at: Cell; words: string }
}

interface Columns {
  w: number
  /** Where the right column begins. */
  far: number
  inside: number
}

/** Asked above, answered below, between two boxes side by side whose first row is `y`. */
function across(a: ActorName, b: ActorName, y: number, { w, far }: Columns, leftwards = false): TextWire[] {
  const columns = far - w - 1
  const ends = (row: number): [Cell, Cell] => [
    [w, row],
    [far - 1, row],
  ]
  const way = (row: number, back: boolean) => (back ? ends(row).reverse() : ends(row))
  return [
    { id: `${a}-${b}`, from: a, to: b, points: way(y + 1, leftwards), label: { at: [w + 1, y], columns } },
    { id: `${b}-${a}`, from: b, to: a, points: way(y + 3, !leftwards), label: { at: [w + 1, y + 2], columns } },
  ]
}

/** One upright line for both ways, its words beside it from row `words` on. */
function upright(
  a: ActorName,
  b: ActorName,
  line: readonly [Cell, Cell],
  words: { x: number; y: number; columns: number; end?: true },
): TextWire[] {
  const label = (y: number) => ({
    at: [words.x, y] as const,
    columns: words.columns,
    ...(words.end && { end: words.end }),
  })
  return [
    { id: `${a}-${b}`, from: a, to: b, points: line, label: label(words.y) },
    { id: `${b}-${a}`, from: b, to: a, points: line.toReversed(), label: label(words.y + 1), back: true },
  ]
}

/** App and Redis side by side, the database below, and the way back up that fills the cache (D7). */
function aside({ w, far, inside }: Columns): TextPlan {
  const [out, into] = [w - 3, far + Math.floor(w / 2)]
  const road: Cell[] = [
    [out, 5],
    [out, 7],
    [into, 7],
    [into, 5],
  ]
  const columns = into - out - 3
  return {
    w,
    boxes: [
      { actor: 'app', at: [0, 0], h: 5 },
      { actor: 'cache', at: [far, 0], h: 5 },
      { actor: 'database', at: [0, 12], h: 5 },
    ],
    wires: [
      ...across('app', 'cache', 0, { w, far, inside }),
      { id: 'fill', from: 'app', to: 'cache', points: road, label: { at: [out + 2, 6], columns } },
      {
        id: 'filled',
        from: 'cache',
        to: 'app',
        points: road.toReversed(),
        label: { at: [out + 2, 8], columns },
        back: true,
      },
      ...upright(
        'app',
        'database',
        [
          [3, 5],
          [3, 11],
        ],
        { x: 5, y: 9, columns: inside - 5 },
      ),
    ],
  }
}

/** The app over our library; beside the library both servers, which do not know each other (D8, D10). */
function layered(columns: Columns): TextPlan {
  const { w, far, inside } = columns
  return {
    w,
    boxes: [
      { actor: 'app', at: [0, 0], h: 4 },
      { actor: 'layer', at: [0, 7], h: 11 },
      { actor: 'cache', at: [far, 7], h: 5 },
      { actor: 'database', at: [far, 13], h: 5 },
    ],
    wires: [
      ...upright(
        'app',
        'layer',
        [
          [3, 4],
          [3, 6],
        ],
        { x: 5, y: 4, columns: inside - 5 },
      ),
      ...across('layer', 'cache', 7, columns),
      ...across('layer', 'database', 13, columns),
    ],
    remark: { at: [far, 12], words: '× no wire' },
  }
}

/** The queue in Redis, and the writer below it that brings the batch over (D9). */
function behind(columns: Columns): TextPlan {
  const { w, far } = columns
  const road = far + w - 3
  const { boxes, wires } = layered(columns)
  return {
    w,
    boxes: [
      ...boxes.filter(({ actor }) => actor !== 'database'),
      { actor: 'queue', at: [far, 13], h: 5 },
      { actor: 'database', at: [0, 24], h: 5 },
      { actor: 'writer', at: [far, 24], h: 5 },
    ],
    wires: [
      ...wires.filter(({ from, to }) => from !== 'database' && to !== 'database'),
      ...across('layer', 'queue', 13, columns),
      ...upright(
        'writer',
        'queue',
        [
          [road, 23],
          [road, 18],
        ],
        { x: 5, y: 19, columns: road - 6, end: true },
      ),
      ...upright(
        'layer',
        'database',
        [
          [3, 18],
          [3, 23],
        ],
        { x: 5, y: 21, columns: road - 6 },
      ),
      ...across('writer', 'database', 24, columns, true),
    ],
    remark: { at: [far, 12], words: 'in Redis' },
  }
}

/** @param inside columns there are, 40 at least */
export function textPlanOf(pattern: RunView['pattern'], inside: number): TextPlan {
  const w = Math.max(11, Math.min(24, Math.floor(inside * 0.26)))
  const columns = { w, far: inside - w, inside }
  switch (pattern) {
    case 'cache-aside':
    case 'stampede':
      return aside(columns)
    case 'write-through':
    case 'read-through':
      return layered(columns)
    case 'write-behind':
      return behind(columns)
  }
}
