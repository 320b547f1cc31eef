/**
 * A sorted set as a leaderboard: the highest score stands on top. Every member has a rank from each end (ZREVRANK counts
 * from the top, ZRANK from the bottom, and negative ranks from its other end), equal scores are ordered by the bytes of the
 * member, and the bar shows how high a score is. Below stands the axis of all scores; what was read is bracketed, and a score
 * that was refused is struck out beside the one that was kept.
 * Source: https://redis.io/docs/latest/develop/data-types/sorted-sets/
 */

import type { Span } from '@rdd/shared/keyspace/change'
import { scoreOf } from '@rdd/shared/keyspace/score'
import { type KeyView, type Piece, pieceHead, pieceId, type ValueOf } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import type { Around } from './around.ts'
import { type Body, editOf, PAD } from './card.ts'
import { box, type Group, group, type Mark, path, text } from './mark.ts'
import { columnsIn, columnsOf, fit, shown, widthOf, wrap } from './text.ts'
import { spelled, written } from './written.ts'
import { AXIS_HEIGHT, scoreAxis } from './zset-axis.ts'
import { said } from './zset-words.ts'

const MARGIN = 20
const ROW = 30
const TOP = 36
const RANK = 74
const CELL = 12
const MEMBER_COLUMNS = 32
const SCORE_COLUMNS = 18
/** Columns of a score that is struck out, at most. */
const STRUCK = 10

interface Row {
  member: Piece
  score: string
  /** 0-based, ascending. */
  rank: number
}

/** Id of the row of a member. */
export const partOf = (member: Piece): string => `m:${pieceId(member)}`

/** Both windows, highest first; the members between them are `left`. */
function rowsOf(view: KeyView, value: ValueOf<'zset'>): { top: Row[]; left: number; bottom: Row[] } {
  const start = view.length - value.tail.length
  const low = value.head.map(([member, score], i) => ({ member, score, rank: i })).toReversed()
  const high = value.tail.map(([member, score], i) => ({ member, score, rank: start + i })).toReversed()
  return { top: high, left: start - value.head.length, bottom: low }
}

/** Where a score lies, 0..1, on an axis from the lowest (or 0) to the highest finite score of the rows. */
function axisOf(rows: readonly Row[]): (score: string) => number {
  const finite = rows.map(row => scoreOf(row.score)).filter(Number.isFinite)
  const low = Math.min(0, ...finite)
  const span = Math.max(0, ...finite) - low
  return score => {
    const at = scoreOf(score)
    if (!Number.isFinite(at)) return at > 0 ? 1 : 0
    return span === 0 ? 0.5 : (at - low) / span
  }
}

