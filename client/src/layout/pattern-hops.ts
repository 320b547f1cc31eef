/**
 * Hops on their wires. What was, stays as a number on its wire; what waits at the gate is a hollow number where it will
 * start. A question's line is solid, an answer's dashed, but for a hit, which is solid too.
 */
import type { Hop, RunView } from '@rdd/shared/run'
import { box, type Data, type Group, group, type Mark, type Point, path, text } from './mark.ts'
import { placesOf, RADIUS } from './pattern-places.ts'
import { LINE, type Plan } from './pattern-room.ts'
import { saidLines } from './pattern-said.ts'
import { current } from './pattern-words.ts'
import { headOf, isBent, isWayBack, lengthOf, lineOf, pointAt, type Wire } from './wire.ts'

/** How far each hop is along its wire, by its number: 0 not yet off, 1 arrived. One that is not named has not begun. */
export type Flight = ReadonlyMap<number, number>

/** Where hops are while nothing moves: one that is on its way and held up there stands half-way. */
export const flightOf = (run: RunView | undefined): Flight =>
  new Map(run?.hops.map(({ n, state }) => [n, state === 'waiting' ? 0 : state === 'flying' ? 0.5 : 1]))

/** More hops than this changing at once are a jump: nobody could follow that many packets. */
const MOST_FLYING = 3

/** Between two moments, t from 0 to 1. Reduced motion is a jump to the end. */
export function flightBetween(from: Flight, to: Flight, t: number): Flight {
  const changed = [...new Set([...from.keys(), ...to.keys()])].filter(
    n => from.get(n) !== to.get(n) && moves(from.get(n), to.get(n)),
  )
  if (t >= 1 || changed.length > MOST_FLYING) return to
  const between = new Map(to)
  for (const n of changed) between.set(n, (from.get(n) ?? 0) * (1 - t) + (to.get(n) ?? 0) * t)
  return between
}
const moves = (a = 0, b = 0): boolean => a !== b

const near = { app: 'layer', layer: 'app' } as const

/** The wire a hop takes: in cache-aside, what fills or clears the cache has a way of its own. */
export function wireOf<W extends Pick<Wire, 'id' | 'from' | 'to'>>(
  { wires }: { wires: readonly W[] },
  hop: Hop,
): W | undefined {
  const fill = hop.direction === 'asked' ? 'fill' : 'filled'
  const own =
    hop.call.startsWith('cache.') && hop.call !== 'cache.get' ? wires.find(({ id }) => id === fill) : undefined
  if (own !== undefined) return own
  const between = (from: string, to: string) => wires.find(wire => wire.from === from && wire.to === to)
  const other = (actor: Hop['from']) => (actor === 'app' || actor === 'layer' ? near[actor] : actor)
  return between(hop.from, hop.to) ?? between(other(hop.from), hop.to) ?? between(hop.from, other(hop.to))
}

function dataOf(hop: Hop): Data {
  return {
    hop: String(hop.n),
    from: hop.from,
    to: hop.to,
    state: hop.state,
    lane: hop.lane,
    ...(hop.outcome === undefined ? {} : { outcome: hop.outcome }),
    ...(hop.ms !== undefined && (hop.state === 'done' || hop.state === 'failed')
      ? { ms: String(Math.round(hop.ms * 1000) / 1000) }
      : {}),
  }
}

const isOver = ({ state }: Hop): boolean => state === 'done' || state === 'failed'

/** The numbers of the hops on one wire, oldest first along it; when they are too many, the oldest only in the DOM. */
function badges(places: readonly Point[], hops: readonly Hop[], run: RunView, flight: Flight): Mark[] {
  const now = current(run)
  const hidden = Math.max(0, hops.length - places.length)
  return hops.map((hop, i) => {
    const p = flight.get(hop.n) ?? 0
    const at = places[Math.max(0, i - hidden)] ?? { x: 0, y: 0 }
    const lit = hop === now ? 1 : 0
    const waits = hop.state === 'waiting'
    const hollow = waits || hop.outcome === 'miss'
    const children: Mark[] =
      i < hidden
        ? []
        : [
            box('disc', {
              x: -RADIUS,
              y: -RADIUS,
              w: 2 * RADIUS,
              h: 2 * RADIUS,
              r: RADIUS,
              tone: 'ink',
              look: hollow ? 'hollow' : 'disc',
              now: lit,
            }),
            text('n', {
              x: 0,
              y: 4,
              text: String(hop.n),
              size: 11,
              anchor: 'middle',
              bold: !waits,
              tone: lit > 0 && !hollow ? 'on-now' : waits ? 'faint' : 'ink',
              now: lit > 0 && hollow ? 1 : 0,
            }),
          ]
    return group(`hop ${hop.n}`, { ...at, data: dataOf(hop), children, opacity: waits || p >= 0.12 ? 1 : p / 0.12 })
  })
}

