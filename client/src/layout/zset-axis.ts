/**
 * The axis of scores below a sorted set: a tick for every member in view, where its score lies between the lowest and the
 * highest, and the band that a range by score asks for. Where a score is infinite, or scores lie so far apart that others fall
 * on one point, only the order can be shown, and that is said.
 */
import type { Span } from '@rdd/shared/keyspace/change'
import { boundOf, isBetween, scoreOf } from '@rdd/shared/keyspace/score'
import { type Piece, pieceId } from '@rdd/shared/keyspace/view'
import { box, group, type Mark, path, text } from './mark.ts'
import { columnsIn, fit } from './text.ts'

export interface Scored {
  member: Piece
  score: string
}

const HEIGHT = 62
/** Below this width there is no room for words between the labels of the ends. */
const WIDE = 560
/** Scores nearer than this, in stage units, cannot be told apart. */
const NEAR = 2
/** Id of the tick of a member. */
export const tickOf = (member: Piece): string => `t:${pieceId(member)}`

const LINE_AT = 30
const BEYOND = 10
const TICK = 7
const STACKED = 3
const LABEL_COLUMNS = 18
const LEAST_BAND = 12

/** Where the scores lie, lowest first, in a room from 0 to `w`. */
interface Scale {
  at: readonly number[]
  /** Where a bound lies; past the ends it stands a little outside. */
  bound(score: number): number
  /** Why only the order is shown; absent: places are scores. */
  byOrder?: string
}

function scaleOf(scores: readonly number[], w: number): Scale {
  const [low = 0, high = 0] = [scores[0], scores.at(-1)]
  const last = Math.max(1, scores.length - 1)
  const place = (score: number) =>
    high === low ? w / 2 : Math.min(1, Math.max(0, (score / 2 - low / 2) / (high / 2 - low / 2))) * w
  const why = !scores.every(Number.isFinite)
    ? 'a score is infinite'
    : areLost(scores.map(place), scores)
      ? 'scores are too far apart'
      : undefined
  return {
    at: scores.map((score, i) => (why === undefined ? place(score) : scores.length === 1 ? w / 2 : (i / last) * w)),
    bound: score => (score < low ? -BEYOND : score > high ? w + BEYOND : place(score)),
    ...(why === undefined ? {} : { byOrder: why }),
  }
}

/** Whether at least half of the steps from one score to the next, different one cannot be seen. */
function areLost(places: readonly number[], scores: readonly number[]): boolean {
  const steps = places.flatMap((at, i) => (i === 0 || scores[i] === scores[i - 1] ? [] : [at - (places[i - 1] ?? 0)]))
  return steps.length > 1 && steps.filter(step => step < NEAR).length * 2 >= steps.length
}

/** The band of a range by score; none where it holds nobody and only the order is shown. */
function bandOf(span: { min: string; max: string }, scores: readonly number[], scale: Scale): Mark[] {
  const [low, high] = [boundOf(span.min), boundOf(span.max)]
  const within = scale.at.filter((_, i) => isBetween(scores[i] ?? Number.NaN, low, high))
  const [first, last] = [within[0], within.at(-1)]
  const exact = scale.byOrder === undefined && scores[0] !== scores.at(-1)
  const ends = exact
    ? [scale.bound(low.at), scale.bound(high.at)]
    : first === undefined || last === undefined
      ? []
      : [first - BEYOND, last + BEYOND]
  const [from, to] = ends
  if (from === undefined || to === undefined || to < from) return []
  const [lowest = 0, highest = 0] = [scores[0], scores.at(-1)]
  const spare = Math.max(0, LEAST_BAND - (to - from)) / 2
  const end = (id: string, x: number, { at, open }: typeof low) =>
    exact && at >= lowest && at <= highest
      ? [box(id, { x: x - 4, y: LINE_AT - 4, w: 8, h: 8, r: 4, tone: 'ink', look: open ? 'frame' : 'disc', now: 1 })]
      : []
  return [
    box('band', {
      x: from - spare,
      y: LINE_AT - 10,
      w: to - from + 2 * spare,
      h: 20,
      r: 5,
      tone: 'ink',
      look: 'frame',
      now: 1,
    }),
    ...end('from', from, low),
    ...end('to', to, high),
  ]
}

/** `scored`: the members in view, lowest first; after the first `gap` of them some are not in view. */
export function scoreAxis(
  scored: readonly Scored[],
  gap: number | undefined,
  { x, y, w }: { x: number; y: number; w: number },
  spans: readonly Span[],
): { height: number; marks: Mark[] } {
  const scores = scored.map(({ score }) => scoreOf(score))
  const room = w - 2 * BEYOND
  const scale = scaleOf(scores, room)
  const [left, right] = gap === undefined ? [room, room] : [scale.at[gap - 1] ?? 0, scale.at[gap] ?? room]
  const line = (id: string, from: number, to: number, dashed: boolean) =>
    to - from < 1 ? [] : [path(id, { x: from, y: LINE_AT, d: `M0 0H${Math.round(to - from)}`, tone: 'faint', dashed })]
  let stacked = 0
  const ticks = scored.map(({ member }, i) => {
    const here = scale.at[i] ?? 0
    stacked = i > 0 && here - (scale.at[i - 1] ?? 0) < 0.5 ? Math.min(stacked + 1, STACKED - 1) : 0
    const top = LINE_AT - TICK / 2 - stacked * (TICK + 1)
    return box(tickOf(member), { x: here - 1, y: top, w: 2, h: TICK, tone: 'muted', look: 'bar' })
  })
  const label = (id: string, at: number, words: string, anchor: 'start' | 'end' | 'middle') =>
    text(id, { x: at, y: LINE_AT + 24, text: fit(words, LABEL_COLUMNS), anchor, size: 11, tone: 'muted' })
  const [lowest = '', highest = ''] = [scored[0]?.score, scored.at(-1)?.score]
  const labels =
    lowest === highest
      ? [label('low', room / 2, lowest, 'middle')]
      : [label('low', 0, lowest, 'start'), label('high', room, highest, 'end')]
  const asked = bandAsked(spans)
  const between = w > WIDE
  const order: Mark[] =
    scale.byOrder === undefined || lowest === highest
      ? []
      : [
          text('order', {
            ...{ x: room / 2, y: LINE_AT + (between ? 24 : 42), anchor: 'middle', size: 11, tone: 'muted' },
            text: fit(`in order only: ${scale.byOrder}`, columnsIn(w, 11)),
          }),
        ]
  const axis = group('axis', {
    x: x + BEYOND,
    y,
    data: { axis: scale.byOrder === undefined ? 'score' : 'order' },
    children: [
      ...line('below', 0, left, false),
      ...line('unseen', left, right, true),
      ...line('above', right, room, false),
      ...(asked === undefined ? [] : bandOf(asked, scores, scale)),
      ...labels,
      ...order,
    ],
  })
  return {
    height: HEIGHT + (order.length === 0 || between ? 0 : 18),
    marks: [axis, ...ticks.map(tick => ({ ...tick, x: tick.x + x + BEYOND, y: tick.y + y }))],
  }
}

/** The range by score that was read, or cut out. */
function bandAsked(spans: readonly Span[]): Pick<Extract<Span, { of: 'score' }>, 'min' | 'max'> | undefined {
  const read = spans.find(span => span.of === 'score')
  if (read?.of === 'score') return read
  const out = spans.find(span => span.of === 'cut-out')
  return out?.of === 'cut-out' && out.asked.by === 'score' ? out.asked : undefined
}
