/**
 * A sorted set as a leaderboard: the highest score stands on top. Every member has a rank from each end (ZREVRANK counts
 * from the top, ZRANK from the bottom, and negative ranks from its other end), equal scores are ordered by the bytes of the
 * member, and the bar shows how high a score is. Below stands the axis of all scores; what was read is bracketed, and a score
 * that was refused is struck out beside the one that was kept.
 * Source: https://redis.io/docs/latest/develop/data-types/sorted-sets/
 */

import { type KeyView, pieceHead, type ValueOf } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import type { Around } from './around.ts'
import { type Body, editOf } from './card.ts'
import { SLOT } from './list.ts'
import { box, type Group, group, type Mark, text } from './mark.ts'
import { columnsIn, columnsOf, fit, widthOf, wrap } from './text.ts'
import { waiters } from './waiting.ts'
import { spelled, written } from './written.ts'
import { scoreAxis } from './zset-axis.ts'
import { beside, brace, noteBeside, noteColumns, ROW } from './zset-marks.ts'
import { axisOf, partOf, type Row, rowsOf } from './zset-peek.ts'
import { said } from './zset-words.ts'

const MARGIN = 20
const TOP = 36
const RANK = 74
const CELL = 12
const MEMBER_COLUMNS = 32
const SCORE_COLUMNS = 18

