/**
 * PubsubFlight: a message on its way: from its publisher to the channel, and from there to each subscription that gets it,
 * through the pattern that fits where it is one. Where nobody listens it falls and fades. Drawn over the lines and under
 * the boxes while a step forward lasts, so it hides no words, and a message is seen to pass and to stay nowhere.
 */
import type { Piece } from '@rdd/shared/keyspace/view'
import { easeCubicInOut, easeQuadIn } from 'd3-ease'
import { box, type Group, group, type Point, text } from './mark.ts'
import type { Way } from './pubsub.ts'
import { columnsIn, columnsOf, widthOf } from './text.ts'
import { spelled } from './written.ts'

const HEIGHT = 26
/** How deep it falls: out of the box of its channel. */
const FALL = 68
/** More copies than this are not drawn one by one. */
const MOST = 24

const between = (a: Point, b: Point, t: number): Point => ({ x: a.x * (1 - t) + b.x * t, y: a.y * (1 - t) + b.y * t })
const part = (t: number, from: number, to: number): number => Math.min(1, Math.max(0, (t - from) / (to - from)))

/** A packet with its middle at a point. */
function packet(id: string, { x, y }: Point, payload: Piece, width: number, opacity: number, lost = false): Group {
  const words = spelled(payload, Math.min(16, columnsIn(width - 16, 11)))
  const w = widthOf(columnsOf(words), 11) + 16
  return group(id, {
    x: x - w / 2,
    y: y - HEIGHT / 2,
    opacity,
    now: lost ? 0 : 1,
    children: [
      box('box', { x: 0, y: 0, w, h: HEIGHT, r: 13, tone: 'ink', look: lost ? 'hollow' : 'frame' }),
      text('text', { x: w / 2, y: 17, text: words, anchor: 'middle', size: 11 }),
    ],
  })
}

/** What flies at `t`, 0..1. */
export function messageAt({ from, channel, to, width }: Way, payload: Piece, t: number): Group[] {
  const middle: Point = { x: channel.x + width / 2, y: channel.y }
  if (t < 0.4) return [packet('fly', between(from, middle, easeCubicInOut(part(t, 0, 0.4))), payload, width, 1)]
  if (to.length === 0) {
    const p = easeQuadIn(part(t, 0.42, 0.7))
    return [packet('fly', { x: middle.x, y: middle.y + FALL * p }, payload, width, 1 - p, true)]
  }
  return to.slice(0, MOST).map(({ pattern, at }, i) => {
    const through = pattern && { x: pattern.x + width / 2, y: pattern.y }
    const end: Point = { x: at.x + width / 2, y: at.y }
    const opacity = 1 - part(t, 0.9, 1)
    if (through === undefined)
      return packet(`fly:${i}`, between(middle, end, easeCubicInOut(part(t, 0.42, 0.9))), payload, width, opacity)
    const point =
      t < 0.6
        ? between(middle, through, easeCubicInOut(part(t, 0.42, 0.6)))
        : between(through, end, easeCubicInOut(part(t, 0.6, 0.9)))
    return packet(`fly:${i}`, point, payload, width, opacity)
  })
}

/** The marks of the picture with what flies among them. */
export function passing(marks: readonly Group[], flown: readonly Group[]): Group[] {
  const over = marks.findLastIndex(({ id }) => id.startsWith('wire:')) + 1
  return marks.toSpliced(over, 0, ...flown)
}
