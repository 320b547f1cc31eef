/**
 * Figure: one thing that happens, as small as it can be shown: the keys before, the fact, and what the stage makes of it.
 * The same import is a picture in the gallery and a golden test.
 */
import type { Bytes } from '@rdd/shared/bytes'
import type { Fact, FactOf } from '@rdd/shared/fact'
import type { KeyChange, Reading } from '@rdd/shared/keyspace/change'
import { EMBSTR } from '@rdd/shared/keyspace/embstr'
import { readingsOf } from '@rdd/shared/keyspace/reading'
import type { RoomState } from '@rdd/shared/keyspace/state'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { Timeline } from '@rdd/shared/timeline'
import { type Around, alone } from '../src/layout/around.ts'
import { columns } from '../src/layout/columns.ts'
import { flightsOf } from '../src/layout/flight.ts'
import { bundling } from '../src/layout/flight-bundles.ts'
import { fly } from '../src/layout/fly.ts'
import { withheld } from '../src/layout/fly-served.ts'
import { frameOf, grid, type Plan } from '../src/layout/keyspace.ts'
import { light } from '../src/layout/light.ts'
import { listSpans } from '../src/layout/list-spans.ts'
import type { Frame } from '../src/layout/mark.ts'
import { type Motion, motionOf, withFigure } from '../src/layout/motion.ts'
import { everything, ordered } from '../src/layout/order.ts'
import { flightOf, type Moment, patternBetween, patternFrame } from '../src/layout/pattern.ts'
import { comings, pubsub } from '../src/layout/pubsub.ts'
import { messageAt, passing } from '../src/layout/pubsub-flight.ts'
import type { Talk } from '../src/layout/pubsub-talk.ts'
import { storedReadings } from '../src/layout/stored.ts'
import { tween } from '../src/layout/tween.ts'
import { VENN, venn } from '../src/layout/venn.ts'
import { togetherAt } from '../src/layout/venn-named.ts'
import { togetherWith } from '../src/layout/venn-picked.ts'
import { awaitedOf, waitersOf } from '../src/layout/waiting.ts'
import { writeSpans } from '../src/layout/write-spans.ts'
import { refusedScores } from '../src/layout/zset-spans.ts'
import type { SceneName } from '../src/stage/scene.ts'
import { NOON } from './build.ts'

/** The thresholds a Redis 7.0 has at first. */
export const LIMITS: ReadonlyMap<string, string> = new Map([
  [EMBSTR, '44'],
  ['hash-max-listpack-entries', '512'],
  ['hash-max-listpack-value', '64'],
  ['set-max-intset-entries', '512'],
  ['zset-max-listpack-entries', '128'],
  ['zset-max-listpack-value', '64'],
  ['list-max-listpack-size', '-2'],
  ['stream-node-max-entries', '100'],
])

export type Figure = KeyFigure | RunFigure | TalkFigure | PictureFigure

/** A picture of the whole room, from one moment to another. */
export interface PictureFigure {
  title: string
  scene: 'architecture' | 'key-naming'
  /** Stage units. */
  width: number
  before: (room: { width: number }) => Frame
  after?: (room: { width: number }) => Frame
}

/** A run through a pattern, from one moment to another; without `after` it stands still. */
export interface RunFigure {
  title: string
  scene: 'pattern'
  /** Stage units. */
  width: number
  height: number
  before: Moment
  after?: Moment
}

/** What is said over channels, from one moment to another. */
export interface TalkFigure {
  title: string
  scene: 'pubsub'
  /** Stage units. */
  width: number
  height: number
  before: Talk
  after?: Talk
}

export interface KeyFigure {
  title: string
  scene: SceneName
  /** Stage units. */
  width: number
  before: KeyView[]
  /** Clients that wait, the longest waiting first. */
  waiting?: FactOf<'waiting'>[]
  /** A command that named sets together before. */
  named?: FactOf<'command'>
  /** Sets that a person put together. */
  compared?: Bytes[]
  /** What happens; absent where the figure stands still. */
  fact?: Fact
  /** What is around every card besides what the fact read. */
  around?: Partial<Omit<Around, 'spans'>>
}

const noMotion: Motion = new Map()

