/**
 * Fly: draws what flies above the frame of a movement. What flies is not shown at either of its ends meanwhile, so it is one
 * thing that goes, not one that leaves and another that comes. Nothing flies where the person asked for reduced motion.
 */
import { easeCubicInOut } from 'd3-ease'
import type { Flight } from './flight.ts'
import { bundle } from './fly-bundle.ts'
import { copy, cutOut, ticking } from './fly-members.ts'
import { serve } from './fly-served.ts'
import type { Sight } from './keyspace.ts'
import { SLOT } from './list.ts'
import { box, type Frame, type Group, group, text } from './mark.ts'
import { bare, between, type Flown, find, first, type Place, part } from './spot.ts'
import { VENN } from './venn.ts'

function move(flight: Extract<Flight, { kind: 'move' }>, from: Frame, to: Frame, t: number, id: string): Flown[] {
  const start = first(from, flight.from) ?? first(to, flight.from)
  // the picture of its set is in sight, its card may stand below it
  const end = first(to, [{ card: VENN, part: flight.to.part }, flight.to])
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
  /** Which of the bundles it is. */
  bundles: number
  sight: Sight
}

function flownBy(flight: Flight, { from, to, t, id, place, bundles, sight }: Way): Flown[] {
  switch (flight.kind) {
    case 'move':
      return move(flight, from, to, t, id)
    case 'copy':
      return copy(flight, from, to, t, id, Math.min(1, place))
    case 'serve':
      return serve(flight, from, to, t, id)
    case 'bundle':
      return bundle(flight, from, to, t, id, bundles, sight)
    case 'walk':
      return walk(flight, to, t, id)
    case 'cut':
      return cutOut(flight, from, t, id)
    case 'tick':
      return []
  }
}

export const flightId = (i: number): string => `flight:${i}`

const everywhere: Sight = { top: Number.NEGATIVE_INFINITY, bottom: Number.POSITIVE_INFINITY }

/** `frame`, the tween of `from` and `to` at `t`, with what flies above it. `sight`: what of the stage is in sight. */
export function fly(
  frame: Frame,
  from: Frame,
  to: Frame,
  flights: readonly Flight[],
  t: number,
  sight = everywhere,
): Frame {
  if (flights.length === 0 || t >= 1) return frame
  const copies = Math.max(1, flights.filter(({ kind }) => kind === 'copy').length - 1)
  const flown = flights.flatMap((flight, i) => {
    const bundles = flights.slice(0, i).filter(({ kind }) => kind === 'bundle').length
    return flownBy(flight, { from, to, t, id: flightId(i), place: i / copies, bundles, sight })
  })
  const hidden = new Map<string, Map<string, number>>()
  for (const { hides, veil = 0 } of flown)
    for (const { card, part } of hides)
      hidden.set(card, (hidden.get(card) ?? new Map<string, number>()).set(part, veil))
  const ticked = ticking(frame, flights, t)
  return {
    ...frame,
    marks: [...ticked.marks.map(card => without(card, hidden.get(card.id))), ...flown.map(({ mark }) => mark)],
  }
}

/** Parts that are never hidden: several flights may leave from them. */
const standing = new Set([SLOT, 'head', 'tail', 'lpop', 'rpop'])

function without(card: Group, parts: ReadonlyMap<string, number> | undefined): Group {
  if (parts === undefined) return card
  const children = card.children.map(child =>
    child.id !== 'body' || child.kind !== 'group'
      ? child
      : {
          ...child,
          children: child.children.map(mark => {
            const veil = standing.has(mark.id) ? undefined : parts.get(mark.id)
            return veil === undefined ? mark : { ...mark, opacity: mark.opacity * veil }
          }),
        },
  )
  return { ...card, children }
}
