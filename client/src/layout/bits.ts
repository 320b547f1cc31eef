/**
 * A string as the bits SETBIT and BITCOUNT count: eight to a byte, the highest first. A row shows whole bytes and where they
 * begin; ones are filled.
 */
import { toRaw } from '@rdd/shared/bytes'
import type { Span } from '@rdd/shared/keyspace/change'
import type { KeyView, ValueOf } from '@rdd/shared/keyspace/view'
import { counted, grouped } from '@rdd/shared/keyspace/words'
import type { Around } from './around.ts'
import { byteId } from './byte-ruler.ts'
import { type Body, PAD } from './card.ts'
import { box, group, type Mark, text } from './mark.ts'
import { BYTES, WRITTEN } from './string.ts'
import { stringWords } from './string-words.ts'
import { columnsIn, fit } from './text.ts'

const CELL = 14
const GAP = 3
const BYTE_GAP = 12
const LABEL = 64
const MOST_BYTES = 128
const TOP = 40

type Written = Extract<Span, { of: 'written' }>

/** Where the bits stand: how many bytes a row has, how wide a cell is, and how far it is from one byte to the next. */
interface Grid {
  perRow: number
  cell: number
  byte: number
}

const ROW = CELL + 10
/** Cells a little narrower, where that brings a second byte into each row. */
const NARROWER = [CELL - 1, CELL - 2]

const byteOf = (cell: number): number => 8 * cell + 7 * GAP + BYTE_GAP

function gridOf(width: number): Grid {
  const room = width - 2 * PAD - LABEL + BYTE_GAP
  const two = byteOf(CELL) * 2 > room ? NARROWER.find(cell => byteOf(cell) * 2 <= room) : undefined
  const cell = two ?? (byteOf(CELL) <= room ? CELL : Math.max(4, Math.floor((room - BYTE_GAP) / 8) - GAP))
  const byte = byteOf(cell)
  return { perRow: Math.max(1, Math.floor(room / byte)), cell, byte }
}

/** Left edge of a bit of a row, counted from the first bit of the row. */
const leftOf = (bit: number, { cell, byte }: Grid): number => PAD + LABEL + (bit >> 3) * byte + (bit & 7) * (cell + GAP)

/** A dashed frame round bits `start` to `end`, row by row, `from` being the first bit shown. */
function framed(start: number, end: number, from: number, rows: number, grid: Grid): Mark[] {
  const perRow = grid.perRow * 8
  return Array.from({ length: rows }, (_, row): Mark[] => {
    const [first, last] = [Math.max(0, start - from - row * perRow), Math.min(perRow, end - from - row * perRow)]
    if (last <= first) return []
    const x = leftOf(first, grid)
    return [
      box(`range:${row}`, {
        x: x - 2.5,
        y: TOP + row * ROW - 3.5,
        w: leftOf(last - 1, grid) + grid.cell - x + 5,
        h: CELL + 7,
        r: 3,
        tone: 'ink',
        look: 'ghost',
        now: 1,
      }),
    ]
  }).flat()
}

const said = (start: number, end: number): string => `${start}-${end - 1}`

/** The bits of a string as far as a card has room for them: what was counted framed, what was written or found lit. */
export function bitGrid(view: KeyView, value: ValueOf<'string'>, width: number, { spans }: Around): Body {
  const raw = toRaw(value.head)
  const grid = gridOf(width)
  const read = spans.find(span => span.of === 'bits')
  const written = spans.find((span): span is Written => span.of === 'written')
  const wanted = (written?.bit ?? read?.start ?? 0) >> 3
  // a bit further on is brought into the rows that are drawn
  const most = MOST_BYTES - (MOST_BYTES % grid.perRow)
  const first = wanted < most || wanted >= raw.length ? 0 : wanted - (wanted % grid.perRow)
  const bytes = raw.subarray(first, first + most)
  const rows = Math.ceil(bytes.length / grid.perRow)
  const ones = raw.reduce((sum, byte) => sum + [...byte.toString(2)].filter(bit => bit === '1').length, 0)
  const whole = raw.length === view.length
  const words = whole
    ? `${grouped(ones)} of ${counted(view.length * 8, 'bit')} set`
    : `${first === 0 ? 'the first ' : ''}${counted(bytes.length, 'byte')} of ${grouped(view.length)}`
  const columns = columnsIn(width - 2 * PAD, 12.5)
  const marks: Mark[] = [text('ones', { x: PAD, y: 24, text: fit(words, columns), tone: 'muted' })]
  const told = fit(stringWords(spans, view.length), columns - words.length - 2)
  if (told !== '') marks.push(text('said', { x: width - PAD, y: 24, text: told, anchor: 'end', now: 1 }))
  for (const [i, byte] of bytes.entries()) {
    const at = first + i
    const [row, column] = [Math.floor(i / grid.perRow), i % grid.perRow]
    const y = TOP + row * ROW
    if (column === 0) marks.push(text(`at:${at}`, { x: PAD, y: y + 11, text: String(at * 8), size: 11, tone: 'muted' }))
    const padding = written !== undefined && at < written.start && at >= written.start - written.padded
    const lit = (bit: number): boolean =>
      bit === written?.bit ||
      (read?.of === 'bits' && (read.found === bit || (read.bit !== undefined && read.start === bit))) ||
      (written !== undefined && written.bit === undefined && at >= written.start && at < written.end)
    const bits = Array.from({ length: 8 }, (_, k): Mark => {
      const set = (byte >> (7 - k)) & 1
      return group(`bit:${at * 8 + k}`, {
        x: k * (grid.cell + GAP),
        now: lit(at * 8 + k) ? 1 : 0,
        data: { bit: String(at * 8 + k), on: String(set) },
        children: [
          box(set === 1 ? 'one' : 'zero', {
            x: 0,
            y: 0,
            w: grid.cell,
            h: CELL,
            r: 2,
            tone: 'ink',
            look: set === 1 ? 'bar' : padding ? 'ghost' : 'frame',
          }),
        ],
      })
    })
    marks.push(group(byteId(at), { x: PAD + LABEL + column * grid.byte, y, children: bits }))
  }
  if (read?.of === 'bits')
    marks.push(
      group(BYTES, {
        data: {
          bits: said(read.start, read.end),
          ...(read.ones === undefined ? {} : { ones: String(read.ones) }),
          ...(read.found === undefined ? {} : { found: String(read.found) }),
        },
        children: framed(read.start, read.end, first * 8, rows, grid),
      }),
    )
  if (written?.bit !== undefined)
    marks.push(
      group(WRITTEN, {
        data: {
          written: said(written.bit, written.bit + 1),
          ...(written.padded === 0 ? {} : { padding: said((written.start - written.padded) * 8, written.start * 8) }),
        },
        children: framed(written.bit, written.bit + 1, first * 8, rows, grid),
      }),
    )
  const left = view.length - bytes.length
  if (left > 0)
    marks.push(
      text('more', {
        x: PAD + LABEL,
        y: TOP + rows * ROW + 14,
        text: `${grouped(left)} more bytes`,
        tone: 'muted',
      }),
    )
  return { height: TOP + rows * ROW + (left > 0 ? 30 : 8), marks }
}