function planOf(
  { scene, width, around = {}, named, compared = [], fact }: KeyFigure,
  state: RoomState,
  seq: number,
  readings: readonly Reading[] = [],
  changes: readonly KeyChange[] = [],
): Plan {
  const recency = () => 0
  const views = state.keys(0).values()
  const spansOf = (of: KeyView) => [
    ...readings.flatMap(reading => (reading.kind === 'read' && reading.key === of.key ? reading.spans : [])),
    ...changes.flatMap(change =>
      change.key === of.key ? [...listSpans(fact, change), ...writeSpans(fact, change)] : [],
    ),
    ...(seq === 0 ? [] : refusedScores(fact, of)),
  ]
  if (scene === 'keyspace') return grid(ordered(views, everything, recency), width)
  const waiting = waitersOf(state, 0)
  const facts = [...(named === undefined ? [] : [{ ...named, seq: 0 }]), ...(fact === undefined ? [] : [fact])]
  const byCommand = scene === 'set' ? togetherAt(facts, seq, 0, state, changes) : undefined
  const together = togetherWith(compared, byCommand, 0, state, changes)
  return columns(
    ordered(views, { ...everything, type: scene }, recency),
    scene,
    width,
    view => ({ ...alone, waiting: waiting.get(view.key) ?? [], ...around, spans: spansOf(view) }),
    awaitedOf(state, 0, scene),
    together && { in: width => venn(together, width), ...(together.into !== undefined && { with: together.into }) },
  )
}

const isPicture = (figure: Figure): figure is PictureFigure =>
  figure.scene === 'architecture' || figure.scene === 'key-naming'

/** The figure's movement as a function of t, 0..1. */
export function framesOf(figure: Figure): (t: number) => Frame {
  if (figure.scene === 'pubsub') return talkFrames(figure)
  if (isPicture(figure)) return pictureFrames(figure)
  return figure.scene === 'pattern' ? runFrames(figure) : keyFrames(figure)
}

function talkFrames({ before, after, width, height }: TalkFigure): (t: number) => Frame {
  const room = { width, height }
  const from = pubsub(before, room).frame
  if (after === undefined) return () => from
  const { frame: to, way } = pubsub(after, room)
  const motion = comings(from, to)
  return t => {
    const frame = tween(from, to, { motion, still: false, running: false }, t)
    const flies =
      way === undefined || after.message === undefined || t >= 1 ? [] : messageAt(way, after.message.payload, t)
    return { ...frame, marks: passing(frame.marks, flies) }
  }
}

function pictureFrames({ before, after, width }: PictureFigure): (t: number) => Frame {
  const from = before({ width })
  if (after === undefined) return () => from
  const to = after({ width })
  return t => tween(from, to, { motion: noMotion, still: false, running: false }, t)
}

function runFrames({ before, after, width, height }: RunFigure): (t: number) => Frame {
  const room = { width, height }
  const start = { frame: patternFrame(before, room), flight: flightOf(before.run) }
  return t =>
    after === undefined || t === 0
      ? start.frame
      : t === 1
        ? patternFrame(after, room)
        : patternBetween(start, after, room, t).frame
}

function keyFrames(figure: KeyFigure): (t: number) => Frame {
  const { before, waiting = [], fact } = figure
  const base = { seq: 0, at: NOON, effects: { gone: [], views: before, counts: [] }, waiting }
  const timeline = new Timeline('gallery', base, fact === undefined ? [] : [fact])
  const all = { top: 0, bottom: Number.POSITIVE_INFINITY }
  const { state } = timeline
  const planned = planOf(figure, state, 0)
  const from = frameOf(planned, all)
  if (fact === undefined) return () => light(from, noMotion)
  const movement = timeline.seek(1)
  const readings = fact.kind === 'command' ? [...readingsOf(fact, state), ...storedReadings(fact, state)] : []
  const view = (db: number, key: KeyView['key']) => state.view(db, key)
  const plan = planOf(figure, state, 1, readings, movement.keys)
  const moved = motionOf(movement.keys, readings, view)
  const motion = withFigure(moved, VENN, planned.figure !== undefined, plan.figure !== undefined)
  const to = light(frameOf(plan, all), motion)
  const flights = flightsOf(movement, readings, view)
  const manner = { motion: bundling(motion, flights), still: false, running: false }
  return t => fly(tween(from, to, manner, withheld(flights, from, t)), from, to, flights, t)
}
