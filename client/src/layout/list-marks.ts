/**
 * ListMarks: what is drawn over and beside the nodes of a list: the bracket of a range, the links of a walk, scissors, a
 * pivot, and the line below that says how the numbers were meant. They wear the accent: they are about what just happened.
 */
import type { Span } from '@rdd/shared/keyspace/change'
import { counted, grouped, listed } from '@rdd/shared/keyspace/words'
import { arrow } from './arrow.ts'
import { type Mark, path, text } from './mark.ts'
import { widthOf } from './text.ts'

/** A node, or the gap between the windows, in its place; `from` to `to`: the indexes it stands for. */
export interface Standing {
  from: number
  to: number
  x: number
  y: number
  w: number
}

/** Height of the nodes, and how far over them a bracket runs. */
export const NODE_HEIGHT = 42
const RISE = 10
const LEG = 6
const LABEL_SIZE = 11

type SpanOf<T extends Span['of']> = Extract<Span, { of: T }>
const spansOf = <T extends Span['of']>(spans: readonly Span[], of: T) =>
  spans.filter((span): span is SpanOf<T> => span.of === of)

/** The one range or index that was asked for by its numbers. */
const asked = (spans: readonly Span[]): SpanOf<'index'> | undefined =>
  spansOf(spans, 'index').find(span => span.asked !== undefined)

/** Whether the link in front of an index was passed on a walk to it. */
export function isWalked(spans: readonly Span[], standing: Standing): boolean {
  const span = asked(spans)
  if (span?.walk === undefined) return false
  return span.walk === 'head' ? standing.from <= span.from : standing.from > span.from
}

/** A bracket over each row of the range; where an end was clamped a dashed arrow says that more was asked for. */
function bracket(span: SpanOf<'index'>, length: number, standing: readonly Standing[]): Mark[] {
  const covered = standing.filter(({ from, to }) => to >= span.from && from <= span.to)
  const rows = [...new Set(covered.map(({ y }) => y))]
  const [first, last] = span.asked ?? [span.from, span.to]
  const words = span.from === span.to ? String(span.from) : `${span.from}..${span.to}`
  return rows.flatMap((y, i): Mark[] => {
    const row = covered.filter(standing => standing.y === y)
    const left = row[0]?.x ?? 0
    const end = row.at(-1)
    const right = (end?.x ?? 0) + (end?.w ?? 0)
    const [opens, closes] = [i === 0, i === rows.length - 1]
    const room = widthOf(words.length, LABEL_SIZE) + 16
    const labelled = opens && right - left > room + 12
    const middle = (right - left) / 2
    const line = labelled ? `H${middle - room / 2}M${middle + room / 2} 0H${right - left}` : `H${right - left}`
    const [from, to] = [opens ? `M0 ${LEG}V0` : 'M0 0', closes ? `V${LEG}` : '']
    return [
      path(`range:${i}`, { x: left, y: y - RISE, d: `${from}${line}${to}`, tone: 'ink', now: 1 }),
      ...(labelled
        ? [
            text('range-words', {
              x: left + middle,
              y: y - RISE + 4,
              text: words,
              anchor: 'middle',
              size: LABEL_SIZE,
              now: 1,
            }),
          ]
        : []),
      ...(opens && first < -length
        ? [path('before', { x: left, y: y - RISE, d: arrow(-18), tone: 'ink', dashed: true, now: 1 })]
        : []),
      ...(closes && last >= length
        ? [path('beyond', { x: right, y: y - RISE, d: arrow(18), tone: 'ink', dashed: true, now: 1 })]
        : []),
    ]
  })
}

/** Scissors that cut downwards, their blades at the origin. */
const SCISSORS = [
  'M4.5 -14L-3 0M-4.5 -14L3 0',
  'M-3.2 -16.4a2.6 2.6 0 1 0 -5.2 0a2.6 2.6 0 1 0 5.2 0',
  'M8.4 -16.4a2.6 2.6 0 1 0 -5.2 0a2.6 2.6 0 1 0 5.2 0',
].join('')

