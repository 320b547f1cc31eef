/**
 * Wire: a line of straight stretches with round corners between two actors. It knows how long it is and which point lies
 * so far along it, so a packet that flies there is where its fraction says, whatever way it takes.
 */
import type { ActorName } from '@rdd/shared/run'
import type { Point } from './mark.ts'

export interface Wire {
  id: string
  from: ActorName
  to: ActorName
  /** At least two, each level with or right above or below the one before. */
  points: readonly Point[]
  /** Where its words stand, and how many lines and columns they may take. */
  label: Label
  /** Not every form of the pattern takes it: drawn only once it was taken. */
  rare?: boolean
}
export interface Label extends Point {
  anchor: 'start' | 'middle' | 'end'
  columns: number
  lines: number
  /** Which way it grows from its first line: what stands on a wire grows up, what hangs below one, down. */
  grows: 'up' | 'down'
}

/** Whether a wire has bends: it then runs past what is said on it. */
export const isBent = ({ points }: Pick<Wire, 'points'>): boolean => points.length > 2
/** Whether two wires are the two ways of one road. */
export const isWayBack = (wire: Wire, other: Wire): boolean =>
  wire.from === other.to && wire.to === other.from && isBent(wire) === isBent(other)

const CORNER = 10
const HEAD = { length: 11, half: 4.5 }

const far = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y)
const toward = (a: Point, b: Point, by: number): Point => {
  const d = far(a, b)
  return d === 0 ? a : { x: a.x + ((b.x - a.x) * by) / d, y: a.y + ((b.y - a.y) * by) / d }
}

export function lengthOf({ points }: Pick<Wire, 'points'>): number {
  let sum = 0
  for (const [i, point] of points.entries()) sum += far(points[i - 1] ?? point, point)
  return sum
}

/** The point `along` units from the start; beyond an end, that end. */
export function pointAt({ points }: Pick<Wire, 'points'>, along: number): Point {
  let left = Math.max(0, along)
  let last: Point = { x: 0, y: 0 }
  for (const [i, point] of points.entries()) {
    const before = points[i - 1]
    if (before !== undefined) {
      const d = far(before, point)
      if (left <= d) return toward(before, point, left)
      left -= d
    }
    last = point
  }
  return last
}

/** The line as path data; it stops short of the head. */
export function lineOf({ points }: Pick<Wire, 'points'>): string {
  const parts: string[] = []
  for (const [i, point] of points.entries()) {
    const [before, after] = [points[i - 1], points[i + 1]]
    if (before === undefined) parts.push(`M${at(point)}`)
    else if (after === undefined) parts.push(`L${at(toward(point, before, HEAD.length - 2))}`)
    else {
      const r = Math.min(CORNER, far(before, point) / 2, far(point, after) / 2)
      parts.push(`L${at(toward(point, before, r))}Q${at(point)} ${at(toward(point, after, r))}`)
    }
  }
  return parts.join('')
}

/** The filled head at its end. */
export function headOf({ points }: Pick<Wire, 'points'>): string {
  const [before, tip] = points.slice(-2)
  if (before === undefined || tip === undefined) return ''
  const back = toward(tip, before, HEAD.length)
  const [dx, dy] = [(tip.x - back.x) / HEAD.length, (tip.y - back.y) / HEAD.length]
  const side = (way: number) => at({ x: back.x - dy * way * HEAD.half, y: back.y + dx * way * HEAD.half })
  return `M${at(tip)}L${side(1)}L${side(-1)}z`
}

const at = ({ x, y }: Point): string => `${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100}`
