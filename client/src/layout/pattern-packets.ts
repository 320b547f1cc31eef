/**
 * Packets: the hops in flight, a pill each with the beginning of what it carries, somewhere on its wire. A pill keeps to a
 * corridor between the cards and the words beside its wire, so it covers nothing it is not about; where there is none, it
 * carries its number alone.
 */
import type { RunView } from '@rdd/shared/run'
import { box, type Group, group, type Point, text } from './mark.ts'
import { type Flight, makesWay, wireOf } from './pattern-hops.ts'
import { bottom, type Plan, type Rect, right, roomOfLabel } from './pattern-room.ts'
import { whose } from './pattern-said.ts'
import { brief, briefly } from './pattern-words.ts'
import { columnsIn, columnsOf, fit, shown, widthOf } from './text.ts'
import { lengthOf, pointAt, type Wire } from './wire.ts'

const HEIGHT = 28
const PAD = 12
/** Columns of what it carries at most, and at least: less says nothing. */
const MOST = 30
const LEAST = 3
const STEP = 4
/** Of a corridor that a pill on a level road may fill: what fills all of it cannot be seen to move. */
const SHARE = 0.55

interface Corridor {
  left: number
  right: number
  /** From where to where on its wire a pill touches no card, units along it. */
  start: number
  end: number
}

/** Beside which rectangles a pill at `at` passes: those it would meet if it were wide enough. */
const level = ({ y }: Point, rect: Rect): boolean => rect.y < y + HEIGHT / 2 && bottom(rect) > y - HEIGHT / 2

function corridorOf(plan: Plan, wire: Wire): Corridor {
  const walls = [
    ...plan.cards.values(),
    ...plan.wires.filter(one => one.rare !== true && !makesWay(one, wire)).map(one => roomOfLabel(one.label)),
  ]
  const length = lengthOf(wire)
  const free: number[] = []
  const inside = { left: 4, right: plan.width - 4 }
  for (let along = 0; along <= length; along += STEP) {
    const at = pointAt(wire, along)
    const beside = walls.filter(rect => level(at, rect))
    if (beside.some(rect => rect.x < at.x + PAD && right(rect) > at.x - PAD)) continue
    free.push(along)
    for (const rect of beside)
      if (rect.x > at.x) inside.right = Math.min(inside.right, rect.x - 2)
      else inside.left = Math.max(inside.left, right(rect) + 2)
  }
  return { ...inside, start: free.at(0) ?? length / 2, end: free.at(-1) ?? length / 2 }
}

export function packets(plan: Plan, run: RunView, flight: Flight): Group[] {
  return run.hops.flatMap(hop => {
    const p = flight.get(hop.n) ?? 0
    const wire = wireOf(plan, hop)
    if (wire === undefined || p <= 0 || p >= 1) return []
    const corridor = corridorOf(plan, wire)
    const room = corridor.right - corridor.left
    const upright = wire.points.every(({ x }) => x === wire.points[0]?.x)
    const columns = Math.min(MOST, columnsIn(room * (upright ? 1 : SHARE) - 2 * PAD, 12.5))
    const carried = shown(whose(hop, run) + (hop.direction === 'asked' ? briefly(hop.text) : brief(hop.text) || 'OK'))
    const said = columns < LEAST ? String(hop.n) : fit(carried, columns)
    const w = Math.max(HEIGHT, widthOf(columnsOf(said), 12.5) + 2 * PAD)
    const at = pointAt(wire, corridor.start + p * (corridor.end - corridor.start))
    const kept = Math.min(Math.max(at.x, corridor.left + w / 2), corridor.right - w / 2)
    const look = hop.outcome === 'miss' || hop.outcome === 'error' ? 'hollow' : 'solid'
    return group(`packet ${hop.n}`, {
      x: w <= room ? kept : Math.max(at.x, w / 2 + 2),
      y: at.y,
      data: { packet: String(hop.n) },
      opacity: Math.min(1, p / 0.1, (1 - p) / 0.1),
      children: [
        box('pill', { x: -w / 2, y: -HEIGHT / 2, w, h: HEIGHT, r: HEIGHT / 2, tone: 'ink', look, now: 1 }),
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
