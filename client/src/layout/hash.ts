/**
 * A hash: a table of fields and their values, an object under one key. Rows keep the order Redis hands them out in; a
 * field with an expiry of its own (7.4 and later) has its own ring. A cell is lit by itself: HKEYS reads names, HVALS
 * values, and a value that changed stands in a row that did not.
 * Source: https://redis.io/docs/latest/develop/data-types/hashes/
 */
import type { Span } from '@rdd/shared/keyspace/change'
import { type KeyView, type Piece, pieceHead, type ValueOf } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import type { Around } from './around.ts'
import { type Body, editOf } from './card.ts'
import { cellPart, partOf, putPart } from './hash-parts.ts'
import { fieldColumns, valueMarks } from './hash-peek.ts'
import { box, type Group, group, type Mark, ring, text } from './mark.ts'
import { columnsIn, columnsOf, fit, widthOf } from './text.ts'
import { spelled } from './written.ts'

const MARGIN = 20
const ROW = 30
const TOP = 34
const CELL = 12
const FIELD_COLUMNS = 28
/** Most of what stands beside a value to say how it came there. */
const PUT_COLUMNS = 18

type Put = Extract<Span, { of: 'put' | 'counted' }>

/** How a value came to stand there: the step of a counter, what was there before, or that the field is new. */
function putWords(put: Put | undefined, columns: number): string {
  if (put === undefined) return ''
  if (put.of === 'counted') return fit(put.by, columns)
  return put.was === undefined ? fit('new', columns) : fit(`was ${spelled(put.was, columns)}`, columns)
}

function putMark(field: Piece, value: Piece, words: string, put: Put | undefined, x: number): Mark[] {
  if (put === undefined || words === '') return []
  const data = put.of === 'counted' ? { delta: put.by } : { put: put.was === undefined ? 'new' : 'changed' }
  return [
    group('put', {
      data,
      children: [
        text(putPart(field, value), {
          x,
          y: 19.5,
          text: words,
          anchor: 'end',
          size: 11,
          bold: put.of === 'counted',
          now: 1,
        }),
      ],
    }),
  ]
}

export function full(view: KeyView, value: ValueOf<'hash'>, width: number, { spans }: Around): Body {
  const w = width - 2 * MARGIN
  const most = Math.min(FIELD_COLUMNS, columnsIn(w * 0.4, 12.5))
  const split = widthOf(fieldColumns(value, most), 12.5) + 2 * CELL
  const puts = new Map(
    spans.flatMap((span): [string | undefined, Put][] =>
      span.of === 'put' || span.of === 'counted' ? [[span.field, span]] : [],
    ),
  )
  const rows = value.fields.map(([field, of, expiry], i): Group => {
    const ringed = expiry === null ? 0 : widthOf(10, 12.5) + 18
    const room = w - split - 2 * CELL - ringed
    const put = puts.get(pieceHead(field))
    const words = putWords(put, Math.min(PUT_COLUMNS, columnsIn(room / 2, 11)))
    const beside = words === '' ? 0 : widthOf(columnsOf(words), 11) + CELL
    const clock = {
      x: w - CELL - 6,
      y: ROW / 2,
      r: 6,
      tone: 'muted' as const,
      of: 'field' as const,
    }
    const cell = (x: number, to: number) => box('cell', { x, y: 1, w: to - x, h: ROW - 2, tone: 'ink', look: 'row' })
    return group(partOf(field), {
      x: MARGIN,
      y: TOP + i * ROW,
      edit: editOf(view, 'field', pieceHead(field)),
      children: [
        box('row', { x: 1, y: 1, w: w - 2, h: ROW - 2, tone: 'ink', look: 'row' }),
        group(cellPart(field, 'value'), {
          children: valueMarks(field, of, columnsIn(room - beside, 12.5), split + CELL, 20, [cell(split + 1, w - 1)]),
        }),
        group(cellPart(field, 'name'), {
          children: [cell(1, split), text('name', { x: CELL, y: 20, text: spelled(field, most), tone: 'muted' })],
        }),
        ...putMark(field, of, words, put, w - CELL - ringed),
        ...(i === 0 ? [] : [box('rule', { x: 0, y: 0, w, h: 0, tone: 'faint', look: 'line' })]),
        ...(expiry === null
          ? []
          : [ring('clock', { ...clock, from: view.fieldRingsFrom?.[i] ?? expiry, until: expiry })]),
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
