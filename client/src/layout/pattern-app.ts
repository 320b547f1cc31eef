/** The app in a run: its lanes with what they were told, and the latency of each adding up, measured and added apart. */
import type { Lane, RunView } from '@rdd/shared/run'
import { box, group, type Mark, type Tone, text } from './mark.ts'
import { answers } from './pattern-answers.ts'
import { isApp, layered, PAD, row, STRIP, small } from './pattern-parts.ts'
import type { Rect } from './pattern-room.ts'
import { tookIn } from './pattern-said.ts'
import { brief, current, inMs } from './pattern-words.ts'
import { columnsIn, columnsOf, fit, shown, widthOf } from './text.ts'

/** Height of a lane among others. */
export const LANE = 66

/** A nice length for a bar that has to hold `ms`: 1, 2 or 5 of something. */
function scaleOf(ms: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(ms, 0.1)))
  return [1, 2, 5, 10].map(n => n * power).find(end => end >= ms) ?? 10 * power
}

/** Each answered call a stretch of the bar: Redis dark, the database slate, delay that was added only outlined. */
function latencyBar(id: string, lane: Lane, run: RunView, x: number, y: number, w: number, h: number): Mark[] {
  // what the layer tells the app took the calls it made, which have stretches of their own
  const parts = run.hops
    .filter(hop => hop.lane === lane.name && hop.ms !== undefined && hop.from !== 'layer')
    .sort((a, b) => a.n - b.n)
  const end = scaleOf(lane.ms + lane.addedMs)
  let at = x
  const marks: Mark[] = [box(`${id} all`, { x, y, w, h, r: h / 2, tone: 'faint', look: 'row' })]
  for (const hop of parts) {
    const tone: Tone = hop.from === 'database' ? 'database' : hop.from === 'queue' ? 'stream' : 'ink'
    const own = Math.max(2, ((hop.ms ?? 0) / end) * w)
    marks.push(
      box(`${id} ${hop.n}`, { x: at, y, w: Math.max(1, own - 1), h, r: Math.min(2, own / 2), tone, look: 'bar' }),
    )
    at += own
    const added = ((hop.addedMs ?? 0) / end) * w
    if (added < 1) continue
    marks.push(box(`${id} ${hop.n} added`, { x: at, y: y + 0.5, w: added - 1, h: h - 1, r: 2, tone, look: 'ghost' }))
    at += added
  }
  return marks
}

/** What a request took so far, measured and added apart, as short as the columns need it. */
function latencyWords(lane: Lane, columns: number): string {
  const long = `latency so far · ${tookIn(lane, columns)}`
  if (columnsOf(long) <= columns) return long
  const short = `latency ${tookIn(lane, columns)}`
  return columnsOf(short) <= columns ? short : tookIn(lane, columns)
}

const stateWords: Record<Lane['state'], string> = {
  ready: 'ready',
  held: 'held',
  running: 'running',
  done: 'done',
  failed: 'failed',
  abandoned: 'abandoned',
}
const stateTone = (state: Lane['state']): Tone =>
  state === 'failed' || state === 'abandoned' ? 'warn' : state === 'done' ? 'good' : 'muted'

/** What a lane returned or threw; a stale answer says so first, where nothing cuts it off. */
function outcomeWords({ outcome, state, stale }: Lane): string {
  if (outcome === undefined) return ''
  const said = `${state === 'failed' ? 'throws' : 'returns'} ${shown(brief(outcome)) || 'nothing'}`
  return stale === true ? `stale: ${said}` : said
}
const outcomeTone = (lane: Lane): Tone => (lane.stale === true ? 'warn' : stateTone(lane.state))

function alone(lane: Lane, rect: Rect, run: RunView): Mark[] {
  const { w, h } = rect
  const foot = h - STRIP
  const outcome = outcomeWords(lane)
  return [
    ...(layered(run.pattern) ? [] : answers(run, hop => hop.lane === lane.name, { w, h: h - 66 })),
    small('latency', PAD, foot - 56, latencyWords(lane, columnsIn(w - 2 * PAD, 11))),
    ...latencyBar('bar', lane, run, PAD, foot - 47, w - 2 * PAD, 10),
    ...(outcome === '' ? [] : [row('outcome', PAD, foot - 14, outcome, w - 2 * PAD, outcomeTone(lane), true)]),
  ]
}

function among(lane: Lane, i: number, { w }: Rect, run: RunView): Mark[] {
  const y = i * LANE
  const now = current(run)?.lane === lane.name ? 1 : 0
  const state = stateWords[lane.state]
  const form = lane.form === 'notebook' ? ['notebook'] : []
  /** Left for the operation beside these words. */
  const beside = (words: string) => columnsIn(w - 2 * PAD - 28 - widthOf(words.length, 11) - 12, 12.5)
  const both = [...form, state].join(' · ')
  // on a narrow card the form has its place in the line below
  const tight = beside(both) < lane.operation.length
  const below = [...(tight ? form : []), outcomeWords(lane)].filter(words => words !== '').join(' · ')
  const added = lane.addedMs > 0 ? `+${Math.round(lane.addedMs)} added` : ''
  const belowColumns = columnsIn(w - 2 * PAD - 28, 11) - (added === '' ? 0 : added.length + 1)
  return [
    group(`lane ${lane.name}`, {
      y,
      data: { lane: lane.name, 'lane-state': lane.state },
      children: [
        ...(i === 0 ? [] : [box('rule', { x: 1, y: 0, w: w - 2, h: 0, tone: 'ink', look: 'line' })]),
        box('chip', { x: PAD, y: 10, w: 20, h: 20, r: 5, tone: 'ink', look: 'frame', now }),
        text('letter', { x: PAD + 10, y: 24.5, text: fit(lane.name, 2), anchor: 'middle', bold: true, now }),
        text('operation', { x: PAD + 28, y: 24.5, text: fit(lane.operation, beside(tight ? state : both)) }),
        small('state', w - PAD, 24.5, tight ? state : both, stateTone(lane.state), 'end'),
        ...latencyBar('bar', lane, run, PAD + 28, 38, w - 2 * PAD - 28 - 78, 7),
        small('ms', w - PAD, 45, inMs(lane.ms), 'muted', 'end'),
        ...(added === '' ? [] : [small('added', w - PAD, 59, added, 'muted', 'end')]),
        ...(below === '' ? [] : [small('outcome', PAD + 28, 59, fit(below, belowColumns), outcomeTone(lane))]),
      ],
    }),
  ]
}

/** The lanes: one alone tells what it holds, several have a line each. */
export function appBody(rect: Rect, run: RunView): Mark[] {
  const lanes = run.lanes.filter(isApp)
  const [only] = lanes
  return lanes.length === 1 && only !== undefined
    ? alone(only, rect, run)
    : lanes.flatMap((lane, i) => among(lane, i, rect, run))
}