export function full(view: KeyView, value: ValueOf<'zset'>, width: number, { spans }: Around): Body {
  const w = width - 2 * MARGIN
  const { top, left, bottom } = rowsOf(view, value)
  const rows = [...top, ...bottom]
  const axis = axisOf(rows)
  const narrow = w < 420
  const ranks = narrow ? 44 : RANK
  const both = narrow ? ranks : Math.max(RANK, widthOf(rankWords(0, view.length).length, 12.5) + 2 * CELL)
  const notes = new Map(
    spans.flatMap(span => (span.of === 'refused' || span.of === 'delta' ? [[span.member, span] as const] : [])),
  )
  const ranked = spans.find(span => span.of === 'rank')
  const scoreColumns = Math.min(SCORE_COLUMNS, Math.max(5, ...rows.map(row => row.score.length)))
  const scoreWidth = widthOf(scoreColumns, 12.5)
  const spare = w - ranks - both - scoreWidth - 3 * CELL
  const longest = Math.max(6, ...rows.map(row => columnsOf(spelled(row.member, MEMBER_COLUMNS))))
  const memberColumns = Math.min(longest, columnsIn(spare * (spare > 220 ? 0.6 : 1) - CELL, 12.5))
  const barAt = ranks + widthOf(memberColumns, 12.5) + 2 * CELL
  const noteWidth = notes.size === 0 ? 0 : widthOf(noteColumns(spans), 12.5) + CELL
  const room = w - both - scoreWidth - 2 * CELL - barAt
  const barWidth = room - noteWidth
  const hasBar = barWidth >= 40

  const rowOf = (row: Row, y: number, first: boolean): Group => {
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
    const found = ranked?.of === 'rank' && ranked.rank === row.rank ? ranked.from : undefined
    return group(partOf(row.member), {
      x: MARGIN,
      y,
      edit: editOf(view, 'score', pieceHead(row.member)),
      children: [
        held,
        ...twin,
        ...(first ? [] : [box('rule', { x: 0, y: 0, w, h: 0, tone: 'faint', look: 'line' })]),
        text('rev', {
          x: CELL,
          y: 20,
          text: String(view.length - 1 - row.rank),
          tone: 'muted',
          bold: found === 'highest',
        }),
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
        ...(room < noteWidth ? [] : noteBeside(notes.get(pieceHead(row.member)), w - both - scoreWidth - 2 * CELL)),
        scored,
        text('rank', {
          x: w - CELL,
          y: 20,
          text: narrow ? String(row.rank) : rankWords(row.rank, view.length),
          anchor: 'end',
          tone: 'muted',
          bold: found === 'lowest',
        }),
      ],
    })
  }

  const marks: Mark[] = []
  let y = TOP
  let moreAt = TOP
  const ties: Group[] = []
  const put = (some: readonly Row[]) => {
    for (const row of some) {
      marks.push(rowOf(row, y, y === TOP))
      y += ROW
    }
    for (const { score, at, count } of tiesOf(some))
      ties.push(brace(score, width - MARGIN - both - CELL + 3, y - (some.length - at) * ROW, count))
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
  const heading = (id: string, x: number, words: string, anchor: 'start' | 'end' = 'start') =>
    text(id, { x, y: 25, text: words, anchor, size: 11, tone: 'muted', font: id.endsWith('rank') ? 'mono' : 'sans' })
  const rowAt = (rank: number): number => {
    const fromTop = view.length - 1 - rank
    if (fromTop < top.length) return TOP + fromTop * ROW
    return rank < bottom.length ? y - (rank + 1) * ROW : moreAt
  }
  const axisAt = y + (ties.length > 0 ? 26 : 4)
  const lines = said(spans, view.length).flatMap(line => wrap(line, columnsIn(w - 2 * CELL, 12.5), 3))
  const ascending = [...value.head, ...value.tail].map(([member, score]) => ({ member, score }))
  const axisBelow =
    rows.length === 0
      ? { height: 12, marks: [] }
      : scoreAxis(ascending, left > 0 ? value.head.length : undefined, { x: MARGIN, y: axisAt, w }, spans)
  const wordsAt = axisAt + axisBelow.height + (rows.length === 0 ? 4 : 14)
  return {
    height: lines.length === 0 ? axisAt + axisBelow.height + 4 : wordsAt + lines.length * 18,
    marks: [
      heading('zrevrank', MARGIN + (narrow ? 2 : CELL), narrow ? 'rev' : 'ZREVRANK'),
      heading('members', MARGIN + ranks + CELL, 'member'),
      heading('scores', width - MARGIN - both - CELL, 'score', 'end'),
      heading('zrank', width - MARGIN - (narrow ? 2 : CELL), narrow ? 'rank' : 'ZRANK', 'end'),
      box('outline', { x: MARGIN, y: TOP, w, h: y - TOP, r: 4, tone: 'ink', look: 'frame' }),
      ...marks,
      ...ties,
      ...(ties.length === 0
        ? []
        : [
            text('ties', {
              x: MARGIN + (narrow ? 2 : CELL),
              y: y + 20,
              text: fit('same score: ordered by member, byte by byte', columnsIn(w - CELL, 11)),
              size: 11,
              tone: 'muted',
              font: 'sans',
            }),
          ]),
      ...axisBelow.marks,
      ...beside(spans, { top: TOP, bottom: y, at: rowAt, left: MARGIN, right: width - MARGIN }),
      ...lines.map((line, i) =>
        text(`words:${i}`, { x: MARGIN + CELL, y: wordsAt + i * 18, text: line.trimEnd(), tone: 'muted' }),
      ),
    ],
  }
}

/** The body of a sorted set that is waited for and is not there: where its first row will stand, and who takes it. */
export function awaited(width: number, waiting: Around['waiting']): Body {
  const slot = box('box', { x: 0, y: 0, w: width - 2 * MARGIN, h: ROW, r: 4, tone: 'faint', look: 'ghost' })
  const queue = waiters(waiting, width, MARGIN + ROW + 8)
  return {
    height: MARGIN + ROW + 8 + queue.height,
    marks: [group(SLOT, { x: MARGIN, y: MARGIN, children: [slot] }), ...queue.marks],
  }
}

/** A rank and the same from the other end, `0 · -5`: either may be given to ZRANGE. */
const rankWords = (rank: number, length: number): string => `${rank} · ${rank - length}`

/** Runs of equal scores among rows that stand one below the other; `at`: where a run begins. */
function tiesOf(rows: readonly Row[]): { score: string; at: number; count: number }[] {
  const runs: { score: string; at: number; count: number }[] = []
  for (const [i, { score }] of rows.entries()) {
    const run = runs.at(-1)
    if (run?.score === score) run.count += 1
    else runs.push({ score, at: i, count: 1 })
  }
  return runs.filter(({ count }) => count > 1)
}