export function full(view: KeyView, value: ValueOf<'zset'>, width: number, { spans }: Around): Body {
  const w = width - 2 * MARGIN
  const { top, left, bottom } = rowsOf(view, value)
  const rows = [...top, ...bottom]
  const axis = axisOf(rows)
  const narrow = w < 420
  const ranks = narrow ? 44 : RANK
  const both = narrow ? ranks : Math.max(RANK, widthOf(rankWords(0, view.length).length, 12.5) + 2 * CELL)
  const refused = new Map(spans.flatMap(span => (span.of === 'refused' ? [[span.member, span] as const] : [])))
  const struckColumns = Math.max(
    0,
    ...[...refused.values()].map(({ score }) => Math.min(columnsOf(shown(score)), STRUCK)),
  )
  const scoreColumns = Math.min(SCORE_COLUMNS, Math.max(5, ...rows.map(row => row.score.length)))
  const scoreWidth = widthOf(scoreColumns, 12.5)
  const spare = w - ranks - both - scoreWidth - 3 * CELL
  const longest = Math.max(6, ...rows.map(row => columnsOf(spelled(row.member, MEMBER_COLUMNS))))
  const memberColumns = Math.min(longest, columnsIn(spare * (spare > 220 ? 0.6 : 1) - CELL, 12.5))
  const barAt = ranks + widthOf(memberColumns, 12.5) + 2 * CELL
  const struckWidth = struckColumns === 0 ? 0 : widthOf(struckColumns, 12.5) + CELL
  const barWidth = w - both - scoreWidth - struckWidth - 2 * CELL - barAt
  const hasBar = barWidth >= 40

  const rowOf = (row: Row, y: number, first: boolean, tie: boolean): Group => {
    const [held, ...twin] = written(
      'member',
      row.member,
      memberColumns,
      { x: ranks + CELL, y: 20 },
      { member: pieceHead(row.member), score: row.score, rank: String(row.rank) },
      [box('row', { x: 1, y: 1, w: w - 2, h: ROW - 2, tone: 'ink', look: 'row' })],
    )
    const scored = text('score', {
      x: w - both - CELL,
      y: 20,
      text: fit(row.score, scoreColumns),
      anchor: 'end',
      bold: true,
    })
    const struck = refused.get(pieceHead(row.member))
    return group(partOf(row.member), {
      x: MARGIN,
      y,
      edit: editOf(view, 'score', pieceHead(row.member)),
      children: [
        held,
        ...twin,
        ...(first ? [] : [box('rule', { x: 0, y: 0, w, h: 0, tone: 'faint', look: 'line' })]),
        text('rev', { x: CELL, y: 20, text: String(view.length - 1 - row.rank), tone: 'muted' }),
        ...(hasBar
          ? [
              box('track', { x: barAt, y: 15.5, w: barWidth, h: 0, tone: 'faint', look: 'line' }),
              box('bar', {
                x: barAt,
                y: 12.5,
                w: Math.max(2, barWidth * axis(row.score)),
                h: 6,
                r: 2,
                tone: 'muted',
                look: 'bar',
              }),
            ]
          : []),
        ...(struck === undefined || !hasBar
          ? []
          : [struckOut(struck.score, w - both - scoreWidth - 2 * CELL - widthOf(struckColumns, 12.5), struckColumns)]),
        scored,
        ...(tie && !narrow
          ? [text('tie', { x: w - both - CELL + 8, y: 20, text: 'tie', size: 11, tone: 'muted', font: 'sans' })]
          : []),
        text('rank', {
          x: w - CELL,
          y: 20,
          text: narrow ? String(row.rank) : rankWords(row.rank, view.length),
          anchor: 'end',
          tone: 'muted',
        }),
      ],
    })
  }

  const marks: Mark[] = []
  let y = TOP
  let moreAt = TOP
  const put = (some: readonly Row[]) => {
    some.forEach((row, i) => {
      marks.push(rowOf(row, y, y === TOP, some[i - 1]?.score === row.score))
      y += ROW
    })
  }
  put(top)
  moreAt = y
  if (left > 0) {
    marks.push(
      group('more', {
        x: MARGIN,
        y,
        children: [
          text('words', { x: ranks + CELL, y: 20, text: `${grouped(left)} more members`, tone: 'muted' }),
          ...(y === TOP ? [] : [box('rule', { x: 0, y: 0, w, h: 0, tone: 'faint', look: 'line' })]),
        ],
      }),
    )
    y += ROW
  }
  put(bottom)
  const ties = !narrow && [top, bottom].some(some => some.some((row, i) => some[i - 1]?.score === row.score))
  const heading = (id: string, x: number, words: string, anchor: 'start' | 'end' = 'start') =>
    text(id, { x, y: 25, text: words, anchor, size: 11, tone: 'muted', font: id.endsWith('rank') ? 'mono' : 'sans' })
  /** Where the row of a rank begins; of one that is not in view, the row that stands for it. */
  const rowAt = (rank: number): number => {
    const fromTop = view.length - 1 - rank
    if (fromTop < top.length) return TOP + fromTop * ROW
    return rank < bottom.length ? y - (rank + 1) * ROW : moreAt
  }
  const axisAt = y + (ties ? 26 : 4)
  const lines = said(spans).flatMap(line => wrap(line, columnsIn(w - 2 * CELL, 12.5), 3))
  const ascending = [...value.head, ...value.tail].map(([member, score]) => ({ member, score }))
  const wordsAt = axisAt + (rows.length === 0 ? 16 : AXIS_HEIGHT + 14)
  return {
    height: lines.length === 0 ? axisAt + (rows.length === 0 ? 16 : AXIS_HEIGHT + 4) : wordsAt + lines.length * 18,
    marks: [
      heading('zrevrank', MARGIN + (narrow ? 2 : CELL), narrow ? 'rev' : 'ZREVRANK'),
      heading('members', MARGIN + ranks + CELL, 'member'),
      heading('scores', width - MARGIN - both - CELL, 'score', 'end'),
      heading('zrank', width - MARGIN - (narrow ? 2 : CELL), narrow ? 'rank' : 'ZRANK', 'end'),
      box('outline', { x: MARGIN, y: TOP, w, h: y - TOP, r: 4, tone: 'ink', look: 'frame' }),
      ...marks,
      ...(ties
        ? [
            text('ties', {
              x: MARGIN + CELL,
              y: y + 20,
              text: 'tie: equal scores stand in the order of their members',
              size: 11,
              tone: 'muted',
              font: 'sans',
            }),
          ]
        : []),
      ...(rows.length === 0
        ? []
        : scoreAxis(ascending, left > 0 ? value.head.length : undefined, { x: MARGIN, y: axisAt, w }, spans)),
      ...bracket(spans, rowAt, width),
      ...lines.map((line, i) =>
        text(`words:${i}`, { x: MARGIN + CELL, y: wordsAt + i * 18, text: line.trimEnd(), tone: 'muted' }),
      ),
    ],
  }
}

