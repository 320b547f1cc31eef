/**
 * Places: where on the wires of a plan the numbers of hops may stand: clear of the cards, of what is said on any wire, of
 * frames, of other wires, of bends and of each other. They depend on the plan alone, so no number ever moves while one steps.
 */
import type { Point } from './mark.ts'
import { bottom, type Plan, type Rect, right, roomOfLabel } from './pattern-room.ts'
import { lengthOf, pointAt, type Wire } from './wire.ts'

/** Of the disc with a number in it. */
export const RADIUS = 11
/** From the start of a wire, and from its end, where its head is. */
const START = RADIUS + 2
const END = RADIUS + 13
/** Between two numbers, centre to centre. */
const APART = 2 * RADIUS + 4
const STEP = 2
/** Numbers one wire has places for at most. */
const MOST = 12

/** Distance from a point to a rectangle, or to a stretch of a wire, which is one without width. */
function away({ x, y }: Point, rect: Rect): number {
  const [dx, dy] = [Math.max(rect.x - x, 0, x - right(rect)), Math.max(rect.y - y, 0, y - bottom(rect))]
  return Math.hypot(dx, dy)
}

export function stretches({ points }: Pick<Wire, 'points'>): Rect[] {
  return points.slice(1).map((point, i) => {
    const before = points[i] ?? point
    return {
      x: Math.min(before.x, point.x),
      y: Math.min(before.y, point.y),
      w: Math.abs(before.x - point.x),
      h: Math.abs(before.y - point.y),
    }
  })
}

const edges = ({ x, y, w, h }: Rect): Rect[] => [
  { x, y, w, h: 0 },
  { x, y: y + h, w, h: 0 },
  { x, y, w: 0, h },
  { x: x + w, y, w: 0, h },
]

/** The places on each wire, by its id, from its start on. */
export function placesOf(plan: Plan): ReadonlyMap<string, readonly Point[]> {
  const taken: Point[] = []
  const solid = [...plan.cards.values(), ...plan.wires.map(({ label }) => roomOfLabel(label))]
  const frames = plan.frames.flatMap(edges)
  const places = new Map<string, readonly Point[]>()
  for (const wire of plan.wires) {
    const corners = wire.points.slice(1, -1)
    const others = plan.wires.filter(one => one !== wire).flatMap(stretches)
    const clear = (lines: readonly Rect[]) => {
      const found: Point[] = []
      for (let along = START; along <= lengthOf(wire) - END && found.length < MOST; along += STEP) {
        const at = pointAt(wire, along)
        if (
          solid.every(rect => away(at, rect) >= RADIUS) &&
          corners.every(corner => Math.hypot(corner.x - at.x, corner.y - at.y) >= RADIUS + 2) &&
          lines.every(line => away(at, line) >= RADIUS + 1) &&
          [...taken, ...found].every(one => Math.hypot(one.x - at.x, one.y - at.y) >= APART)
        )
          found.push(at)
      }
      return found
    }
    const best = clear([...frames, ...others])
    // where wires run close together, a number may touch another wire rather than not be there
    const found = best.length > 1 ? best : clear([])
    taken.push(...found)
    places.set(wire.id, found)
  }
  return places
}