/** Whether what is said on a wire makes way for what flies on another: a road with bends leads past its own words. */
export const makesWay = (wire: Wire, flown: Wire): boolean =>
  isBent(flown) && (wire === flown || isWayBack(wire, flown))

/** How much of what is said on a wire is seen, 0 to 1, while something flies on its road. */
function seen(plan: Plan, wire: Wire, run: RunView, flight: Flight): number {
  const near = run.hops.flatMap(hop => {
    const p = flight.get(hop.n) ?? 0
    const flown = p > 0 && p < 1 ? wireOf(plan, hop) : undefined
    return flown !== undefined && makesWay(wire, flown) ? [Math.max(0, 1 - 8 * Math.min(p, 1 - p))] : []
  })
  return Math.min(1, ...near)
}

/** What the last hop on a wire said, coming up as its packet arrives. */
function caption(wire: Wire, hops: readonly Hop[], run: RunView, flight: Flight, most: number): Mark[] {
  const hop = hops.findLast(isOver) ?? hops.findLast(one => one.direction === 'asked')
  if (hop === undefined) return []
  const p = flight.get(hop.n) ?? 0
  const waits = !isOver(hop)
  if (waits && hop.state !== 'waiting') return []
  const { x, y, anchor, grows } = wire.label
  const lit = hop === current(run) ? 1 : 0
  const lines = saidLines(hop, run, wire.label)
  const top = grows === 'up' ? y - (lines.length - 1) * LINE : y
  const tone =
    hop.outcome === 'miss' || hop.outcome === 'error' || hop.state === 'failed' ? 'warn' : waits ? 'faint' : 'muted'
  return lines.map((line, i) =>
    text(`said ${hop.n} ${waits} ${i}`, {
      x,
      y: top + i * LINE,
      text: line,
      anchor,
      tone,
      now: lit,
      bold: lit > 0,
      opacity: Math.min(most, waits ? 1 : Math.max(0, (p - 0.8) / 0.2)),
    }),
  )
}

/** Wires, numbers and what was said on them. */
export function wireGroup(plan: Plan, run: RunView, flight: Flight): Group {
  const now = current(run)
  const places = placesOf(plan)
  const on = new Map<Wire, Hop[]>()
  for (const hop of run.hops.toSorted((a, b) => a.n - b.n)) {
    const wire = wireOf(plan, hop)
    if (wire !== undefined) on.set(wire, [...(on.get(wire) ?? []), hop])
  }
  const lines = plan.wires
    .filter(wire => wire.rare !== true || on.has(wire))
    .map(wire => {
      const hops = on.get(wire) ?? []
      const lit = now !== undefined && hops.includes(now) ? 1 : 0
      const last = hops.findLast(hop => hop.state !== 'waiting')
      const answer = wire.id === 'filled' || (wire.id !== 'fill' && isAnswer(wire))
      const d = lineOf(wire)
      return group(`wire ${wire.id}`, {
        opacity: hops.some(hop => hop.state !== 'waiting') ? 1 : 0.45,
        children: [
          path('line', { x: 0, y: 0, d, tone: 'ink', dashed: answer && last?.outcome !== 'hit', now: lit }),
          path('head', { x: 0, y: 0, d: headOf(wire), tone: 'ink', filled: true, now: lit }),
          ...(last?.state === 'failed' ? [broken(wire)] : []),
        ],
      })
    })
  // the wire that is now lies over the ones it crosses
  lines.sort((a, b) => Number(a.children[0]?.now ?? 0) - Number(b.children[0]?.now ?? 0))
  return group('wires', {
    data: { wires: '' },
    children: [
      ...lines,
      ...[...on].flatMap(([wire, hops]) => [
        ...badges(places.get(wire.id) ?? [], hops, run, flight),
        ...caption(wire, hops, run, flight, seen(plan, wire, run, flight)),
      ]),
    ],
  })
}

/** Answers come from Redis, the queue or the database, and from our library to the app. */
const isAnswer = ({ from, to }: Wire): boolean =>
  from === 'cache' || from === 'queue' || from === 'database' || (from === 'layer' && to === 'app')

/** A cross where a call failed. */
function broken(wire: Wire): Mark {
  const { x, y } = pointAt(wire, lengthOf(wire) / 2)
  return path('broken', { x, y, d: 'M-6 -6L6 6M6 -6L-6 6', tone: 'ink', now: 1 })
}
