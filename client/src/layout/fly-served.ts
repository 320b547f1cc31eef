/**
 * FlyServed: what is handed to a client that waited, and the client that leaves with it. Until it has left nothing else moves:
 * its key keeps its card and no other card comes up under it, so that it never lies over words. What it passes is said of
 * the wait, and gone with it.
 */
import { easeCubicInOut, easeQuadIn } from 'd3-ease'
import type { Flight } from './flight.ts'
import { NODE_HEIGHT } from './list-marks.ts'
import { box, type Frame, type Group, group, type Mark, type Point, text } from './mark.ts'
import { between, type Flown, find, first, type Place, part, withoutData } from './spot.ts'
import { columnsIn, columnsOf, fit, widthOf } from './text.ts'

type Serve = Extract<Flight, { kind: 'serve' }>

/** Of the whole way: until when it is handed over, when the client begins to leave, and when it is gone. */
const HANDED = 0.34
const LEAVES = 0.4
const GONE = 0.6
/** How far it goes while it fades: no further than its card reaches to the left. */
const AWAY = 24
const INSIDE = 12
const LEAST = 62
const SIZE = 14
/** What stands under the slot of a list, from its left edge, and at the right end of the same line. */
const GUIDE = { left: 76, right: 100 }
/** Clients of the first row stand so close under the words that count them. */
const FIRST_ROW = 20

const isServed = (flight: Flight, from: Frame): flight is Serve =>
  flight.kind === 'serve' && find(from, flight.waiter) !== undefined

/** How far everything else is, 0..1, at `t` of the whole way. */
export const withheld = (flights: readonly Flight[], from: Frame, t: number): number =>
  flights.some(flight => isServed(flight, from)) ? part(t, GONE, 1) : t

/** A point so far along a line with corners, 0..1. */
function along(points: readonly Point[], p: number): Point {
  const lengths = points.slice(1).map((to, i) => Math.hypot(to.x - (points[i]?.x ?? 0), to.y - (points[i]?.y ?? 0)))
  let left = p * lengths.reduce((sum, length) => sum + length, 0)
  for (const [i, length] of lengths.entries()) {
    const [from, to] = [points[i], points[i + 1]]
    if (from === undefined || to === undefined) break
    if (left <= length && length > 0)
      return { x: between(from.x, to.x, left / length), y: between(from.y, to.y, left / length) }
    left -= length
  }
  return points.at(-1) ?? { x: 0, y: 0 }
}

/** Past the words of the ends, down to the clients, and into the one that waited. */
function wayTo(start: Place, end: Point, cardRight: number, width: number, top: number): Point[] {
  const x = Math.max(start.x + GUIDE.left, Math.min(end.x, cardRight - GUIDE.right - width))
  return [start, { x, y: start.y }, { x, y: top }, end]
}

/** The client: its name, and until it is served what it waits with. */
function client(mark: Group, left: number, waits: number): Mark[] {
  return mark.children.map((child): Mark => {
    const bare = withoutData(child)
    if (child.id === 'box') return bare
    if (child.id === 'name' && bare.kind === 'text')
      return { ...bare, text: fit(bare.text, columnsIn(left, bare.size)) }
    return { ...bare, opacity: child.id === 'next' ? 0 : child.opacity * waits }
  })
}

function element(id: string, at: Point, words: string, w: number, h: number, opacity: number): Group {
  return group(id, {
    ...at,
    opacity,
    now: 1,
    children: [
      box('box', { x: 0, y: 0, w, h, r: 6, tone: 'ink', look: 'frame' }),
      text('text', { x: w / 2, y: h / 2 + 5, text: words, anchor: 'middle', size: SIZE }),
    ],
  })
}

export function serve(flight: Serve, from: Frame, to: Frame, t: number, id: string): Flown[] {
  const waiter = find(from, flight.waiter)
  const card = from.marks.find(mark => mark.id === flight.waiter.card)
  if (waiter?.mark.kind !== 'group' || card === undefined) return []
  const above = find(from, { card: card.id, part: 'waiting' })
  const slot = first(from, flight.from) ?? first(to, flight.from)
  // a client of a lower row is handed it in its place: the way there leads over others
  const start = above !== undefined && waiter.y - above.y > FIRST_ROW ? undefined : slot
  const w = Math.max(LEAST, widthOf(columnsOf(flight.words), SIZE) + 2 * INSIDE)
  const h = start === undefined || start.h === 0 ? NODE_HEIGHT : Math.min(NODE_HEIGHT, start.h)
  const end = { x: waiter.x + waiter.w - w - INSIDE, y: waiter.y + (waiter.h - h) / 2 }
  const p = easeCubicInOut(part(t, 0.02, HANDED))
  const gone = easeQuadIn(part(t, LEAVES, GONE))
  const away = -Math.min(AWAY, Math.max(0, waiter.x - 8)) * gone
  const frame = card.children.find(child => child.id === 'frame')
  const cardRight = card.x + (frame?.kind === 'box' ? frame.w : from.width)
  const at = start === undefined ? end : along(wayTo(start, end, cardRight, w, waiter.y - h - 2), p)
  const leaving = group(`${id}-client`, {
    x: waiter.x + away,
    y: waiter.y,
    opacity: 1 - gone,
    now: part(t, HANDED - 0.08, HANDED),
    children: client(waiter.mark, waiter.w - w - 3 * INSIDE, 1 - part(t, 0, HANDED)),
  })
  const shown = start === undefined ? part(t, 0, HANDED) : 1
  const told = ['middle', 'waiting']
    .map(part => ({ card: card.id, part }))
    .filter(spot => t < GONE || find(to, spot) === undefined)
  return [
    ...(flight.stays && start !== undefined
      ? [{ mark: element(`${id}-stays`, start, flight.words, w, h, 1 - part(t, GONE, GONE + 0.15)), hides: [] }]
      : []),
    { mark: leaving, hides: [flight.waiter, ...told] },
    { mark: element(id, { x: at.x + away, y: at.y }, flight.words, w, h, shown * (1 - gone)), hides: [] },
  ]
}
