/** Plan of cache-aside, as the picture everybody knows: three actors, and the way back up that fills the cache. */
import {
  across,
  bottom,
  down,
  LANE,
  label,
  MARGIN,
  type Needs,
  OVER,
  type Plan,
  type Rect,
  right,
  roomOf,
} from './pattern-room.ts'
import type { Wire } from './wire.ts'

/** App on the left, Redis on the right, the database below the app, and the way back up into Redis (D7). */
export function aside(needs: Needs): Plan {
  const { heights } = needs
  const { left, width, spare } = roomOf(needs)
  const top = MARGIN
  const gap = 136
  const extra = spare(top + heights.app + gap + heights.database + MARGIN)
  const app: Rect = { x: left, y: top, w: Math.min(330, Math.max(250, width * 0.31)), h: heights.app }
  const cacheWidth = Math.min(420, width * 0.38)
  const cache: Rect = { x: left + width - cacheWidth, y: top, w: cacheWidth, h: Math.max(heights.cache, app.h) }
  const floor = bottom(app) + gap + extra / 2
  const database: Rect = { x: left, y: floor, w: Math.min(440, width * 0.46), h: heights.database }
  const middle = bottom(app) + gap / 2 + extra / 4
  // what is said on the way to Redis hangs below its line, what is said on the way back stands on it
  const [outer, inner] = [middle + 18, middle - 22]
  const [out, back] = [right(app) - 16, right(app) + 30]
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
      label: label(out + 20, outer + 25, landing - out + 4, { grows: 'down' }),
    },
    {
      id: 'filled',
      from: 'cache',
      to: 'app',
      points: [
        { x: landing, y: bottom(cache) + 3 },
        { x: landing, y: inner },
        { x: back, y: inner },
        { x: back, y: bottom(app) - 22 },
        { x: right(app) + 3, y: bottom(app) - 22 },
      ],
      label: label(cache.x - 10, inner - OVER, cache.x - back - 22, { anchor: 'end' }),
    },
  ]
  const door = app.x + 48
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
      ...across('app', app, 'cache', cache, app.y + 58),
      ...fill,
      ...down('app', app, 'database', database, door, out - door - 18 - 16),
    ],
    frames: [],
    note: { x: noteX, y: floor + 26, w: left + width - noteX, h: database.h },
  }
}
