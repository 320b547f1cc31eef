/**
 * Hops on their wires. What was, stays as a number on its wire; what waits at the gate is a hollow number where it will
 * start; what flies is a packet with its command, where its fraction says. A question's line is solid, an answer's dashed,
 * but for a hit, which is solid too.
 */
import { hopTook } from '@rdd/shared/keyspace/explain-run'
import type { Hop, RunView } from '@rdd/shared/run'
import { box, type Data, type Group, group, type Mark, path, text } from './mark.ts'
import { isApp } from './pattern-parts.ts'
import type { Plan } from './pattern-room.ts'
import { brief, briefly, current } from './pattern-words.ts'
import { columnsIn, columnsOf, fit, shown, widthOf, wrap } from './text.ts'
import { headOf, lengthOf, lineOf, pointAt, type Wire } from './wire.ts'

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

const RADIUS = 11
const PACKET = { height: 34, columns: 44, pad: 18 }

const words = ({ lane }: Hop, run: RunView): string =>
  isApp({ name: lane }) && run.lanes.filter(isApp).length > 1 ? `${lane} · ` : ''
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

/** What an answer says, with its word and what it took. */
function answerText(hop: Hop): string {
  const said = brief(hop.text)
  const word = hop.outcome === 'hit' || hop.outcome === 'miss' ? hop.outcome : hop.state === 'failed' ? 'fails' : ''
  return [word, said, hopTook(hop)].filter(part => part !== '').join(' · ')
}
const textOf = (hop: Hop): string => (hop.direction === 'asked' ? briefly(hop.text) : answerText(hop))

/** The numbers of the hops on one wire, oldest first along it; when they are too many, the oldest only in the DOM. */
function badges(wire: Wire, hops: readonly Hop[], run: RunView, flight: Flight): Mark[] {
  const now = current(run)
  const step = 2 * RADIUS + 8
  const room = Math.max(1, Math.floor((lengthOf(wire) - 44) / step))
  const hidden = Math.max(0, hops.length - room)
  return hops.map((hop, i) => {
    const p = flight.get(hop.n) ?? 0
    const at = pointAt(wire, 24 + Math.max(0, i - hidden) * step)
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

/** What the last hop on a wire said, coming up as its packet arrives. */
function caption(wire: Wire, hops: readonly Hop[], run: RunView, flight: Flight): Mark[] {
  const hop = hops.findLast(isOver) ?? hops.findLast(one => one.direction === 'asked')
  if (hop === undefined) return []
  const p = flight.get(hop.n) ?? 0
  const waits = !isOver(hop)
  if (waits && hop.state !== 'waiting') return []
  const { x, y, anchor, columns, lines } = wire.label
  const lit = hop === current(run) ? 1 : 0
  const said = shown(`${words(hop, run)}${textOf(hop)}`)
  const tone =
    hop.outcome === 'miss' || hop.outcome === 'error' || hop.state === 'failed' ? 'warn' : waits ? 'faint' : 'muted'
  return wrap(said, columns, lines).map((line, i) =>
    text(`said ${hop.n} ${waits} ${i}`, {
      x,
      y: y + i * 16,
      text: line,
      anchor,
      tone,
      now: lit,
      bold: lit > 0,
      opacity: waits ? 1 : Math.max(0, (p - 0.8) / 0.2),
    }),
  )
}

/** Wires, numbers and what was said on them. */
export function wireGroup(plan: Plan, run: RunView, flight: Flight): Group {
  const now = current(run)
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
      ...[...on].flatMap(([wire, hops]) => [...badges(wire, hops, run, flight), ...caption(wire, hops, run, flight)]),
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

/** The packets in flight: a pill each, with the command in it, somewhere on its wire. */
export function packets(plan: Plan, run: RunView, flight: Flight): Group[] {
  return run.hops.flatMap(hop => {
    const p = flight.get(hop.n) ?? 0
    const wire = wireOf(plan, hop)
    if (wire === undefined || p <= 0 || p >= 1) return []
    const most = Math.min(PACKET.columns, columnsIn(plan.width * 0.4, 12.5))
    const said = fit(
      shown(`${words(hop, run)}${hop.direction === 'asked' ? briefly(hop.text) : brief(hop.text) || 'OK'}`),
      most,
    )
    const w = widthOf(columnsOf(said), 12.5) + 2 * PACKET.pad
    const at = pointAt(wire, p * lengthOf(wire))
    // a packet stays on the stage, whatever way its wire goes
    const x = Math.min(Math.max(at.x, w / 2 + 4), plan.width - w / 2 - 4)
    const look = hop.outcome === 'miss' || hop.outcome === 'error' ? 'hollow' : 'solid'
    return group(`packet ${hop.n}`, {
      x,
      y: at.y,
      data: { packet: String(hop.n) },
      opacity: Math.min(1, p / 0.1, (1 - p) / 0.1),
      children: [
        box('pill', {
          x: -w / 2,
          y: -PACKET.height / 2,
          w,
          h: PACKET.height,
          r: PACKET.height / 2,
          tone: 'ink',
          look,
          now: 1,
        }),
        text('said', {
          x: 0,
          y: 4.5,
          text: said,
          anchor: 'middle',
          bold: true,
          tone: look === 'solid' ? 'on-now' : 'ink',
          now: look === 'solid' ? 0 : 1,
        }),
      ],
    })
  })
}
