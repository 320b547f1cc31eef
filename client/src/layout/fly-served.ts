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
import { isEntry, NEXT } from './stream-parts.ts'
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
/** A copy of an entry is named by its id, as the entry is. */
const COPY = { size: 11, inside: 7, height: 26 } as const
/** From then on what has its place in the stream is the entry itself. */
const PLACED = GONE + 0.12
/** Under a line of words. */
const UNDER = 5
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

/** Of a copy: straight down, and along under the entries. */
const copyWay = (start: Place, end: Point, top: number): Point[] => [
  start,
  { x: start.x, y: top },
  { x: end.x, y: top },
  end,
]

/** Where an entry has its card, on a line of time under its moment; no further to the right than so far. */
function cardOf({ mark, ...place }: Place, right: number): Place {
  const box = mark.kind === 'group' ? mark.children.find(child => child.id === 'box') : undefined
  const x = Math.min(place.x, right)
  if (box?.kind === 'box') return { mark, x, y: place.y + box.y, w: box.w, h: box.h }
  return { ...place, mark, x, y: place.h === 0 ? place.y + UNDER : place.y }
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

/** The element, or the entry by its id: in a high box where the words of an entry begin. */
function element(id: string, at: Point, { words, stays }: Serve, w: number, h: number, opacity: number): Group {
  const size = stays ? COPY.size : SIZE
  const y = Math.min(h, stays ? COPY.height : h) / 2 + size / 3
  return group(id, {
    ...at,
    opacity,
    now: 1,
    children: [
      box('box', { x: 0, y: 0, w, h, r: 6, tone: 'ink', look: 'frame' }),
      text('text', { x: w / 2, y, text: words, anchor: 'middle', size, bold: stays }),
    ],
  })
}

/** What takes its place in the stream meanwhile, where the next entry had its own. */
function placed(flight: Serve, start: Place, w: number, t: number, id: string): Flown {
  const h = Math.max(COPY.height, start.h)
  const slot = { card: flight.waiter.card, part: NEXT }
  const mark = element(`${id}-stays`, start, flight, w, h, 1 - part(t, GONE, PLACED))
  return { mark, hides: [slot], veil: part(t, PLACED, 1) }
}

export function serve(flight: Serve, from: Frame, to: Frame, t: number, id: string): Flown[] {
  const waiter = find(from, flight.waiter)
  const card = from.marks.find(mark => mark.id === flight.waiter.card)
  if (waiter?.mark.kind !== 'group' || card === undefined) return []
  const above = find(from, { card: card.id, part: 'waiting' })
  const found = first(from, flight.from) ?? first(to, flight.from)
  const { size, inside } = flight.stays ? COPY : { size: SIZE, inside: INSIDE }
  const w = Math.max(LEAST, widthOf(columnsOf(flight.words), size) + 2 * inside)
  const frame = card.children.find(child => child.id === 'frame')
  const cardRight = card.x + (frame?.kind === 'box' ? frame.w : from.width)
  const slot = found && flight.stays ? cardOf(found, cardRight - w - inside) : found
  // a client of a lower row is handed it in its place: the way there leads over others
  const start = above !== undefined && waiter.y - above.y > FIRST_ROW ? undefined : slot
  const highest = flight.stays ? COPY.height : NODE_HEIGHT
  const h = start === undefined || start.h === 0 ? highest : Math.min(highest, start.h)
  const end = { x: waiter.x + waiter.w - w - INSIDE, y: waiter.y + (waiter.h - h) / 2 }
  const p = easeCubicInOut(part(t, 0.02, HANDED))
  const gone = easeQuadIn(part(t, LEAVES, GONE))
  const away = -Math.min(AWAY, Math.max(0, waiter.x - 8)) * gone
  const top = waiter.y - h - 2
  const way = (from: Place) => (flight.stays ? copyWay(from, end, top) : wayTo(from, end, cardRight, w, top))
  const at = start === undefined ? end : along(way(start), p)
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
    .filter(spot => t < (flight.stays ? PLACED : GONE) || find(to, spot) === undefined)
  return [
    ...(flight.stays && start !== undefined && !isEntry(start.mark.id) ? [placed(flight, start, w, t, id)] : []),
    { mark: leaving, hides: [flight.waiter, ...told] },
    { mark: element(id, { x: at.x + away, y: at.y }, flight, w, h, shown * (1 - gone)), hides: [] },
  ]
}
