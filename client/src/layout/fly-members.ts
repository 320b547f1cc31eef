/**
 * FlyMembers: draws what flies between sets and sorted sets, and what is shown of them only while they move: copies that go
 * into the key made of them, the bracket of rows that are cut out, scores that count.
 */
import { easeCubicInOut } from 'd3-ease'
import type { Flight } from './flight.ts'
import { counting } from './flight-scores.ts'
import { type Frame, type Group, group, type Mark, path } from './mark.ts'
import { bare, between, type Flown, find, first, part } from './spot.ts'
import { ROW } from './zset-marks.ts'

/** One of several copies that set out one after the other; `place`: its place among them, 0..1. */
export function copy(
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
export function cutOut({ card, parts }: Extract<Flight, { kind: 'cut' }>, from: Frame, t: number, id: string): Flown[] {
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
export function ticking(frame: Frame, flights: readonly Flight[], t: number): Frame {
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