/** A rank and the same from the other end, `0 · -5`: either may be given to ZRANGE. */
const rankWords = (rank: number, length: number): string => `${rank} · ${rank - length}`

/** A score that was refused, struck out. */
const struckOut = (score: string, x: number, columns: number): Group =>
  group('refused', {
    x,
    y: 20,
    now: 1,
    data: { refused: score },
    children: [
      text('text', { x: widthOf(columns, 12.5), y: 0, text: fit(shown(score), columns), anchor: 'end', tone: 'muted' }),
      path('strike', {
        x: widthOf(columns - columnsOf(fit(shown(score), columns)), 12.5) - 3,
        y: -4.5,
        d: `M0 0H${widthOf(columnsOf(fit(shown(score), columns)), 12.5) + 6}`,
        tone: 'ink',
      }),
    ],
  })

/** The ranks that were read, bracketed beside their rows. */
function bracket(spans: readonly Span[], rowAt: (rank: number) => number, width: number): Mark[] {
  const read = spans.find(span => span.of === 'index')
  if (read?.of !== 'index') return []
  const [from, to] = [rowAt(read.to) + 3, rowAt(read.from) + ROW - 3]
  return [path('bracket', { x: width - MARGIN + 4, y: from, d: `M0 0h6V${to - from}h-6`, tone: 'ink', now: 1 })]
}

/** The top of the board. */
export function peek(view: KeyView, value: ValueOf<'zset'>, width: number): Mark[] {
  const w = width - 2 * PAD
  const { top, bottom } = rowsOf(view, value)
  const rows = [...top, ...bottom]
  const lines = view.length > 3 ? 2 : 3
  const seen = rows.slice(0, lines)
  const axis = axisOf(rows)
  const scoreColumns = Math.min(10, Math.max(1, ...seen.map(row => row.score.length)))
  const bar = Math.min(90, w * 0.28)
  const columns = columnsIn(w - bar - widthOf(scoreColumns, 12.5) - 20, 12.5)
  const marks: Mark[] = seen.map((row, i) =>
    group(partOf(row.member), {
      x: PAD,
      y: 9 + i * 18,
      children: [
        ...written(
          'member',
          row.member,
          columns,
          { x: 0, y: 14 },
          {
            member: pieceHead(row.member),
            score: row.score,
            rank: String(row.rank),
          },
        ),
        box('bar', {
          x: w - bar - widthOf(scoreColumns, 12.5) - 10,
          y: 7,
          w: Math.max(2, bar * axis(row.score)),
          h: 6,
          r: 2,
          tone: 'muted',
          look: 'bar',
        }),
        text('score', { x: w, y: 14, text: fit(row.score, scoreColumns), anchor: 'end' }),
      ],
    }),
  )
  const left = view.length - seen.length
  if (left > 0)
    marks.push(text('more', { x: PAD, y: 9 + lines * 18 + 13, text: `${grouped(left)} more`, size: 11, tone: 'muted' }))
  return marks
}
