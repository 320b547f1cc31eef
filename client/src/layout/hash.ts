/**
 * A hash: a table of fields and their values, an object under one key. Rows keep the order Redis hands them out in; a
 * field with an expiry of its own (7.4 and later) has its own ring.
 * Source: https://redis.io/docs/latest/develop/data-types/hashes/
 */

import { type KeyView, pieceHead, pieceId, type ValueOf } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import type { Around } from './around.ts'
import { type Body, editOf, PAD } from './card.ts'
import { box, type Group, group, type Mark, ring, text } from './mark.ts'
import { columnsIn, columnsOf, widthOf } from './text.ts'
import { spelled, written } from './written.ts'

const MARGIN = 20
const ROW = 30
const TOP = 34
const CELL = 12
const FIELD_COLUMNS = 28

/** Id of the row of a field. */
export const partOf = (field: ValueOf<'hash'>['fields'][number][0]): string => `f:${pieceId(field)}`

/** Width of the column of field names, in columns of text. */
const fieldColumns = (value: ValueOf<'hash'>, most: number): number =>
  Math.min(most, Math.max(5, ...value.fields.map(([field]) => columnsOf(spelled(field, most)))))

export function full(view: KeyView, value: ValueOf<'hash'>, width: number, _around: Around): Body {
  const w = width - 2 * MARGIN
  const most = Math.min(FIELD_COLUMNS, columnsIn(w * 0.4, 12.5))
  const split = widthOf(fieldColumns(value, most), 12.5) + 2 * CELL
  const rows = value.fields.map(([field, content, expiry], i): Group => {
    const right = expiry === null ? 0 : widthOf(10, 12.5) + 18
    const [held, ...twin] = written(
      'content',
      content,
      columnsIn(w - split - 2 * CELL - right, 12.5),
      { x: split + CELL, y: 20 },
      { field: pieceHead(field) },
      [box('row', { x: 1, y: 1, w: w - 2, h: ROW - 2, tone: 'ink', look: 'row' })],
    )
    const clock = {
      x: w - CELL - 6,
      y: ROW / 2,
      r: 6,
      tone: 'muted' as const,
      of: 'field' as const,
    }
    return group(partOf(field), {
      x: MARGIN,
      y: TOP + i * ROW,
      edit: editOf(view, 'field', pieceHead(field)),
      children: [
        held,
        ...twin,
        text('name', { x: CELL, y: 20, text: spelled(field, most), tone: 'muted' }),
        ...(i === 0 ? [] : [box('rule', { x: 0, y: 0, w, h: 0, tone: 'faint', look: 'line' })]),
        ...(expiry === null ? [] : [ring('clock', { ...clock, from: view.ringFrom ?? expiry, until: expiry })]),
      ],
    })
  })
  const left = view.length - value.fields.length
  const bottom = TOP + (rows.length + (left > 0 ? 1 : 0)) * ROW
  return {
    height: bottom + 20,
    marks: [
      text('fields', { x: MARGIN + CELL, y: 24, text: 'field', size: 11, font: 'sans', tone: 'muted' }),
      text('values', { x: MARGIN + split + CELL, y: 24, text: 'value', size: 11, font: 'sans', tone: 'muted' }),
      box('outline', { x: MARGIN, y: TOP, w, h: bottom - TOP, r: 4, tone: 'ink', look: 'frame' }),
      ...rows,
      box('split', { x: MARGIN + split, y: TOP, w: 0, h: rows.length * ROW, tone: 'faint', look: 'line' }),
      ...(left > 0
        ? [
            text('more', {
              x: MARGIN + CELL,
              y: bottom - 10,
              text: `${grouped(left)} more fields`,
              tone: 'muted',
            }),
          ]
        : []),
    ],
  }
}

/** The first fields, one a line. */
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
        text('name', { x: 0, y: 14, text: spelled(field, most), tone: 'muted' }),
        ...written('content', content, columnsIn(w - split, 12.5), { x: split, y: 14 }, { field: pieceHead(field) }),
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
