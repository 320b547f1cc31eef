/** Plan of write-through and read-through: a library in the app stands between it and both servers. */
import { drawingBetween } from './pattern-drawing.ts'
import {
  across,
  bottom,
  down,
  FRAME_PAD,
  label,
  MARGIN,
  type Needs,
  OVER,
  type Plan,
  type Rect,
  ROAD,
  right,
  roomOf,
} from './pattern-room.ts'
import type { Wire } from './wire.ts'

/** Between app and layer, and between the two servers: what is said between the first two has room there. */
const GAP = 92

/**
 * App and our library in one process on the left; Redis and the database, which do not know each other, on the right (D8,
 * D10). The servers stand beside the layer, which alone talks to them, however high the app is with all its lanes.
 * `drawn`: with the arrow the notebook draws between those two.
 */
export function layered(needs: Needs, drawn = false): Plan {
  const { heights } = needs
  const { left, width, spare } = roomOf(needs)
  const top = MARGIN + FRAME_PAD + 12
  const [near, far] = [heights.app + GAP + heights.layer, heights.cache + GAP + heights.database]
  const rows = Math.max(near, far)
  const extra = spare(top + rows + FRAME_PAD + MARGIN)
  const end = top + rows + extra
  const w = Math.min(340, width * 0.31)
  const servers = Math.min(440, width * 0.35)
  const app: Rect = { x: left + FRAME_PAD, y: top, w, h: heights.app }
  const layerTop = bottom(app) + GAP + extra * 0.2
  const layer: Rect = { x: app.x, y: layerTop, w, h: end - layerTop }
  const database: Rect = { x: left + width - servers, y: end - heights.database, w: servers, h: heights.database }
  const cache: Rect = { ...database, y: end - far - extra * 0.6, h: heights.cache }
  const [edge, x1] = [right(layer) + FRAME_PAD, cache.x - 3]
  const [asked, answered] = [edge + 26, edge + 56]
  const [low, up] = [layer.y + 18, cache.y + 58]
  const toCache: Wire[] = [
    {
      id: 'layer-cache',
      from: 'layer',
      to: 'cache',
      points: [
        { x: right(layer) + 3, y: low },
        { x: asked, y: low },
        { x: asked, y: up },
        { x: x1, y: up },
      ],
      label: label(asked + 10, up - OVER, x1 - asked - 18),
    },
    {
      id: 'cache-layer',
      from: 'cache',
      to: 'layer',
      points: [
        { x: x1, y: up + ROAD },
        { x: answered, y: up + ROAD },
        { x: answered, y: low + 34 },
        { x: right(layer) + 3, y: low + 34 },
      ],
      label: label(x1 - 8, up + ROAD - OVER, x1 - answered - 18, { anchor: 'end' }),
    },
  ]
  /** Free above the servers, where many lanes make the app high. */
  const free = cache.y - top
  return {
    width: needs.width,
    height: end + FRAME_PAD + MARGIN,
    cards: new Map([
      ['app', app],
      ['layer', layer],
      ['cache', cache],
      ['database', database],
    ]),
    wires: [
      ...down('app', app, 'layer', layer, app.x + 48, w - 66),
      ...toCache,
      ...across('layer', layer, 'database', database, database.y + 80, FRAME_PAD),
    ],
    ...(free > 150 ? { note: { x: asked + 10, y: cache.y - 124, w: left + width - asked - 10, h: 100 } } : {}),
    ...(drawn
      ? { drawing: drawingBetween(cache, database) }
      : {
          remark: {
            x: cache.x + servers / 2,
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
