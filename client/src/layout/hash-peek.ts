/** The peek of a hash: its first fields, one a line. */
import { type KeyView, type Piece, pieceHead, type ValueOf } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import { PAD } from './card.ts'
import { cellPart, partOf } from './hash-parts.ts'
import { group, type Mark, text } from './mark.ts'
import { digits, isNumber, ownerOf } from './roll.ts'
import { columnsIn, columnsOf, widthOf } from './text.ts'
import { spelled, written } from './written.ts'

/** Width of the column of field names, in columns of text. */
export const fieldColumns = (value: ValueOf<'hash'>, most: number): number =>
  Math.min(most, Math.max(5, ...value.fields.map(([field]) => columnsOf(spelled(field, most)))))

/** Marks of a value, from (x, y) on: a number by its digits, anything else as it is written. `within`: its cell. */
export function valueMarks(
  field: Piece,
  value: Piece,
  columns: number,
  x: number,
  y: number,
  within: readonly Mark[] = [],
): Mark[] {
  const head = pieceHead(value)
  const data = { field: pieceHead(field) }
  if (typeof value === 'string' && isNumber(head) && head.length <= columns)
    return [group('content', { data, children: [...within, ...digits(ownerOf(field), head, { x, y, size: 12.5 })] })]
  return written('content', value, columns, { x, y }, data, within)
}

export function peek(view: KeyView, value: ValueOf<'hash'>, width: number): Mark[] {
  const w = width - 2 * PAD
  const most = Math.min(14, columnsIn(w * 0.4, 12.5))
  const lines = view.length > 3 ? 2 : 3
  const top = value.fields.slice(0, lines)
  const split = widthOf(fieldColumns({ ...value, fields: top }, most) + 2, 12.5)
  const rows = top.map(([field, content], i) =>
    group(partOf(field), {
      x: PAD,
      y: 9 + i * 18,
      children: [
        group(cellPart(field, 'name'), {
          children: [text('name', { x: 0, y: 14, text: spelled(field, most), tone: 'muted' })],
        }),
        group(cellPart(field, 'value'), {
          children: valueMarks(field, content, columnsIn(w - split, 12.5), split, 14),
        }),
      ],
    }),
  )
  const left = view.length - top.length
  if (left <= 0) return rows
  return [
    ...rows,
    text('more', { x: PAD, y: 9 + lines * 18 + 13, text: `${grouped(left)} more`, size: 11, tone: 'muted' }),
  ]
}
