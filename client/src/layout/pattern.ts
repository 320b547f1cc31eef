/**
 * A run on the stage: actors, wires, the hops on them and the packet in flight, as a function of two moments and how far it
 * is from one to the other. Pure: the same moments always move alike, forward and back, live and in the past.
 */
import { hopWords } from '@rdd/shared/keyspace/explain-run'
import type { RunView } from '@rdd/shared/run'
import { box, type Frame, type Group, group, text } from './mark.ts'
import { actorCard, heightsOf } from './pattern-cards.ts'
import { drawingMarks } from './pattern-drawing.ts'
import { type Flight, flightBetween, flightOf, wireGroup, wireOf } from './pattern-hops.ts'
import { packets } from './pattern-packets.ts'
import type { Moment } from './pattern-parts.ts'
import { planOf } from './pattern-plan.ts'
import { NARROW, type Plan } from './pattern-room.ts'
import { current } from './pattern-words.ts'
import { wrap } from './text.ts'
import { tween } from './tween.ts'

export { type Flight, flightBetween, flightOf } from './pattern-hops.ts'
export type { Moment } from './pattern-parts.ts'

/** Stage units. */
export interface Room {
  width: number
  height: number
}

/** Width of a letter of the sans at 12.5, roughly: what is set in it only has to be broken in good places. */
const SANS = 6.5

/** The frame of a moment with its hops as far as `flight` says; without packets. */
function still(moment: Moment, plan: Plan, flight: Flight): Frame {
  const frames = plan.frames.map(({ id, words, x, y, w, h }) =>
    group(`frame ${id}`, {
      x,
      y,
      children: [
        box('edge', { x: 0, y: 0, w, h, r: 14, tone: 'ink', look: 'ghost' }),
        text('words', { x: 16, y: 19, text: words, size: 11, font: 'sans', tone: 'muted' }),
      ],
    }),
  )
  const { remark, drawing } = plan
  const remarks =
    remark === undefined
      ? []
      : [
          group('remark', {
            x: remark.x,
            y: remark.y,
            children: [
              text('words', {
                x: 0,
                y: 0,
                text: remark.words,
                size: 11,
                font: 'sans',
                anchor: 'middle',
                tone: 'muted',
              }),
            ],
          }),
        ]
  const cards = [...plan.cards].map(([actor, rect]) => actorCard(actor, rect, moment))
  return {
    width: plan.width,
    height: plan.height,
    marks: [
      ...frames,
      ...remarks,
      ...(drawing ? [drawingMarks(drawing)] : []),
      ...cards,
      ...note(plan, moment.run),
      wireGroup(plan, moment.run, flight),
    ],
  }
}

/** The current hop in words, where the plan has room for them. */
function note({ note }: Plan, run: RunView): Group[] {
  const hop = current(run)
  if (note === undefined || note.w < 160) return []
  const [headline, why] = hop === undefined ? ['', ''] : hopWords(hop)
  const lines = why === '' ? [] : wrap(why, Math.floor(note.w / SANS), 4)
  return [
    group('note', {
      x: note.x,
      y: note.y,
      children:
        hop === undefined
          ? []
          : [
              text(`title ${hop.n}`, {
                x: 0,
                y: 0,
                text: `${hop.n} · ${headline}`,
                size: 14,
                font: 'sans',
                bold: true,
              }),
              ...lines.map((line, i) =>
                text(`line ${hop.n} ${i}`, { x: 0, y: 24 + i * 19, text: line.trimEnd(), font: 'sans', tone: 'muted' }),
              ),
            ],
    }),
  ]
}

/** Width a picture needs so that its wires have room for what is said on them. */
const EASY = 860
const SCALE = { least: 0.84, most: 1.4 }

/** How much larger or smaller than life a run is drawn so that it fills the room: 1 on a narrow stage, which scrolls. */
export function scaleOf(run: RunView, { width, height }: Room): number {
  if (width < NARROW) return 1
  const { height: needed } = planOf(run.pattern, { width: EASY, height: 0, heights: heightsOf(run) })
  return Math.min(SCALE.most, Math.max(SCALE.least, Math.min(width / EASY, height / needed)))
}

/** From where to where on the stage the current hop reaches; undefined before the first. */
export function sightOf({ run }: Moment, room: Room): { top: number; bottom: number } | undefined {
  const hop = current(run)
  const plan = planOf(run.pattern, { ...room, heights: heightsOf(run) })
  const wire = hop === undefined ? undefined : wireOf(plan, hop)
  if (hop === undefined || wire === undefined) return undefined
  const ys = wire.points.map(({ y }) => y)
  const goal = plan.cards.get(hop.to)
  return { top: Math.min(...ys) - 40, bottom: Math.max(...ys, goal === undefined ? 0 : goal.y + goal.h) + 12 }
}

/** A moment at rest. A hop that is held up on its way shows its packet there. */
export function patternFrame(moment: Moment, room: Room): Frame {
  const plan = planOf(moment.run.pattern, { ...room, heights: heightsOf(moment.run) })
  const flight = flightOf(moment.run)
  const frame = still(moment, plan, flight)
  return { ...frame, marks: [...frame.marks, ...packets(plan, moment.run, flight)] }
}

/** Where a movement begins: what was on the screen, and how far its hops were. */
export interface Start {
  frame: Frame
  flight: Flight
}

/**
 * The frame at `t` (0..1) of the way from what was on the screen to a moment. A packet flies first; what it brings about in
 * the cards comes as it arrives.
 */
export function patternBetween(start: Start, moment: Moment, room: Room, t: number): Start {
  const plan = planOf(moment.run.pattern, { ...room, heights: heightsOf(moment.run) })
  const end = flightOf(moment.run)
  const flight = flightBetween(start.flight, end, ease(Math.min(1, t / 0.85)))
  const flies = packets(plan, moment.run, flight)
  const later = flies.length > 0 || start.flight !== end ? Math.max(0, (t - 0.62) / 0.38) : t
  const to = still(moment, plan, flight)
  const from = { ...start.frame, marks: start.frame.marks.filter(({ id }) => !id.startsWith('packet ')) }
  const wires = (mark: Group) => mark.id === 'wires' || mark.id === 'note'
  const only = (frame: Frame, which: boolean): Frame => ({
    ...frame,
    marks: frame.marks.filter(mark => wires(mark) === which),
  })
  const manner = { motion: new Map(), still: false, running: true }
  const early = tween(only(from, true), only(to, true), manner, Math.min(1, t / 0.4))
  // until the packet arrives its addressee knows nothing of it
  const cards =
    later <= 0 && from.marks.length > 0 ? only(from, false) : tween(only(from, false), only(to, false), manner, later)
  return { flight, frame: { ...to, marks: [...cards.marks, ...early.marks, ...flies] } }
}

/** Slow off, quick on the way, slow in. */
const ease = (t: number): number => (t < 0.5 ? 4 * t * t * t : 1 - (-2 * t + 2) ** 3 / 2)
