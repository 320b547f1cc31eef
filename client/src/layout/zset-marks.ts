/**
 * ZsetMarks: what is drawn beside the rows of a sorted set: the bracket of a range of ranks, the arrow of a rank from the end
 * it was counted from, braces around equal scores, the cut where members were taken out, and in a row what was refused or
 * added. All but the braces wear the accent: they are about what just happened.
 */
import type { Span } from '@rdd/shared/keyspace/change'
import { type Group, group, type Mark, path, text } from './mark.ts'
import { columnsOf, fit, shown, widthOf } from './text.ts'

export const ROW = 30

/** Where the rows stand. */
export interface Rows {
  top: number
  bottom: number
  /** Where the row of a rank begins; of one that is not in view, the row that stands for it. */
  at(rank: number): number
  /** Of the table, both sides. */
  left: number
  right: number
}

/** Columns of what is written beside a score, at most. */
export const NOTE_COLUMNS = 10
const noteOf = (words: string): string => fit(shown(words), NOTE_COLUMNS)
/** What is written beside a score of a row, ending at `right`; the score that was refused is struck out. */
export function noteBeside(span: Span | undefined, right: number): Group[] {
  if (span?.of === 'delta')
    return [
      group('delta', {
        x: right,
        y: 20,
        now: 1,
        data: { delta: span.by },
        children: [text('text', { x: 0, y: 0, text: noteOf(span.by), anchor: 'end', bold: true })],
      }),
    ]
  if (span?.of !== 'refused') return []
  const words = noteOf(span.score)
  const w = widthOf(columnsOf(words), 12.5)
  return [
    group('refused', {
      x: right,
      y: 20,
      now: 1,
      data: { refused: span.score },
      children: [
        text('text', { x: 0, y: 0, text: words, anchor: 'end', tone: 'muted' }),
        path('strike', { x: -w - 3, y: -4.5, d: `M0 0H${w + 6}`, tone: 'ink' }),
      ],
    }),
  ]
}
/** Columns all notes beside scores take. */
export const noteColumns = (spans: readonly Span[]): number =>
  Math.max(
    0,
    ...spans.map(span =>
      span.of === 'refused' ? columnsOf(noteOf(span.score)) : span.of === 'delta' ? columnsOf(noteOf(span.by)) : 0,
    ),
  )

/** The ranks that were read, bracketed beside their rows. */
function bracket(span: Extract<Span, { of: 'index' }>, { at, right }: Rows): Mark {
  const [from, to] = [at(span.to) + 3, at(span.from) + ROW - 3]
  return path('bracket', { x: right + 4, y: from, d: `M0 0h6V${to - from}h-6`, tone: 'ink', now: 1 })
}

/** Id of the arrow from an end. */
export const rankArrowOf = (from: 'lowest' | 'highest'): string => `rank:${from}`
/** An arrow from the end a rank was counted from to the row it was found at, on the side where these ranks stand. */
function rankArrow({ rank, from }: Extract<Span, { of: 'rank' }>, rows: Rows): Mark {
  const up = from === 'lowest'
  const [start, middle] = [up ? rows.bottom : rows.top, rows.at(rank) + ROW / 2]
  const way = middle - start
  const inwards = up ? -1 : 1
  const head = `M${inwards * 2} ${way - 4}L${inwards * 7} ${way}L${inwards * 2} ${way + 4}`
  return group(rankArrowOf(from), {
    x: up ? rows.right + 10 : rows.left - 10,
    y: start,
    now: 1,
    data: { 'counted-from': from },
    children: [path('way', { x: 0, y: 0, d: `M-5 0H5M0 0V${way}H${inwards * 7}${head}`, tone: 'ink' })],
  })
}

/** Scissors that cut to the left, their blades at the origin. */
const SCISSORS = [
  'M0 -2.5L11 3M0 2.5L11 -3',
  'M15.4 4a2.3 2.3 0 1 0 -4.6 0a2.3 2.3 0 1 0 4.6 0',
  'M15.4 -4a2.3 2.3 0 1 0 -4.6 0a2.3 2.3 0 1 0 4.6 0',
].join('')

/** Where members were cut out: scissors, and a dashed line between those that stay. Where they were popped: the way out. */
function cut({ at, count, asked }: Extract<Span, { of: 'cut-out' }>, rows: Rows): Mark {
  const y = at === 0 ? rows.bottom : rows.at(at - 1)
  const data = { cut: String(count) }
  // another cut is another mark: none slides to where the next one is
  const id = `cut:${asked.by}:${at}:${count}`
  if (asked.by === 'pop') {
    const way = asked.end === 'lowest' ? 1 : -1
    const d = `M0 0V${way * 17}M-4 ${way * 12}L0 ${way * 17}L4 ${way * 12}`
    return group(id, {
      x: rows.right + 10,
      y: y - way * 3,
      now: 1,
      data,
      children: [path('way', { x: 0, y: 0, d, tone: 'ink' })],
    })
  }
  const d = `M0 0H${rows.right - rows.left + 8}`
  return group(id, {
    y,
    now: 1,
    data,
    children: [
      path('line', { x: rows.left - 8, y: 0, d, tone: 'ink', dashed: true }),
      path('scissors', { x: rows.right + 2, y: 0, d: SCISSORS, tone: 'ink' }),
    ],
  })
}

/** What stands beside the rows. */
export function beside(spans: readonly Span[], rows: Rows): Mark[] {
  const found = <T extends Span['of']>(of: T) => spans.find((span): span is Extract<Span, { of: T }> => span.of === of)
  const [index, rank, out] = [found('index'), found('rank'), found('cut-out')]
  return [
    ...(index === undefined ? [] : [bracket(index, rows)]),
    ...(rank === undefined ? [] : [rankArrow(rank, rows)]),
    ...(out === undefined ? [] : [cut(out, rows)]),
  ]
}

/** Rows with one score, as they stand: a brace beside their scores, at `x`. */
export const brace = (score: string, x: number, top: number, count: number): Group =>
  group(`tied:${score}:${top}`, {
    x,
    y: top + 7,
    data: { tied: score },
    children: [path('brace', { x: 0, y: 0, d: `M0 0h4V${count * ROW - 14}h-4`, tone: 'muted' })],
  })
