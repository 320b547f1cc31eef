/**
 * A string: a run of bytes. Text is set in lines as it is; a number is set large between the two commands that move it.
 * Under it stands how many bytes there are, which is what APPEND, GETRANGE and SETRANGE count in; where a sign is not a
 * byte, each byte has a cell of its own. What was read is framed, what was written lit, and not the rest of the value.
 * Source: https://redis.io/docs/latest/develop/data-types/strings/
 */
import type { Span } from '@rdd/shared/keyspace/change'
import type { KeyView, ValueOf } from '@rdd/shared/keyspace/view'
import type { Around } from './around.ts'
import { arrow } from './arrow.ts'
import { byteRuler, type Marked, type Range } from './byte-ruler.ts'
import { type Body, editOf, lengthOf } from './card.ts'
import { box, group, type Mark, path, text } from './mark.ts'
import { digits, isNumber, ownerOf } from './roll.ts'
import { isPlain, signsOf } from './signs.ts'
import { linesOf, type Stretch, stretches } from './string-lines.ts'
import { isPart } from './string-peek.ts'
import { stringWords } from './string-words.ts'
import { columnsIn, columnsOf, fit, widthOf } from './text.ts'

const MARGIN = 20
const LINE = 21
const MAX_LINES = 12

/** Ids of the marks of the value, of what was read, of what was written, and of a counter's step. */
export const VALUE = 'value'
export const BYTES = 'bytes-read'
export const WRITTEN = 'bytes-written'
export const DELTA = 'delta'
/** Id of the words of a counter's step: a step of the same size is another one, and comes anew. */
export const stepId = (to: string): string => `by:${to}`

/** Whether a read is of the whole value: then that is lit, and no part framed. */
export const isWhole = (length: number, { start, end }: Range): boolean => start === 0 && end >= length

/** What is to be marked, in bytes: bits are seen as the bytes they lie in. */
function markedBy(spans: readonly Span[], length: number): Marked {
  let read: Range | undefined
  let written: Marked['written']
  for (const span of spans) {
    if (span.of === 'bytes') read = { start: span.start, end: span.end }
    else if (span.of === 'bits') read = { start: span.start >> 3, end: ((span.end - 1) >> 3) + 1 }
    else if (span.of === 'written') written = span
  }
  return { read: read === undefined || isWhole(length, read) ? undefined : read, written }
}

/** Dashed frames round what was read, lit areas behind what was written, in lines set from (x, y) on. */
function marksIn(
  at: (range: Range) => Stretch[],
  { read, written }: Marked,
  { x, y, height }: { x: number; y: number; height: number },
): { behind: Mark[]; before: Mark[] } {
  const boxes = (range: Range, look: 'ghost' | 'frame'): Mark[] =>
    at(range).map(({ line, x: from, w }) =>
      box(`at:${line}`, {
        x: x + from - 1,
        y: y + line * LINE - height * 0.75,
        w: w + 2,
        h: height,
        r: 3,
        tone: 'ink',
        look,
        now: 1,
      }),
    )
  const said = ({ start, end }: Range) => `${start}-${end - 1}`
  return {
    behind:
      written === undefined
        ? []
        : [
            group(WRITTEN, {
              data: {
                written: said(written),
                ...(written.padded === 0
                  ? {}
                  : { padding: said({ start: written.start - written.padded, end: written.start }) }),
              },
              children: boxes(written, 'frame'),
            }),
          ],
    before: read === undefined ? [] : [group(BYTES, { data: { bytes: said(read) }, children: boxes(read, 'ghost') })],
  }
}

/** What a counter moved by, over the arrow of the command that moves it so. */
function step(spans: readonly Span[], to: string, width: number): Mark[] {
  const counted = spans.find(span => span.of === 'counted')
  if (counted?.of !== 'counted') return []
  const up = counted.by.startsWith('+')
  const columns = columnsIn(112, 12.5)
  return [
    group(DELTA, {
      data: { delta: counted.by },
      children: [
        text(stepId(to), {
          x: up ? width - MARGIN : MARGIN,
          y: 30,
          text: fit(counted.by, columns),
          anchor: up ? 'end' : 'start',
          bold: true,
          now: 1,
        }),
        path('way', {
          x: up ? width - MARGIN - 110 : MARGIN + 110,
          y: 45,
          d: arrow(up ? 68 : -68),
          tone: 'muted',
          now: 1,
        }),
      ],
    }),
  ]
}

