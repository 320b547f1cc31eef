/** Plan of write-through and read-through: a library in the app stands between it and both servers. */
import { drawingBetween } from './pattern-drawing.ts'
import {
  across,
  bottom,
  down,
  FRAME_PAD,
  LOW,
  label,
  MARGIN,
  type Needs,
  type Plan,
  type Rect,
  right,
  roomOf,
} from './pattern-room.ts'
import { columnsIn } from './text.ts'
import type { Wire } from './wire.ts'

/**
 * App and our library in one process on the left; Redis and the database, which do not know each other, on the right (D8,
 * D10). `drawn`: with the arrow the notebook draws between those two.
 */
export function layered(needs: Needs, drawn = false): Plan {
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
  const toDatabase = across('layer', layer, 'database', database, Math.max(database.y + 66, low + 108), 58).map(
    wire => ({
      ...wire,
      // words stay clear of the frame round app and layer
      label: { ...wire.label, x: Math.max(wire.label.x, x0 + 8), columns: columnsIn(x1 - x0 - 18, 12.5) },
    }),
  )
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
    ...(drawn
      ? { drawing: drawingBetween(cache, database) }
      : {
          remark: {
            x: cache.x + far / 2,
            y: (bottom(cache) + database.y) / 2 + 4,
            words: 'no wire: Redis never talks to the database',
          },
        }),
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
