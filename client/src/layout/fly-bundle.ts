/**
 * FlyBundle: a bundle of elements or members on its way, with the number of them. Where it lands they come out of it. It
 * never leaves what is in sight: what goes out of it, or comes from outside, ends or begins at the edge and says which way.
 */
import { easeCubicInOut } from 'd3-ease'
import type { Flight, Sheaf } from './flight.ts'
import type { Sight } from './keyspace.ts'
import { box, type Frame, group, type Point, text } from './mark.ts'
import { between, type Flown, part } from './spot.ts'
import { columnsOf, widthOf } from './text.ts'

const HEIGHT = 30
const SIZE = 12.5
/** What lies below the front of it, each so much further down and to the right. */
const LAYERS = [8, 4]
/** It never reaches over the edge of the stage, nor over that of what is in sight. */
const EDGE = 42
const RIM = 12
/** When it has landed. */
const LANDED = 0.8

/** Of parts that reach far down only the upper ones are surely in sight. */
const DOWN = 70
/** How far under another one a bundle lands. */
const NEXT = 46

/** Beside a word of the list's ends: under it where it comes from there, over it where it goes there. */
const UNDER = 6
const OVER = -HEIGHT - 16

/** Where some parts of a card stand together, so far beside a word; of a card that shows none of them, the card. */
function placeOf(frame: Frame, { card: id, parts }: Sheaf, beside: number): (Point & { seen: boolean }) | undefined {
  const card = frame.marks.find(mark => mark.id === id)
  if (card === undefined) return undefined
  const body = card.children.find(mark => mark.id === 'body')
  const [inside, dx, dy] = body?.kind === 'group' ? [body.children, body.x, body.y] : [card.children, 0, 0]
  const wanted = new Set(parts)
  const found = inside.filter(mark => wanted.has(mark.id))
  if (found.length === 0) return { x: card.x + 40, y: card.y + 60, seen: false }
  const [xs, ys] = [found.map(({ x }) => x), found.map(({ y }) => y)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  return {
    x: card.x + dx + (left + Math.max(...xs)) / 2,
    y: card.y + dy + top + (found[0]?.kind === 'text' ? beside : 0) + Math.min(DOWN, (Math.max(...ys) - top) / 2),
    seen: true,
  }
}

/** The first place that shows any of its parts, else the first that is there. */
function first(frame: Frame, sheaves: readonly Sheaf[], beside: number): Point | undefined {
  const places = sheaves.flatMap(sheaf => placeOf(frame, sheaf, beside) ?? [])
  return places.find(({ seen }) => seen) ?? places[0]
}

/** Where its upper edge is kept in sight: -1 and 1 for what is well above and below that. */
function rims({ top, bottom }: Sight) {
  const [least, most] = [top + RIM, bottom - HEIGHT - RIM - Math.max(...LAYERS)]
  return {
    side: (y: number): -1 | 0 | 1 => (y < least - HEIGHT ? -1 : y > most + HEIGHT ? 1 : 0),
    kept: (y: number): number => Math.max(least, Math.min(most, y)),
  }
}
const ways = { '-1': ' ↑', '0': '', '1': ' ↓' } as const

export function bundle(
  flight: Extract<Flight, { kind: 'bundle' }>,
  from: Frame,
  to: Frame,
  t: number,
  id: string,
  before: number,
  sight: Sight,
): Flown[] {
  const [one, other] = flight.stays ? [to, from] : [from, to]
  const start = first(one, flight.from, UNDER) ?? first(other, flight.from, UNDER)
  const end = first(to, flight.to, OVER)
  if (start === undefined || end === undefined) return []
  const lands = end.y + NEXT * before
  const { side, kept } = rims(sight)
  // it would pass by out of sight
  if (side(start.y) !== 0 && side(start.y) === side(lands)) return []
  const p = easeCubicInOut(part(t, 0.05, LANDED))
  const words = `${flight.words}${ways[side(lands)]}`
  const w = widthOf(columnsOf(words), SIZE) + 24
  const right = to.width - w - EDGE
  const mark = group(id, {
    x: Math.min(right, between(start.x, end.x, p)),
    y: between(kept(start.y), kept(lands), p),
    opacity: part(t, 0, 0.08) * (1 - part(t, LANDED, 0.95)),
    now: 1,
    children: [
      ...LAYERS.map((off, i) => box(`layer${i}`, { x: off, y: off, w, h: HEIGHT, r: 6, tone: 'ink', look: 'frame' })),
      box('box', { x: 0, y: 0, w, h: HEIGHT, r: 6, tone: 'ink', look: 'frame' }),
      text('text', { x: w / 2, y: HEIGHT / 2 + 4, text: words, anchor: 'middle', bold: true }),
    ],
  })
  const come = part(t, LANDED - 0.1, 1)
  return [{ mark, hides: flight.to.flatMap(({ card, parts }) => parts.map(part => ({ card, part }))), veil: come }]
}
