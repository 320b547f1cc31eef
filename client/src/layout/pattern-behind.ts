/** Plan of write-behind: the queue lives in Redis, and a writer of its own empties it. */
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
  zig,
} from './pattern-room.ts'
import type { Wire } from './wire.ts'

/** The app with our library on the left; Redis with its queue on the right; the writer below brings the batch over (D9). */
export function behind(needs: Needs): Plan {
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
