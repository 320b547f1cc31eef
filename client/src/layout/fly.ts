/**
 * Fly: draws what flies above the frame of a movement. What flies is not shown at either of its ends meanwhile, so it is one
 * thing that goes, not one that leaves and another that comes. Nothing flies where the person asked for reduced motion.
 */
import { easeCubicInOut, easeQuadIn } from 'd3-ease'
import type { Flight } from './flight.ts'
import { copy, cutOut, ticking } from './fly-members.ts'
import { SLOT } from './list.ts'
import { NODE_HEIGHT } from './list-marks.ts'
import { box, type Frame, type Group, group, text } from './mark.ts'
import { bare, between, type Flown, find, first, type Place, part, withoutData } from './spot.ts'
import { columnsIn } from './text.ts'
import { spelled } from './written.ts'

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

const ELEMENT_WIDTH = 96

function serve(flight: Extract<Flight, { kind: 'serve' }>, from: Frame, to: Frame, t: number, id: string): Flown[] {
  const [start, waiter] = [first(from, flight.from) ?? first(to, flight.from), first(from, flight.waiter)]
  if (start === undefined || waiter?.mark.kind !== 'group') return []
  const p = easeCubicInOut(part(t, 0, 0.6))
  const away = easeQuadIn(part(t, 0.65, 1))
  // to the left, and never over the edge of the stage
  const leaving = -Math.min(72, Math.max(0, waiter.x - 8)) * away
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
