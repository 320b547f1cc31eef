/** The peek of a sorted set: the top of the board. Its rows and the way of a score along them are the same in full. */
import { scoreOf } from '@rdd/shared/keyspace/score'
import { type KeyView, type Piece, pieceHead, pieceId, type ValueOf } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import { PAD } from './card.ts'
import { box, group, type Mark, text } from './mark.ts'
import { columnsIn, fit, widthOf } from './text.ts'
import { written } from './written.ts'

export interface Row {
  member: Piece
  score: string
  /** 0-based, ascending. */
  rank: number
}

/** Id of the row of a member. */
export const partOf = (member: Piece): string => `m:${pieceId(member)}`

/** Both windows, highest first; the members between them are `left`. */
export function rowsOf(view: KeyView, value: ValueOf<'zset'>): { top: Row[]; left: number; bottom: Row[] } {
  const start = view.length - value.tail.length
  const low = value.head.map(([member, score], i) => ({ member, score, rank: i })).toReversed()
  const high = value.tail.map(([member, score], i) => ({ member, score, rank: start + i })).toReversed()
  return { top: high, left: start - value.head.length, bottom: low }
}

/** Where a score lies, 0..1, on an axis from the lowest (or 0) to the highest finite score of the rows. */
export function axisOf(rows: readonly Row[]): (score: string) => number {
  const finite = rows.map(row => scoreOf(row.score)).filter(Number.isFinite)
  const low = Math.min(0, ...finite)
  const span = Math.max(0, ...finite) - low
  return score => {
    const at = scoreOf(score)
    if (!Number.isFinite(at)) return at > 0 ? 1 : 0
    return span === 0 ? 0.5 : (at - low) / span
  }
}

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
