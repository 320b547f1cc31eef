/** The app in a run: its lanes with what they were told, and the latency of each adding up, measured and added apart. */
import type { Lane, RunView } from '@rdd/shared/run'
import { box, group, type Mark, type Tone, text } from './mark.ts'
import { isApp, layered, PAD, row, STRIP, small } from './pattern-parts.ts'
import type { Rect } from './pattern-room.ts'
import { brief, current, inMs } from './pattern-words.ts'
import { columnsIn, fit, shown, widthOf } from './text.ts'

/** Height of a lane among others. */
export const LANE = 66

const names: Partial<Record<string, string>> = {
  'cache.get': 'cached',
  'cache.set': 'stored',
  'cache.script': 'stored',
  'cache.delete': 'removed',
  'cache.unlink': 'removed',
  'database.find': 'row',
  'database.save': 'saved',
  'database.saveAll': 'batch',
  'queue.push': 'queued',
  'queue.add': 'queued',
  'queue.read': 'taken',
  'queue.pop': 'taken',
  'queue.claim': 'claimed',
  'queue.acknowledge': 'acked',
}

/** The last two things a lane was told; of any lane but the writer where none is named. */
export function answers(run: RunView, lane: string | undefined, w: number, y: number): Mark[] {
  const told = run.hops.filter(
    hop =>
      hop.direction === 'answered' &&
      (hop.state === 'done' || hop.state === 'failed') &&
      (lane === undefined
        ? isApp({ name: hop.lane })
        : lane === 'writer'
          ? !isApp({ name: hop.lane })
          : hop.lane === lane),
  )
  const last = told.sort((a, b) => a.n - b.n).slice(-2)
  return last.flatMap((hop, i) => {
    const word = hop.outcome === 'hit' || hop.outcome === 'miss' ? ` · ${hop.outcome}` : ''
    const at = y + i * 22
    return [
      text(`told${hop.n} name`, {
        x: PAD,
        y: at,
        text: names[hop.call] ?? hop.call.replace(/^\w+\./, ''),
        tone: 'muted',
      }),
      text(`told${hop.n} value`, {
        x: PAD + 76,
        y: at,
        text: fit(shown(brief(hop.text)) + word, columnsIn(w - 2 * PAD - 76, 12.5)),
        tone: hop.outcome === 'miss' || hop.outcome === 'error' ? 'warn' : 'ink',
      }),
    ]
  })
}

export const countedWords = ({ counters }: RunView): string =>
  `hits ${counters.hits} · misses ${counters.misses} · loads ${counters.databaseLoads}`

/** A nice length for a bar that has to hold `ms`: 1, 2 or 5 of something. */
function scaleOf(ms: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(ms, 0.1)))
  return [1, 2, 5, 10].map(n => n * power).find(end => end >= ms) ?? 10 * power
}

/** Each answered call a stretch of the bar: Redis dark, the database slate, delay that was added only outlined. */
function latencyBar(id: string, lane: Lane, run: RunView, x: number, y: number, w: number, h: number): Mark[] {
  const parts = run.hops.filter(hop => hop.lane === lane.name && hop.ms !== undefined).sort((a, b) => a.n - b.n)
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

const latencyWords = ({ ms, addedMs }: Lane): string =>
  `${inMs(ms)}${addedMs > 0 ? ` + ${Math.round(addedMs)} ms added` : ''}`

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

function outcomeOf(lane: Lane): Mark[] {
  if (lane.outcome === undefined) return []
  return [
    text('outcome', {
      x: PAD,
      y: 0,
      text: `${lane.state === 'failed' ? 'throws' : 'returns'} ${shown(brief(lane.outcome))}`,
      tone: stateTone(lane.state),
      bold: true,
    }),
  ]
}

function alone(lane: Lane, { w, h }: Rect, run: RunView): Mark[] {
  const foot = h - STRIP
  const outcome = outcomeOf(lane).map(mark =>
    mark.kind === 'text' ? { ...mark, y: foot - 14, text: fit(mark.text, columnsIn(w - 2 * PAD, 12.5)) } : mark,
  )
  return [
    ...(layered(run.pattern) ? [] : answers(run, lane.name, w, 24)),
    small('latency', PAD, foot - 66, fit(`latency so far · ${latencyWords(lane)}`, columnsIn(w - 2 * PAD, 11))),
    ...latencyBar('bar', lane, run, PAD, foot - 57, w - 2 * PAD, 10),
    // one line, which says something else at the end: two would lie on each other while they change places
    ...(outcome.length > 0 ? outcome : [row('outcome', PAD, foot - 14, countedWords(run), w - 2 * PAD, 'muted')]),
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
  const outcome = outcomeOf(lane).flatMap(mark => (mark.kind === 'text' ? [mark.text] : []))
  const below = [...(tight ? form : []), ...outcome].join(' · ')
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
        small('ms', w - PAD, 45, inMs(lane.ms + lane.addedMs), 'muted', 'end'),
        ...(below === ''
          ? []
          : [small('outcome', PAD + 28, 59, fit(below, columnsIn(w - 2 * PAD - 28, 11)), stateTone(lane.state))]),
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
