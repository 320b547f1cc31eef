/**
 * Tween: the frame between two frames. A pure function of t, so that pause, step, speed, scrubbing and stepping back need
 * no code of their own; and since it starts from any frame, also a half-moved one, an interruption goes on from what is
 * on the screen. A mark that is in neither end's state any more carries `leave`, where it is heading, until it is there.
 */
import { easeCubicInOut, easeCubicOut, easeQuadIn } from 'd3-ease'
import { farewell } from './farewell.ts'
import type { Frame, Group, Mark, Point } from './mark.ts'
import type { Motion } from './motion.ts'

export interface Manner {
  motion: Motion
  /** The person asked for reduced motion: nothing travels, a change is a cross-fade. */
  still: boolean
  /** It interrupts another movement: what already moves must not slow down first. */
  running: boolean
}

/** How far along each kind of movement is, 0..1: first what leaves and what makes room, then what arrives. */
interface Progress {
  arrive: number
  move: number
  leave: number
  fade: number
  still: boolean
}

type Parts = ReadonlyMap<string, Point>
const noParts: Parts = new Map()
const nowhere: Point = { x: 0, y: 0 }
const between = (a: number, b: number, t: number): number => (a === b ? b : a * (1 - t) + b * t)

function entering<M extends Mark>(mark: M, offset: Point, p: Progress): M {
  const off = p.still ? nowhere : offset
  return {
    ...mark,
    x: mark.x + off.x * (1 - p.arrive),
    y: mark.y + off.y * (1 - p.arrive),
    opacity: mark.opacity * p.arrive,
  }
}

/** What leaves is no longer part of the state: it keeps its looks and loses its facts. */
function stripped(mark: Mark): Mark {
  const { data: _, ...rest } = mark
  if (rest.kind !== 'group') return rest
  const { edit: __, ...bare } = rest
  return { ...bare, children: bare.children.map(stripped) }
}

function leaving<M extends Mark>(mark: M, target: Point, p: Progress): M {
  return {
    ...mark,
    x: p.still ? mark.x : between(mark.x, target.x, p.leave),
    y: p.still ? mark.y : between(mark.y, target.y, p.leave),
    opacity: mark.opacity * (1 - p.fade),
    leave: target,
  }
}

function leavingPart(mark: Mark, offset: Point, p: Progress): Mark {
  if (mark.leave !== undefined) return leaving(mark, mark.leave, p)
  return leaving(stripped(mark), { x: mark.x + offset.x, y: mark.y + offset.y }, p)
}

function moving<M extends Mark>(from: M, to: M, p: Progress): M {
  return {
    ...to,
    x: p.still ? to.x : between(from.x, to.x, p.move),
    y: p.still ? to.y : between(from.y, to.y, p.move),
    opacity: between(from.opacity, to.opacity, p.leave),
    now: between(from.now, to.now, p.leave),
  }
}

function both(from: Mark, to: Mark, parts: Parts, p: Progress): Mark {
  if (from === to) return to
  if (from.kind === 'group' && to.kind === 'group') return bothGroups(from, to, parts, p)
  const mark = moving(to.kind === from.kind ? from : to, to, p)
  if (mark.kind !== 'box' || from.kind !== 'box' || p.still) return mark
  return { ...mark, w: between(from.w, mark.w, p.move), h: between(from.h, mark.h, p.move) }
}

const bothGroups = (from: Group, to: Group, parts: Parts, p: Progress): Group => ({
  ...moving(from, to, p),
  children: from.children === to.children ? to.children : blend(from.children, to.children, parts, p),
})

/** Lines and words in the accent are about what happened before: they go at once, rather than fade where they no longer fit. */
const isNote = (mark: Mark): boolean => mark.now > 0 && (mark.kind === 'path' || mark.kind === 'text')

