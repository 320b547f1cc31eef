/**
 * Figure: one thing that happens, as small as it can be shown: the keys before, the fact, and what the stage makes of it.
 * The same import is a picture in the gallery and a golden test.
 */
import type { Fact } from '@rdd/shared/fact'
import type { Reading } from '@rdd/shared/keyspace/change'
import { readingsOf } from '@rdd/shared/keyspace/reading'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { Timeline } from '@rdd/shared/timeline'
import { type Around, alone } from '../src/layout/around.ts'
import { columns, frameOf, grid, type Plan } from '../src/layout/keyspace.ts'
import { light } from '../src/layout/light.ts'
import type { Frame } from '../src/layout/mark.ts'
import { type Motion, motionOf } from '../src/layout/motion.ts'
import { everything, ordered } from '../src/layout/order.ts'
import { flightOf, type Moment, patternBetween, patternFrame } from '../src/layout/pattern.ts'
import { tween } from '../src/layout/tween.ts'
import type { SceneName } from '../src/stage/scene.ts'
import { NOON } from './build.ts'

export type Figure = KeyFigure | RunFigure

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

export interface KeyFigure {
  title: string
  scene: SceneName
  /** Stage units. */
  width: number
  before: KeyView[]
  /** What happens; absent where the figure stands still. */
  fact?: Fact
  /** What is around every card besides what the fact read. */
  around?: Partial<Omit<Around, 'spans'>>
}

const noMotion: Motion = new Map()

function planOf(
  { scene, width, around = {} }: KeyFigure,
  views: Iterable<KeyView>,
  readings: readonly Reading[] = [],
): Plan {
  const recency = () => 0
  const spansOf = ({ key }: KeyView) =>
    readings.flatMap(reading => (reading.kind === 'read' && reading.key === key ? reading.spans : []))
  return scene === 'keyspace'
    ? grid(ordered(views, everything, recency), width)
    : columns(ordered(views, { ...everything, type: scene }, recency), scene, width, view => ({
        ...alone,
        ...around,
        spans: spansOf(view),
      }))
}

/** The figure's movement as a function of t, 0..1. */
export function framesOf(figure: Figure): (t: number) => Frame {
  return figure.scene === 'pattern' ? runFrames(figure) : keyFrames(figure)
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
  const base = { seq: 0, at: NOON, effects: { gone: [], views: figure.before, counts: [] }, waiting: [] }
  const timeline = new Timeline('gallery', base, figure.fact === undefined ? [] : [figure.fact])
  const all = { top: 0, bottom: Number.POSITIVE_INFINITY }
  const { state } = timeline
  const from = frameOf(planOf(figure, [...state.keys(0).values()]), all)
  if (figure.fact === undefined) return () => light(from, noMotion)
  const { keys } = timeline.seek(1)
  const readings = figure.fact.kind === 'command' ? readingsOf(figure.fact, state) : []
  const motion = motionOf(keys, readings, (db, key) => state.view(db, key))
  const to = light(frameOf(planOf(figure, [...state.keys(0).values()], readings), all), motion)
  return t => tween(from, to, { motion, still: false, running: false }, t)
}