/** Scissors and the cut below them, where a list was trimmed. */
function cuts(cut: SpanOf<'cut'>, standing: readonly Standing[]): Mark[] {
  const at = (id: string, x: number, y: number): Mark[] => [
    path(`${id}-scissors`, { x, y: y + 2, d: SCISSORS, tone: 'ink', now: 1 }),
    path(`${id}-line`, { x, y: y + 4, d: `M0 0V${NODE_HEIGHT}`, tone: 'ink', dashed: true, now: 1 }),
  ]
  const [first, last] = [standing[0], standing.at(-1)]
  if (first === undefined || last === undefined) return []
  return [
    ...(cut.head > 0 ? at('cut-head', first.x - 15, first.y) : []),
    ...(cut.tail > 0 ? at('cut-tail', last.x + last.w + 15, last.y) : []),
  ]
}

function pivot({ index }: SpanOf<'pivot'>, standing: readonly Standing[]): Mark[] {
  const at = standing.find(({ from, to }) => from <= index && to >= index)
  if (at === undefined) return []
  return [
    text('pivot', { x: at.x + at.w / 2, y: at.y - 7, text: 'pivot', anchor: 'middle', size: LABEL_SIZE, now: 1 }),
    path('pivot-tick', { x: at.x + at.w / 2, y: at.y - 5, d: 'M0 0V5', tone: 'ink', now: 1 }),
  ]
}

/** What stands over and beside the nodes. */
export function besides(spans: readonly Span[], length: number, standing: readonly Standing[]): Mark[] {
  const span = asked(spans)
  return [
    ...(span === undefined || span.walk !== undefined ? [] : bracket(span, length, standing)),
    ...spansOf(spans, 'cut').flatMap(cut => cuts(cut, standing)),
    ...spansOf(spans, 'pivot').flatMap(one => pivot(one, standing)),
  ]
}

/** How the numbers of a range were meant: negative ones resolved, clamped ends named. The longer first. */
function rangeWords({ from, to, asked }: SpanOf<'index'>, length: number): string[] {
  const [first, last] = asked ?? [from, to]
  const plain = first === from && last === to
  const meant = plain ? `${from} to ${to}` : `${first} to ${last} is ${from} to ${to}`
  const clamped = [
    ...(first < -length ? ['clamped to the head'] : []),
    ...(last >= length ? ['clamped to the tail'] : []),
  ]
  return [[meant, counted(to - from + 1, 'element'), ...clamped].join(' · '), [meant, ...clamped].join(' · ')]
}

function walkWords({ from, asked, walk }: SpanOf<'index'>, length: number): string {
  const steps = walk === 'head' ? from : length - 1 - from
  const way = steps === 0 ? `the ${walk} itself` : `${counted(steps, 'step')} from the ${walk}`
  const index = asked?.[0] ?? from
  return index === from ? `index ${from} · ${way}` : `index ${index} is ${from} · ${way}`
}

function cutWords({ head, tail }: SpanOf<'cut'>): string {
  if (head === 0) return `${grouped(tail)} cut off at the tail`
  return `${grouped(head)} cut off at the head${tail === 0 ? '' : `, ${grouped(tail)} at the tail`}`
}

/** What the line below the nodes says, the best first; empty where nothing was asked by number, cut or taken. */
export function toldWords(spans: readonly Span[], length: number): string[] {
  const span = asked(spans)
  if (span !== undefined) return span.walk === undefined ? rangeWords(span, length) : [walkWords(span, length)]
  const [cut] = spansOf(spans, 'cut')
  if (cut !== undefined) return [cutWords(cut)]
  const [taken] = spansOf(spans, 'taken')
  if (taken !== undefined)
    return [`${taken.indexes.length === 1 ? 'index' : 'indexes'} ${listed(taken.indexes.map(grouped))} taken out`]
  const [one] = spansOf(spans, 'pivot')
  return one === undefined ? [] : [`the pivot is at index ${grouped(one.index)}`]
}
