/**
 * Fly: draws what flies above the frame of a movement. What flies is not shown at either of its ends meanwhile, so it is one
 * thing that goes, not one that leaves and another that comes. Nothing flies where the person asked for reduced motion.
 */
import { easeCubicInOut, easeQuadIn } from 'd3-ease'
import type { Flight, Spot } from './flight.ts'
import { counting } from './flight-scores.ts'
import { SLOT } from './list.ts'
import { NODE_HEIGHT } from './list-marks.ts'
import { box, type Frame, type Group, group, type Mark, path, text } from './mark.ts'
import { columnsIn } from './text.ts'
import { spelled } from './written.ts'
import { ROW } from './zset-marks.ts'

interface Place {
  x: number
  y: number
  w: number
  mark: Mark
}

/** A part of a card's body, or of a picture, where it stands on the stage. */
function find(frame: Frame, { card: id, part }: Spot): Place | undefined {
  const card = frame.marks.find(mark => mark.id === id)
  const body = card?.children.find(mark => mark.id === 'body') ?? (card && { ...card, x: 0, y: 0 })
  if (card === undefined || body?.kind !== 'group') return undefined
  const mark = body.children.find(mark => mark.id === part)
  if (mark === undefined) return undefined
  const inner = mark.kind === 'group' ? outline(mark) : undefined
  return { x: card.x + body.x + mark.x, y: card.y + body.y + mark.y, w: inner ?? 0, mark }
}

/** The width of the box a part is drawn in. */
function outline(mark: Group): number | undefined {
  for (const child of mark.children) {
    if (child.kind === 'box') return child.w
    const within = child.kind === 'group' ? outline(child) : undefined
    if (within !== undefined) return within
  }
  return undefined
}

const first = (frame: Frame, spots: readonly Spot[]): Place | undefined => {
  for (const spot of spots) {
    const place = find(frame, spot)
    if (place !== undefined) return place
  }
  return undefined
}

const between = (a: number, b: number, t: number): number => a * (1 - t) + b * t
/** How far along a part of the way is, 0..1. */
const part = (t: number, from: number, to: number): number => Math.min(1, Math.max(0, (t - from) / (to - from)))

/** What flies of a node: the element in its box, without its links and index. */
const bare = (mark: Mark): Mark[] =>
  mark.kind === 'group' ? mark.children.filter(({ id }) => id !== 'link' && id !== 'at').map(withoutData) : []

function withoutData(mark: Mark): Mark {
  const { data: _, ...rest } = mark
  return rest.kind === 'group' ? { ...rest, children: rest.children.map(withoutData) } : rest
}

/** A mark that flies: as it is drawn now, and which parts of which cards it stands for. */
interface Flown {
  mark: Group
  hides: readonly Spot[]
}

function move(flight: Extract<Flight, { kind: 'move' }>, from: Frame, to: Frame, t: number, id: string): Flown[] {
  const [start, end] = [first(from, flight.from) ?? first(to, flight.from), find(to, flight.to)]
  if (start === undefined || end === undefined) return []
  const p = easeCubicInOut(part(t, 0.05, 0.9))
  const mark = group(id, {
    x: between(start.x, end.x, p),
    y: between(start.y, end.y, p) - 26 * Math.sin(Math.PI * p),
    now: 1,
    children: bare(end.mark),
  })
  return [{ mark, hides: [...flight.from, flight.to] }]
}

/** One of several copies that set out one after the other; `place`: its place among them, 0..1. */
function copy(
  flight: Extract<Flight, { kind: 'copy' }>,
  from: Frame,
  to: Frame,
  t: number,
  id: string,
  place: number,
): Flown[] {
  const [start, end] = [first(to, flight.from) ?? first(from, flight.from), find(to, flight.to)]
  if (start === undefined || end === undefined) return []
  const p = easeCubicInOut(part(t, 0.05 + 0.25 * place, 0.65 + 0.3 * place))
  const mark = group(id, {
    x: between(start.x, end.x, p),
    y: between(start.y, end.y, p) - 26 * Math.sin(Math.PI * p),
    opacity: part(t, 0, 0.1 + 0.25 * place),
    now: 1,
    children: bare(end.mark),
  })
  return [{ mark, hides: [flight.to] }]
}

/** A bracket around rows that are about to be gone. */
function cutOut({ card, parts }: Extract<Flight, { kind: 'cut' }>, from: Frame, t: number, id: string): Flown[] {
  const places = parts.flatMap(part => find(from, { card, part }) ?? [])
  const [one] = places
  if (one === undefined) return []
  const [top, bottom] = [Math.min(...places.map(({ y }) => y)), Math.max(...places.map(({ y }) => y)) + ROW]
  const bracket = path('bracket', { x: 0, y: 3, d: `M0 0h6V${bottom - top - 6}h-6`, tone: 'ink' })
  const mark = group(id, {
    x: one.x + one.w + 6,
    y: top,
    now: 1,
    opacity: 1 - part(t, 0.55, 0.85),
    children: [bracket],
  })
  return [{ mark, hides: [] }]
}

/** A card with one part of its body, or of a picture, made anew. */
function withPart(card: Group, part: string, made: (mark: Group) => Mark): Group {
  const all = (marks: readonly Mark[]): Mark[] =>
    marks.map(mark => (mark.id === part && mark.kind === 'group' ? made(mark) : mark))
  const children = card.children.map(mark =>
    mark.id === 'body' && mark.kind === 'group' ? { ...mark, children: all(mark.children) } : mark,
  )
  return { ...card, children }
}

