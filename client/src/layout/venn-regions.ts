/**
 * Regions of overlapping circles: the outline of one, to be lit, and the stretches of a row that lie inside it, to put
 * things in. A region is a number, bit i set where it lies inside circle i: of two circles 1, 2 and 3.
 */
import type { Point } from './mark.ts'

export interface Circle extends Point {
  r: number
}

export interface Stretch {
  left: number
  right: number
}

const isIn = (region: number, circle: number): boolean => (region & (1 << circle)) !== 0

/** Half the chord of a circle at a height off its centre; 0 past its edge. */
const chord = (r: number, off: number): number => (off >= r ? 0 : Math.sqrt(r * r - off * off))

function without(some: readonly Stretch[], left: number, right: number): Stretch[] {
  return some.flatMap(one =>
    [
      { left: one.left, right: Math.min(one.right, left) },
      { left: Math.max(one.left, right), right: one.right },
    ].filter(part => part.right > part.left),
  )
}

/** What of the row from `top` to `bottom` is in the region over its whole height, at least `clear` off every line. */
export function stretches(
  circles: readonly Circle[],
  region: number,
  top: number,
  bottom: number,
  clear: number,
): Stretch[] {
  let some: Stretch[] = [{ left: Number.NEGATIVE_INFINITY, right: Number.POSITIVE_INFINITY }]
  for (const [i, { x, y, r }] of circles.entries()) {
    if (isIn(region, i)) {
      const half = chord(r - clear, Math.max(Math.abs(top - y), Math.abs(bottom - y)))
      some = without(without(some, Number.NEGATIVE_INFINITY, x - half), x + half, Number.POSITIVE_INFINITY)
    } else {
      const half = chord(r + clear, top <= y && y <= bottom ? 0 : Math.min(Math.abs(top - y), Math.abs(bottom - y)))
      if (half > 0) some = without(some, x - half, x + half)
    }
  }
  return some
}

/** The height at which a region has its middle. */
export function middleOf(circles: readonly Circle[], region: number): number {
  const [top, bottom] = [Math.min(...circles.map(c => c.y - c.r)), Math.max(...circles.map(c => c.y + c.r))]
  let [sum, area] = [0, 0]
  for (let y = top; y < bottom; y += 2)
    for (const { left, right } of stretches(circles, region, y, y, 0)) {
      sum += y * (right - left)
      area += right - left
    }
  return area === 0 ? (top + bottom) / 2 : sum / area
}

interface Arc {
  circle: Circle
  from: number
  to: number
  /** 1: along growing angles. */
  sweep: 0 | 1
}

const onCircle = ({ x, y, r }: Circle, angle: number): Point => ({
  x: x + r * Math.cos(angle),
  y: y + r * Math.sin(angle),
})

/** Angles at which a circle meets another. */
function meetings(a: Circle, b: Circle): number[] {
  const d = Math.hypot(b.x - a.x, b.y - a.y)
  if (d === 0 || d >= a.r + b.r || d <= Math.abs(a.r - b.r)) return []
  const towards = Math.atan2(b.y - a.y, b.x - a.x)
  const half = Math.acos((a.r * a.r + d * d - b.r * b.r) / (2 * a.r * d))
  return [towards - half, towards + half]
}

/** The arcs around a region, each with the region on the same side. */
function arcsOf(circles: readonly Circle[], region: number): Arc[] {
  return circles.flatMap((circle, i): Arc[] => {
    const others = circles.filter((_, k) => k !== i)
    const turn = 2 * Math.PI
    const cuts = others.flatMap(other => meetings(circle, other)).map(angle => (angle + turn) % turn)
    const sorted = cuts.toSorted((a, b) => a - b)
    const [first = 0] = sorted
    return (sorted.length === 0 ? [0] : sorted).flatMap((from, k): Arc[] => {
      const to = sorted[k + 1] ?? first + turn
      const { x, y } = onCircle(circle, (from + to) / 2)
      const bounds = circles.every(
        (other, n) => n === i || isIn(region, n) === Math.hypot(x - other.x, y - other.y) < other.r,
      )
      if (!bounds) return []
      return [isIn(region, i) ? { circle, from, to, sweep: 1 } : { circle, from: to, to: from, sweep: 0 }]
    })
  })
}

const rounded = (n: number): string => String(Math.round(n * 10) / 10)
const near = (a: Point, b: Point): boolean => Math.hypot(a.x - b.x, a.y - b.y) < 0.01

/** SVG path data of the outline of a region. */
export function outline(circles: readonly Circle[], region: number): string {
  const left = arcsOf(circles, region)
  let d = ''
  let end: Point | undefined
  while (left.length > 0) {
    const at = left.findIndex(({ circle, from }) => end !== undefined && near(onCircle(circle, from), end))
    const [arc] = left.splice(Math.max(0, at), 1)
    if (arc === undefined) break
    const { circle, from, to, sweep } = arc
    const [start, stop] = [onCircle(circle, from), onCircle(circle, to)]
    if (at < 0) d += `${d === '' ? '' : 'z'}M${rounded(start.x)} ${rounded(start.y)}`
    const large = Math.abs(to - from) > Math.PI ? 1 : 0
    d += `A${circle.r} ${circle.r} 0 ${large} ${sweep} ${rounded(stop.x)} ${rounded(stop.y)}`
    end = stop
  }
  return d === '' ? '' : `${d}z`
}