function counter(view: KeyView, { head }: ValueOf<'string'>, width: number, { spans }: Around): Body {
  const w = width - 2 * MARGIN
  const middle = width / 2
  const x = middle - widthOf(head.length, 19) / 2
  const at = (range: Range): Stretch[] => stretches(head, undefined, [head], range, 19)
  const { behind, before } = marksIn(at, markedBy(spans, view.length), { x, y: 51, height: 30 })
  return {
    height: 104,
    marks: [
      group(VALUE, {
        edit: editOf(view, 'value'),
        children: [
          box('box', { x: MARGIN + 120, y: 20, w: w - 240, h: 50, r: 6, tone: 'ink', look: 'frame' }),
          ...behind,
          group('text', { data: { value: '' }, children: digits(ownerOf(), head, { x, y: 51, size: 19, bold: true }) }),
        ],
      }),
      ...before,
      text('decr', { x: MARGIN, y: 49, text: 'DECR', tone: 'muted' }),
      path('decr-way', { x: MARGIN + 110, y: 45, d: arrow(-68), tone: 'muted' }),
      text('incr', { x: width - MARGIN, y: 49, text: 'INCR', anchor: 'end', tone: 'muted' }),
      path('incr-way', { x: width - MARGIN - 110, y: 45, d: arrow(68), tone: 'muted' }),
      ...step(spans, head, width),
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

export function full(view: KeyView, value: ValueOf<'string'>, width: number, around: Around): Body {
  const w = width - 2 * MARGIN
  const { spans } = around
  if (isNumber(value.head) && w > 320 && value.head.length <= columnsIn(w - 260, 19))
    return counter(view, value, width, around)
  const part = isPart(view, value)
  const signs = isPlain(value.head) ? undefined : signsOf(value.head)
  const marked = markedBy(spans, view.length)
  const size = 14
  const place = { x: MARGIN + 14, y: 45, size } as const
  const columns = columnsIn(w - 28, size)
  const lines = linesOf(value, signs, part, columns, MAX_LINES, place, LINE)
  const { rows } = lines
  const marks =
    isNumber(value.head) && rows.length === 1
      ? [group('text', { data: { value: '' }, children: digits(ownerOf(), value.head, place) })]
      : lines.marks
  const { behind, before } = marksIn(range => stretches(value.head, signs, rows, range, size), marked, {
    x: place.x,
    y: place.y,
    height: 20,
  })
  const h = rows.length * LINE + 20
  const ruler = signs === undefined ? undefined : byteRuler(signs, w, marked)
  const foot = h + 40 + (ruler === undefined ? 0 : ruler.height + 14)
  const held = part ? `the beginning of ${lengthOf(view)}` : lengthOf(view)
  const said = fit(stringWords(spans, view.length), columnsIn(w, 11))
  const beside = columnsOf(said) + columnsOf(held) + 2 <= columnsIn(w, 11)
  return {
    height: foot + 18,
    marks: [
      group(VALUE, {
        edit: editOf(view, 'value'),
        children: [box('box', { x: MARGIN, y: 20, w, h, r: 6, tone: 'ink', look: 'frame' }), ...behind, ...marks],
      }),
      ...before,
      ...(ruler === undefined ? [] : [group('ruler', { x: MARGIN, y: h + 36, children: ruler.marks })]),
      ...(said === ''
        ? ruler === undefined
          ? [text('first', { x: MARGIN, y: foot, text: '0', size: 11, tone: 'muted' })]
          : []
        : [text('said', { x: MARGIN, y: foot, text: said, size: 11, now: 1 })]),
      ...(beside
        ? [text('bytes', { x: width - MARGIN, y: foot, text: held, anchor: 'end', size: 11, tone: 'muted' })]
        : []),
    ],
  }
}
