/**
 * Where the actors of a pattern stand and which wires join them, laid out as the pictures everybody knows of it. Nothing
 * here looks at a run but for how much each card has to hold, so nothing jumps while one is stepped through.
 */
import type { ActorName, RunView } from '@rdd/shared/run'
import type { Point } from './mark.ts'
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
const LOW = 600
/** Wider than this the picture does not grow. */
const WIDEST = 1240
const MARGIN = 20
const FRAME_PAD = 16
/** Between the two lines of one road. */
const LANE = 30

const label = (x: number, y: number, width: number, anchor: Label['anchor'] = 'start', lines = 1): Label => ({
  x,
  y,
  anchor,
  lines,
  columns: columnsIn(width, 12.5),
})
const right = ({ x, w }: Rect): number => x + w
const bottom = ({ y, h }: Rect): number => y + h

/** Two level lines between cards that stand side by side: asked above, answered below. */
function across(a: ActorName, from: Rect, b: ActorName, to: Rect, y: number, lane = 58): Wire[] {
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
function down(a: ActorName, from: Rect, b: ActorName, to: Rect, x: number, room: number): Wire[] {
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

interface Room {
  left: number
  width: number
  /** Spare height, to be shared out between the rows. */
  spare: (needed: number) => number
}
const roomOf = ({ width, height }: Needs): Room => {
  const inner = Math.min(width, WIDEST) - 2 * MARGIN
  return { left: (width - inner) / 2, width: inner, spare: needed => Math.max(0, Math.min(height - needed, 160)) }
}

/** App on the left, Redis on the right, the database below the app, and the way back up into Redis (D7). */
function aside(needs: Needs): Plan {
  const { heights } = needs
  const { left, width, spare } = roomOf(needs)
  const top = MARGIN
  const gap = 124
  const extra = spare(top + heights.app + gap + heights.database + MARGIN)
  const app: Rect = { x: left, y: top, w: Math.min(330, width * 0.31), h: heights.app }
  const cacheWidth = Math.min(420, width * 0.4)
  const cache: Rect = { x: left + width - cacheWidth, y: top, w: cacheWidth, h: Math.max(heights.cache, app.h) }
  const floor = bottom(app) + gap + extra / 2
  const database: Rect = { x: left, y: floor, w: Math.min(440, width * 0.46), h: heights.database }
  const [outer, inner] = [bottom(app) + gap / 2 + extra / 4 + 20, bottom(app) + gap / 2 + extra / 4 - 20]
  const [out, back] = [right(app) - 22, right(app) - 22 + LANE + 22]
  const landing = cache.x + Math.min(150, cache.w * 0.45)
  const fill: Wire[] = [
    {
      id: 'fill',
      from: 'app',
      to: 'cache',
      points: [
        { x: out, y: bottom(app) + 3 },
        { x: out, y: outer },
        { x: landing + LANE, y: outer },
        { x: landing + LANE, y: bottom(cache) + 3 },
      ],
      label: label(out + 20, outer + 20, landing - out - 20),
    },
    {
      id: 'filled',
      from: 'cache',
      to: 'app',
      points: [
        { x: landing, y: bottom(cache) + 3 },
        { x: landing, y: inner },
        { x: back, y: inner },
        { x: back, y: bottom(app) - 26 },
        { x: right(app) + 3, y: bottom(app) - 26 },
      ],
      label: label(landing - 22, inner - 12, landing - back - 32, 'end'),
    },
  ]
  const noteX = right(database) + 44
  return {
    width: needs.width,
    height: bottom(database) + MARGIN,
    cards: new Map([
      ['app', app],
      ['cache', cache],
      ['database', database],
    ]),
    wires: [
      ...across('app', app, 'cache', cache, app.y + 68),
      ...fill,
      ...down('app', app, 'database', database, app.x + 66, out - app.x - 66 - 24),
    ],
    frames: [],
    note: { x: noteX, y: floor + 26, w: left + width - noteX, h: database.h },
  }
}

/** App and our library in one process on the left; Redis and the database, which do not know each other, on the right (D8, D10). */
function layered(needs: Needs): Plan {
  const { heights } = needs
  const { left, width, spare } = roomOf(needs)
  const top = MARGIN + FRAME_PAD + 12
  const gap = needs.height < LOW ? 66 : 96
  const rows = Math.max(heights.app + gap + heights.layer, heights.cache + gap + heights.database)
  const extra = spare(top + rows + 2 * MARGIN + FRAME_PAD) / 2
  const w = Math.min(320, width * 0.27)
  const far = Math.min(440, width * 0.36)
  const app: Rect = { x: left + FRAME_PAD, y: top, w, h: heights.app }
  const layer: Rect = { x: app.x, y: bottom(app) + gap, w, h: heights.layer + extra }
  const cache: Rect = { x: left + width - far, y: top, w: far, h: heights.cache }
  const database: Rect = { x: cache.x, y: bottom(cache) + gap + extra, w: far, h: heights.database }
  const end = Math.max(bottom(layer), bottom(database))
  layer.h = end - layer.y
  const [x0, x1] = [right(layer) + FRAME_PAD, cache.x - 3]
  const low = layer.y + 54
  const bend = (x0 + x1) / 2 - 14
  const up = cache.y + 66
  const toCache: Wire[] = [
    {
      id: 'layer-cache',
      from: 'layer',
      to: 'cache',
      points: [
        { x: right(layer) + 3, y: low },
        { x: bend - 22, y: low },
        { x: bend - 22, y: up },
        { x: x1, y: up },
      ],
      label: label(bend - 12, up - 18, x1 - bend),
    },
    {
      id: 'cache-layer',
      from: 'cache',
      to: 'layer',
      points: [
        { x: x1, y: up + 60 },
        { x: bend + 22, y: up + 60 },
        { x: bend + 22, y: low + 46 },
        { x: right(layer) + 3, y: low + 46 },
      ],
      label: label(x1 - 10, up + 42, x1 - bend - 40, 'end'),
    },
  ]
  const toDatabase = across('layer', layer, 'database', database, Math.max(database.y + 66, low + 108), 58)
  return {
    width: needs.width,
    height: end + FRAME_PAD + MARGIN,
    cards: new Map([
      ['app', app],
      ['layer', layer],
      ['cache', cache],
      ['database', database],
    ]),
    wires: [...down('app', app, 'layer', layer, app.x + 70, w - 110), ...toCache, ...toDatabase],
    remark: {
      x: cache.x + far / 2,
      y: (bottom(cache) + database.y) / 2 + 4,
      words: 'no wire: Redis never talks to the database',
    },
    frames: [
      {
        id: 'process',
        words: 'one process: the app, and our library in it',
        x: left,
        y: MARGIN,
        w: w + 2 * FRAME_PAD,
        h: end + FRAME_PAD - MARGIN,
      },
    ],
  }
}

/** A road in three stretches: out, up or down at `bend`, and in. */
const zig = (x0: number, y0: number, bend: number, x1: number, y1: number): Point[] => [
  { x: x0, y: y0 },
  { x: bend, y: y0 },
  { x: bend, y: y1 },
  { x: x1, y: y1 },
]

/** The app with our library on the left; Redis with its queue on the right; the writer below brings the batch over (D9). */
function behind(needs: Needs): Plan {
  const { heights } = needs
  const { left, width, spare } = roomOf(needs)
  const top = MARGIN + FRAME_PAD + 12
  const [gap, near] = [needs.height < LOW ? 62 : 84, 14]
  const far = Math.min(430, width * 0.36)
  const w = Math.min(330, width * 0.29)
  const extra = spare(top + heights.cache + near + heights.queue + FRAME_PAD + gap + heights.writer + MARGIN)
  const cache: Rect = { x: left + width - far - FRAME_PAD, y: top, w: far, h: heights.cache }
  const queue: Rect = { x: cache.x, y: bottom(cache) + near, w: far, h: heights.queue }
  const writer: Rect = { x: cache.x, y: bottom(queue) + FRAME_PAD + gap + extra, w: far, h: heights.writer }
  const app: Rect = { x: left + FRAME_PAD, y: top, w, h: heights.app }
  const layer: Rect = { x: app.x, y: bottom(app) + near, w, h: heights.layer }
  const floor = Math.max(bottom(layer) + FRAME_PAD + 56, bottom(writer) - heights.database)
  const database: Rect = { x: left, y: floor, w: w + 2 * FRAME_PAD, h: heights.database }
  writer.y = Math.max(writer.y, bottom(database) - writer.h)
  const [x0, x1] = [right(layer) + 3, cache.x - 3]
  const edge = right(layer) + FRAME_PAD
  const bend = (edge + cache.x - FRAME_PAD) / 2
  const out = layer.y + 50
  const roads: Wire[] = [
    {
      id: 'layer-cache',
      from: 'layer',
      to: 'cache',
      points: zig(x0, out, bend - 14, x1, cache.y + 66),
      label: label(edge + 8, cache.y + 48, x1 - edge - 20),
    },
    {
      id: 'cache-layer',
      from: 'cache',
      to: 'layer',
      points: zig(x1, cache.y + 116, bend + 14, x0, out + 34),
      label: label(x1 - 22, cache.y + 98, x1 - bend - 30, 'end'),
    },
    {
      id: 'layer-queue',
      from: 'layer',
      to: 'queue',
      points: zig(x0, out + 66, bend + 40, x1, queue.y + 56),
      label: label(edge + 8, queue.y + 38, x1 - edge - 20),
      rare: true,
    },
    {
      id: 'queue-layer',
      from: 'queue',
      to: 'layer',
      points: zig(x1, queue.y + 96, bend, x0, out + 92),
      label: label(x1 - 22, queue.y + 114, x1 - bend - 10, 'end'),
      rare: true,
    },
  ]
  const load = down('layer', layer, 'database', database, layer.x + 66, w - 80).map(wire => ({ ...wire, rare: true }))
  return {
    width: needs.width,
    height: Math.max(bottom(writer), bottom(database)) + MARGIN,
    cards: new Map([
      ['app', app],
      ['layer', layer],
      ['cache', cache],
      ['queue', queue],
      ['writer', writer],
      ['database', database],
    ]),
    wires: [
      ...roads,
      ...load,
      ...down('writer', writer, 'queue', queue, writer.x + 66, writer.w - 90),
      ...across('writer', writer, 'database', database, writer.y + 52, 40),
    ],
    frames: [
      {
        id: 'process',
        words: 'one process',
        x: left,
        y: MARGIN,
        w: w + 2 * FRAME_PAD,
        h: bottom(layer) + FRAME_PAD - MARGIN,
      },
      {
        id: 'redis',
        words: 'one Redis: the cache, and the queue in it',
        x: cache.x - FRAME_PAD,
        y: MARGIN,
        w: far + 2 * FRAME_PAD,
        h: bottom(queue) + FRAME_PAD - MARGIN,
      },
    ],
  }
}

/** One under the other; a road to the next card is upright, one past a card goes round it on the left. */
function stacked(
  needs: Needs,
  actors: readonly ActorName[],
  roads: readonly (readonly [ActorName, ActorName])[],
): Plan {
  const { heights, width } = needs
  const [gutter, edge, gap] = [46, 12, 104]
  const cards = new Map<ActorName, Rect>()
  let y = edge
  for (const actor of actors) {
    cards.set(actor, { x: gutter, y, w: width - gutter - edge, h: heights[actor] })
    y += heights[actor] + gap
  }
  const wires: Wire[] = []
  for (const [a, b] of roads) {
    const [from, to] = [cards.get(a), cards.get(b)]
    if (from === undefined || to === undefined) continue
    const next = Math.abs(actors.indexOf(a) - actors.indexOf(b)) === 1
    const rare =
      a === 'layer' && (b === 'queue' || (b === 'database' && actors.includes('writer'))) ? { rare: true } : {}
    if (next) wires.push(...down(a, from, b, to, gutter + 66, width - gutter - 66 - 44))
    else {
      const [out, back] = [20, 34]
      const [start, end] = [from.y + 22, to.y + 22]
      wires.push(
        {
          id: `${a}-${b}`,
          from: a,
          to: b,
          points: [
            { x: gutter - 3, y: start },
            { x: out, y: start },
            { x: out, y: end + 22 },
            { x: gutter - 3, y: end + 22 },
          ],
          label: label(gutter + 8, to.y - 34, width - gutter - 30),
          ...rare,
        },
        {
          id: `${b}-${a}`,
          from: b,
          to: a,
          points: [
            { x: gutter - 3, y: end },
            { x: back, y: end },
            { x: back, y: start + 22 },
            { x: gutter - 3, y: start + 22 },
          ],
          label: label(gutter + 8, to.y - 14, width - gutter - 30),
          ...rare,
        },
      )
    }
  }
  return { width, height: y - gap + edge, cards, wires, frames: [] }
}

/** The plan of a pattern in the room there is. */
export function planOf(pattern: RunView['pattern'], needs: Needs): Plan {
  const narrow = needs.width < NARROW
  switch (pattern) {
    case 'cache-aside':
    case 'stampede':
      return narrow
        ? stacked(
            needs,
            ['app', 'cache', 'database'],
            [
              ['app', 'cache'],
              ['app', 'database'],
            ],
          )
        : aside(needs)
    case 'write-through':
    case 'read-through':
      return narrow
        ? stacked(
            needs,
            ['app', 'layer', 'cache', 'database'],
            [
              ['app', 'layer'],
              ['layer', 'cache'],
              ['layer', 'database'],
            ],
          )
        : layered(needs)
    case 'write-behind':
      return narrow
        ? stacked(
            needs,
            ['app', 'layer', 'cache', 'queue', 'writer', 'database'],
            [
              ['app', 'layer'],
              ['layer', 'cache'],
              ['layer', 'queue'],
              ['layer', 'database'],
              ['writer', 'queue'],
              ['writer', 'database'],
            ],
          )
        : behind(needs)
  }
}