/** The frame with the scores that count on their way. */
function ticking(frame: Frame, flights: readonly Flight[], t: number): Frame {
  const ticks = flights.filter(flight => flight.kind === 'tick')
  if (ticks.length === 0) return frame
  const p = easeCubicInOut(part(t, 0, 0.8))
  const counts = (card: Group, { part, from, to }: (typeof ticks)[number]): Group =>
    withPart(card, part, row => ({
      ...row,
      children: row.children.map(mark =>
        mark.kind === 'text' && mark.id === 'score' ? { ...mark, text: counting(from, to, p) } : mark,
      ),
    }))
  return {
    ...frame,
    marks: frame.marks.map(card => ticks.filter(tick => tick.card === card.id).reduce(counts, card)),
  }
}

const ELEMENT_WIDTH = 96

function serve(flight: Extract<Flight, { kind: 'serve' }>, from: Frame, to: Frame, t: number, id: string): Flown[] {
  const [start, waiter] = [first(from, flight.from) ?? first(to, flight.from), first(from, flight.waiter)]
  if (start === undefined || waiter?.mark.kind !== 'group') return []
  const p = easeCubicInOut(part(t, 0, 0.6))
  const away = easeQuadIn(part(t, 0.65, 1))
  const leaving = -72 * away
  const opacity = 1 - away
  const x = between(start.x, waiter.x + waiter.w - ELEMENT_WIDTH - 10, p) + leaving
  const y = between(start.y, waiter.y + 22, p)
  const client = group(`${id}-client`, {
    x: waiter.x + leaving,
    y: waiter.y,
    opacity,
    now: part(t, 0.5, 0.6),
    children: waiter.mark.children.map(withoutData),
  })
  const element = group(id, {
    x,
    y,
    opacity,
    now: 1,
    children: [
      box('box', { x: 0, y: 0, w: ELEMENT_WIDTH, h: NODE_HEIGHT, r: 6, tone: 'ink', look: 'frame' }),
      text('text', {
        x: ELEMENT_WIDTH / 2,
        y: NODE_HEIGHT / 2 + 5,
        text: spelled(flight.piece, columnsIn(ELEMENT_WIDTH - 16, 14)),
        anchor: 'middle',
        size: 14,
      }),
    ],
  })
  return [
    { mark: client, hides: flight.waiter },
    { mark: element, hides: [] },
  ]
}

function walk({ card, parts }: Extract<Flight, { kind: 'walk' }>, to: Frame, t: number, id: string): Flown[] {
  const places = parts.flatMap(part => find(to, { card, part }) ?? [])
  const at = part(t, 0, 0.9) * (places.length - 1)
  const [here, next] = [places[Math.floor(at)], places[Math.min(places.length - 1, Math.floor(at) + 1)]]
  if (here === undefined || next === undefined) return []
  const p = at - Math.floor(at)
  const centre = (place: Place) => place.x + place.w / 2
  const children = [
    box('dot', { x: -9, y: -9, w: 18, h: 18, r: 9, tone: 'ink', look: 'solid', now: 1 }),
    text('step', { x: 0, y: 4, text: String(Math.round(at)), anchor: 'middle', size: 11, tone: 'on-now' }),
  ]
  const mark = group(id, {
    x: between(centre(here), centre(next), p),
    y: between(here.y, next.y, p),
    opacity: 1 - part(t, 0.92, 1),
    children,
  })
  return [{ mark, hides: [] }]
}

interface Way {
  from: Frame
  to: Frame
  t: number
  id: string
  place: number
}

function flownBy(flight: Flight, { from, to, t, id, place }: Way): Flown[] {
  switch (flight.kind) {
    case 'move':
      return move(flight, from, to, t, id)
    case 'copy':
      return copy(flight, from, to, t, id, Math.min(1, place))
    case 'serve':
      return serve(flight, from, to, t, id)
    case 'walk':
      return walk(flight, to, t, id)
    case 'cut':
      return cutOut(flight, from, t, id)
    case 'tick':
      return []
  }
}

export const flightId = (i: number): string => `flight:${i}`

/** `frame`, the tween of `from` and `to` at `t`, with what flies above it. */
export function fly(frame: Frame, from: Frame, to: Frame, flights: readonly Flight[], t: number): Frame {
  if (flights.length === 0 || t >= 1) return frame
  const copies = Math.max(1, flights.filter(({ kind }) => kind === 'copy').length - 1)
  const flown = flights.flatMap((flight, i) => flownBy(flight, { from, to, t, id: flightId(i), place: i / copies }))
  const hidden = new Map<string, Set<string>>()
  for (const { hides } of flown)
    for (const spot of hides) hidden.set(spot.card, (hidden.get(spot.card) ?? new Set<string>()).add(spot.part))
  const ticked = ticking(frame, flights, t)
  return {
    ...frame,
    marks: [...ticked.marks.map(card => without(card, hidden.get(card.id))), ...flown.map(({ mark }) => mark)],
  }
}

/** Parts that are never hidden: several flights may leave from them. */
const standing = new Set([SLOT, 'head', 'tail'])

function without(card: Group, parts: ReadonlySet<string> | undefined): Group {
  if (parts === undefined) return card
  const children = card.children.map(child =>
    child.id !== 'body' || child.kind !== 'group'
      ? child
      : {
          ...child,
          children: child.children.map(mark =>
            parts.has(mark.id) && !standing.has(mark.id) ? { ...mark, opacity: 0 } : mark,
          ),
        },
  )
  return { ...card, children }
}
