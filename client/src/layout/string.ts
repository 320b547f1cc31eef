/**
 * A string: a run of bytes. Text is set in lines as it is; a number is set large between the two commands that move it.
 * Under it stands how many bytes there are, which is what APPEND, GETRANGE and SETRANGE count in.
 * Source: https://redis.io/docs/latest/develop/data-types/strings/
 */
import type { KeyView, ValueOf } from '@rdd/shared/keyspace/view'
import type { Around } from './around.ts'
import { arrow } from './arrow.ts'
import { type Body, editOf, lengthOf, PAD } from './card.ts'
import { box, group, type Mark, path, type Text, text } from './mark.ts'
import { columnsIn, shown, widthOf, wrap } from './text.ts'

const MARGIN = 20
const LINE = 21
const MAX_LINES = 12
/** What INCR takes: a signed 64-bit decimal, or a decimal fraction for INCRBYFLOAT. */
const NUMBER = /^-?\d{1,19}(\.\d{1,17})?$/

/** Id of the mark of the value, and of the frame round the bytes that were read. */
export const VALUE = 'value'
export const BYTES = 'bytes-read'

/** The value in lines: with `data-value` its text content is exactly the value, as far as the view carries it. */
function block(
  value: ValueOf<'string'>,
  cut: boolean,
  columns: number,
  most: number,
  place: Pick<Text, 'x' | 'y'> & Partial<Pick<Text, 'anchor' | 'size' | 'bold'>>,
  leading: number,
): { lines: number; marks: Mark[] } {
  const visible = shown(value.head)
  const rows = wrap(cut ? `${visible}…` : visible, columns, most)
  const lines = rows.map((row, i) => text(`line${i}`, { ...place, y: place.y + i * leading, text: row }))
  if (rows.join('') === value.head)
    return { lines: rows.length, marks: [group('text', { data: { value: '' }, children: lines })] }
  const exact = text('exact', { ...place, text: value.head, twin: 'exact' })
  return {
    lines: rows.length,
    marks: [
      group('text', { data: { value: '' }, children: [exact] }),
      ...lines.map((line): Text => ({ ...line, twin: 'shown' })),
    ],
  }
}

/** True where only the first bytes of the string are in the view. */
const isPart = (view: KeyView, value: ValueOf<'string'>): boolean =>
  new TextEncoder().encode(value.head.replaceAll(/\\x[0-9a-f]{2}|\\\\/g, '.')).length < view.length

/** Whether a part of the value can be framed: only where a byte is a sign of its own can its place be told. */
export const canFrame = (head: string, { start, end }: { start: number; end: number }): boolean =>
  /^[\x20-\x5b\x5d-\x7e]*$/.test(head) && !NUMBER.test(head) && !(start === 0 && end >= head.length)

/** The bytes a command asked for, framed where they stand; elsewhere the whole value is lit. */
function bytesRead(head: string, { start, end }: { start: number; end: number }, columns: number): Mark[] | undefined {
  if (!canFrame(head, { start, end })) return undefined
  const marks: Mark[] = []
  let from = 0
  for (const [i, row] of wrap(head, columns, MAX_LINES).entries()) {
    const [first, last] = [Math.max(start, from), Math.min(end, from + row.length)]
    if (last > first)
      marks.push(
        box(`read:${i}`, {
          x: MARGIN + 14 + widthOf(first - from, 14) - 1.5,
          y: 45 + i * LINE - 15,
          w: widthOf(last - first, 14) + 3,
          h: 20,
          r: 3,
          tone: 'ink',
          look: 'ghost',
          now: 1,
        }),
      )
    from += row.length
  }
  return [group(BYTES, { data: { bytes: `${start}-${end - 1}` }, children: marks })]
}

export function full(view: KeyView, value: ValueOf<'string'>, width: number, around: Around): Body {
  const edit = editOf(view, 'value')
  const w = width - 2 * MARGIN
  if (NUMBER.test(value.head) && w > 320) {
    const middle = width / 2
    const { marks } = block(
      value,
      false,
      columnsIn(w - 260, 19),
      1,
      { x: middle, y: 51, anchor: 'middle', size: 19, bold: true },
      LINE,
    )
    return {
      height: 104,
      marks: [
        group(VALUE, {
          edit,
          children: [
            box('box', { x: MARGIN + 120, y: 20, w: w - 240, h: 50, r: 6, tone: 'ink', look: 'frame' }),
            ...marks,
          ],
        }),
        text('decr', { x: MARGIN, y: 49, text: 'DECR', tone: 'muted' }),
        path('decr-way', { x: MARGIN + 110, y: 45, d: arrow(-68), tone: 'muted' }),
        text('incr', { x: width - MARGIN, y: 49, text: 'INCR', anchor: 'end', tone: 'muted' }),
        path('incr-way', { x: width - MARGIN - 110, y: 45, d: arrow(68), tone: 'muted' }),
        text('bytes', {
          x: middle,
          y: 90,
          text: `a number in ${lengthOf(view)}`,
          anchor: 'middle',
          size: 11,
          tone: 'muted',
        }),
      ],
    }
  }
  const part = isPart(view, value)
  const { lines, marks } = block(
    value,
    part,
    columnsIn(w - 28, 14),
    MAX_LINES,
    { x: MARGIN + 14, y: 45, size: 14 },
    LINE,
  )
  const h = lines * LINE + 20
  const asked = around.spans.find(span => span.of === 'bytes')
  const read = asked === undefined || part ? undefined : bytesRead(value.head, asked, columnsIn(w - 28, 14))
  return {
    height: h + 58,
    marks: [
      group(VALUE, {
        edit,
        children: [box('box', { x: MARGIN, y: 20, w, h, r: 6, tone: 'ink', look: 'frame' }), ...marks],
      }),
      ...(read ?? []),
      text('first', { x: MARGIN, y: h + 40, text: '0', size: 11, tone: 'muted' }),
      text('bytes', {
        x: width - MARGIN,
        y: h + 40,
        text: part ? `the beginning of ${lengthOf(view)}` : lengthOf(view),
        anchor: 'end',
        size: 11,
        tone: 'muted',
      }),
    ],
  }
}

export function peek(view: KeyView, value: ValueOf<'string'>, width: number): Mark[] {
  const { marks } = block(value, isPart(view, value), columnsIn(width - 2 * PAD, 12.5), 3, { x: PAD, y: 23 }, 18)
  return [group(VALUE, { children: marks })]
}