/** Marks of one level: those of `to` in order, then what leaves, then what wears the accent, so that it slides on top. */
function blend(from: readonly Mark[], to: readonly Mark[], parts: Parts, p: Progress): Mark[] {
  const old = new Map(from.map(mark => [mark.id, mark]))
  const below: Mark[] = []
  const above: Mark[] = []
  for (const mark of to) {
    const before = old.get(mark.id)
    old.delete(mark.id)
    const drawn = before === undefined ? entering(mark, parts.get(mark.id) ?? nowhere, p) : both(before, mark, parts, p)
    if (mark.now > 0 && mark.kind === 'group') above.push(drawn)
    else below.push(drawn)
  }
  for (const mark of old.values()) if (!isNote(mark)) below.push(leavingPart(mark, parts.get(mark.id) ?? nowhere, p))
  return [...below, ...above]
}

/** What interrupts another movement: nothing waits, and nothing that already moves slows down first. */
function atOnce(t: number, still: boolean): Progress {
  const out = easeCubicOut(t)
  return { arrive: out, move: out, leave: out, fade: out, still }
}

/** One after the other, overlapping: what leaves, what makes room or closes up, what arrives. */
function inTurn(t: number, still: boolean, goes: boolean, clears: boolean): Progress {
  const part = (from: number, to: number) => Math.min(1, Math.max(0, (t - from) / (to - from)))
  const gone = part(0, goes || clears ? 0.6 : 0.8)
  return {
    leave: easeCubicOut(gone),
    fade: easeQuadIn(gone),
    move: easeCubicInOut(goes || clears ? part(0.35, 1) : part(0, 0.8)),
    arrive: easeCubicOut(part(clears ? 0.5 : 0.25, 1)),
    still,
  }
}

/** A card that changes both its row and its column does not fly across the others: it goes out here and comes up there. */
function hop(drawn: Group, from: Group, to: Group, t: number): Group {
  if (Math.abs(from.x - to.x) < 1 || Math.abs(from.y - to.y) < 1) return drawn
  const here = t < 0.5
  const { x, y } = here ? from : to
  return { ...drawn, x, y, opacity: here ? from.opacity * (1 - 2 * t) : to.opacity * (2 * t - 1) }
}

/**
 * A new card does not wait for the others to make room: its first frame shows it already, a quarter of it. Somebody's
 * write is answered by a pixel at once, and the rest of the movement only finishes the sentence.
 */
const arriving = (p: Progress, t: number): Progress => ({ ...p, arrive: easeCubicOut(0.1 + 0.9 * t) })

/** What has no room yet comes when the others have made some. */
const later = (p: Progress, t: number): Progress => ({ ...p, arrive: easeCubicInOut(Math.max(0, t - 0.35) / 0.65) })

/**
 * The frame at `t` (0..1) of the way. Cards that come or go for no reason in the data (scrolled, filtered) are there or
 * not at once.
 */
export function tween(from: Frame, to: Frame, { motion, still, running }: Manner, t: number): Frame {
  if (t >= 1) return to
  const old = new Map(from.marks.map(card => [card.id, card]))
  const goes = from.marks.some(card => motion.get(card.id)?.leave !== undefined)
  const clears = from.marks.some(card => motion.get(card.id)?.clears)
  const p: Progress = running ? atOnce(t, still) : inTurn(t, still, goes, clears)
  const marks = to.marks.map(card => {
    const before = old.get(card.id)
    old.delete(card.id)
    const hint = motion.get(card.id)
    if (before !== undefined) {
      const drawn = bothGroups(before, card, hint?.parts ?? noParts, p)
      return running || still ? drawn : hop(drawn, before, card, p.move)
    }
    return hint?.enter === undefined ? card : entering(card, hint.enter, hint.late ? later(p, t) : arriving(p, t))
  })
  for (const card of old.values()) {
    const leave = motion.get(card.id)?.leave
    if (card.leave !== undefined) marks.push(leaving(card, card.leave, p))
    else if (leave !== undefined)
      marks.push(
        leaving(
          leave.how === undefined ? card : farewell(card, leave.how),
          { x: card.x + leave.to.x, y: card.y + leave.to.y },
          p,
        ),
      )
  }
  return { width: to.width, height: Math.max(from.height, to.height), marks }
}
