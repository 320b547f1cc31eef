/** Plan of write-behind: the queue lives in Redis, and a writer of its own empties it. */
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

/** Between app and layer, between the two parts of Redis, and above database and writer: the first and last have words. */
const GAPS = { layer: 72, queue: 14, below: 60 }

/**
 * The app with our library on the left; Redis with its queue on the right; the writer below brings the batch over (D9).
 * Redis ends where the layer does, however high the app is with all its lanes, so their roads are short.
 */
export function behind(needs: Needs): Plan {
  const { heights } = needs
  const { left, width, spare } = roomOf(needs)
  const top = MARGIN + FRAME_PAD + 12
  const [near, redis] = [heights.app + GAPS.layer + heights.layer, heights.cache + GAPS.queue + heights.queue]
  const rows = Math.max(near, redis)
  const below = FRAME_PAD + GAPS.below + heights.database
  const extra = spare(top + rows + below + MARGIN)
  const end = top + rows + extra / 3
  const far = Math.min(430, width * 0.35)
  const w = Math.min(340, width * 0.31)
  const app: Rect = { x: left + FRAME_PAD, y: top, w, h: heights.app }
  const layer: Rect = { x: app.x, y: bottom(app) + GAPS.layer, w, h: end - bottom(app) - GAPS.layer }
  const queue: Rect = { x: left + width - far - FRAME_PAD, y: end - heights.queue, w: far, h: heights.queue }
  const cache: Rect = { ...queue, y: queue.y - GAPS.queue - heights.cache, h: heights.cache }
  const floor = end + below + extra / 2
  const database: Rect = { x: left, y: floor - heights.database, w: w + 2 * FRAME_PAD, h: heights.database }
  const writer: Rect = { x: cache.x, y: floor - heights.writer, w: far, h: heights.writer }
  const [x0, x1] = [right(layer) + 3, cache.x - 3]
  const edge = right(layer) + FRAME_PAD
  const [asked, answered] = [edge + 26, edge + 56]
  const [up, straight] = [cache.y + 52, queue.y + 46]
  const [out, back] = [straight - 64, straight - 34]
  const words = x1 - answered - 18
  const roads: Wire[] = [
    {
      id: 'layer-cache',
      from: 'layer',
      to: 'cache',
      points: [
        { x: x0, y: out },
        { x: asked, y: out },
        { x: asked, y: up },
        { x: x1, y: up },
      ],
      label: label(asked + 10, up - OVER, x1 - FRAME_PAD - asked - 16),
    },
    {
      id: 'cache-layer',
      from: 'cache',
      to: 'layer',
      points: [
        { x: x1, y: up + ROAD },
        { x: answered, y: up + ROAD },
        { x: answered, y: back },
        { x: x0, y: back },
      ],
      label: label(x1 - FRAME_PAD - 6, up + ROAD - OVER, words - FRAME_PAD, { anchor: 'end' }),
    },
    {
      id: 'layer-queue',
      from: 'layer',
      to: 'queue',
      points: [
        { x: x0, y: straight },
        { x: x1, y: straight },
      ],
      label: label(answered + 12, straight - OVER, words - FRAME_PAD),
      rare: true,
    },
    {
      id: 'queue-layer',
      from: 'queue',
      to: 'layer',
      points: [
        { x: x1, y: straight + ROAD },
        { x: x0, y: straight + ROAD },
      ],
      label: label(x1 - FRAME_PAD - 6, straight + ROAD - OVER, words - FRAME_PAD, { anchor: 'end' }),
      rare: true,
    },
  ]
  const load = down('layer', layer, 'database', database, layer.x + 48, w - 66, {
    lines: [2, 1],
    within: [end + FRAME_PAD, database.y],
  }).map(wire => ({ ...wire, rare: true }))
  /** Free above Redis, where many lanes make the app high. */
  const free = cache.y - FRAME_PAD - 12 - top
  return {
    width: needs.width,
    height: floor + MARGIN,
    cards: new Map([
      ['app', app],
      ['layer', layer],
      ['cache', cache],
      ['queue', queue],
      ['writer', writer],
      ['database', database],
    ]),
    wires: [
      ...down('app', app, 'layer', layer, app.x + 48, w - 66, { lines: [1, 2] }),
      ...roads,
      ...load,
      ...down('writer', writer, 'queue', queue, writer.x + 48, writer.w - 66, {
        within: [end + FRAME_PAD, writer.y],
      }),
      ...across('writer', writer, 'database', database, writer.y + 30),
    ],
    ...(free > 150 ? { note: { x: asked + 10, y: cache.y - 152, w: left + width - asked - 10, h: 100 } } : {}),
    frames: [
      {
        id: 'process',
        words: 'one process',
        x: left,
        y: MARGIN,
        w: w + 2 * FRAME_PAD,
        h: end + FRAME_PAD - MARGIN,
      },
      {
        id: 'redis',
        words: 'one Redis: the cache, and the queue in it',
        x: cache.x - FRAME_PAD,
        y: cache.y - FRAME_PAD - 12,
        w: far + 2 * FRAME_PAD,
        h: end + FRAME_PAD - (cache.y - FRAME_PAD - 12),
      },
    ],
  }
}
