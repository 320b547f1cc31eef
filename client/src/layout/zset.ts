/**
 * A sorted set as a leaderboard: the highest score stands on top. Every member has a rank from each end (ZREVRANK counts
 * from the top, ZRANK from the bottom), equal scores are ordered by the bytes of the member, and the bar shows where a
 * score lies between the lowest and the highest.
 * Source: https://redis.io/docs/latest/develop/data-types/sorted-sets/
 */

import { type KeyView, type Piece, pieceHead, pieceId, type ValueOf } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import type { Around } from './around.ts'
import { type Body, editOf, PAD } from './card.ts'
import { box, type Group, group, type Mark, text } from './mark.ts'
import { columnsIn, columnsOf, fit, widthOf } from './text.ts'
import { spelled, written } from './written.ts'

const MARGIN = 20
const ROW = 30
const TOP = 36
const RANK = 74
const CELL = 12
const MEMBER_COLUMNS = 32
const SCORE_COLUMNS = 18

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

/** A score as a number to place on the axis; infinities stand at its ends. */
const numberOf = (score: string): number => Number(score.replace(/inf/, 'Infinity'))

/** Where a score lies, 0..1, on an axis from the lowest (or 0) to the highest finite score of the rows. */
function axisOf(rows: readonly Row[]): (score: string) => number {
  const finite = rows.map(row => numberOf(row.score)).filter(Number.isFinite)
  const low = Math.min(0, ...finite)
  const span = Math.max(0, ...finite) - low
  return score => {
    const at = numberOf(score)
    if (!Number.isFinite(at)) return at > 0 ? 1 : 0
    return span === 0 ? 0.5 : (at - low) / span
  }
}

export function full(view: KeyView, value: ValueOf<'zset'>, width: number, _around: Around): Body {
  const w = width - 2 * MARGIN
  const { top, left, bottom } = rowsOf(view, value)
  const rows = [...top, ...bottom]
  const axis = axisOf(rows)
  const narrow = w < 420
  const ranks = narrow ? 44 : RANK
  const scoreColumns = Math.min(SCORE_COLUMNS, Math.max(5, ...rows.map(row => row.score.length)))
  const scoreWidth = widthOf(scoreColumns, 12.5)
  const spare = w - 2 * ranks - scoreWidth - 3 * CELL
  const longest = Math.max(6, ...rows.map(row => columnsOf(spelled(row.member, MEMBER_COLUMNS))))
  const memberColumns = Math.min(longest, columnsIn(spare * (spare > 220 ? 0.6 : 1) - CELL, 12.5))
  const barAt = ranks + widthOf(memberColumns, 12.5) + 2 * CELL
  const barWidth = w - ranks - scoreWidth - 2 * CELL - barAt
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
      x: w - ranks - CELL,
      y: 20,
      text: fit(row.score, scoreColumns),
      anchor: 'end',
      bold: true,
    })
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
        scored,
        ...(tie && !narrow
          ? [text('tie', { x: w - ranks - CELL + 8, y: 20, text: 'tie', size: 11, tone: 'muted', font: 'sans' })]
          : []),
        text('rank', { x: w - CELL, y: 20, text: String(row.rank), anchor: 'end', tone: 'muted' }),
      ],
    })
  }

  const marks: Mark[] = []
  let y = TOP
  const put = (some: readonly Row[]) => {
    some.forEach((row, i) => {
      marks.push(rowOf(row, y, y === TOP, some[i - 1]?.score === row.score))
      y += ROW
    })
  }
  put(top)
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
  return {
    height: y + (ties ? 36 : 20),
    marks: [
      heading('zrevrank', MARGIN + (narrow ? 2 : CELL), narrow ? 'rev' : 'ZREVRANK'),
      heading('members', MARGIN + ranks + CELL, 'member'),
      heading('scores', width - MARGIN - ranks - CELL, 'score', 'end'),
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
    ],
  }
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
