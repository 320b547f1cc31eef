/**
 * ByteRuler: under a value whose signs are not its bytes, one cell for each byte in hex and the sign over all of its bytes.
 * Here STRLEN can be counted by eye, a range that begins half way through a sign is seen to, and zero bytes that Redis put
 * in for padding are empty dashed cells.
 */
import type { Span } from '@rdd/shared/keyspace/change'
import { counted } from '@rdd/shared/keyspace/words'
import { box, group, type Mark, path, text } from './mark.ts'
import type { Sign } from './signs.ts'
import { columnsIn, columnsOf, fit, widthOf } from './text.ts'

type Written = Extract<Span, { of: 'written' }>

/** Some bytes, `end` exclusive. */
export interface Range {
  start: number
  end: number
}

export interface Marked {
  read: Range | undefined
  written: Written | undefined
}

const SLOT = 25
const LABEL = 36
const ROW = 50
const CELL_TOP = 18
const CELL_HEIGHT = 20
/** Rows that are drawn at most; a range further on is brought into them. */
const MOST_ROWS = 3
/** Cells that a row of zero bytes too long to draw takes. */
const RUN_SLOTS = 6

/** Id of the cell of a byte. */
export const byteId = (at: number): string => `b:${at}`

/** A sign, or a part of one, in a row: from which cell on, and which of the sign's bytes. */
interface Part {
  sign: Sign
  slot: number
  from: number
  to: number
  /** As many cells as it has bytes, but for a long row of zero bytes. */
  slots: number
}

const isRun = ({ sign, slots, from, to }: Part): boolean => sign.kind === 'zero' && slots !== to - from

function rowsOf(signs: readonly Sign[], perRow: number): Part[][] {
  const rows: Part[][] = []
  let row: Part[] = []
  let slot = 0
  const next = () => {
    rows.push(row)
    row = []
    slot = 0
  }
  for (const sign of signs) {
    const length = sign.bytes.length
    if (sign.kind === 'zero' && length > 1) {
      const slots = Math.min(RUN_SLOTS, perRow)
      if (slot + slots > perRow) next()
      row.push({ sign, slot, from: 0, to: length, slots })
      slot += slots
      continue
    }
    for (let from = 0; from < length; ) {
      if (slot === perRow) next()
      const to = Math.min(length, from + perRow - slot)
      row.push({ sign, slot, from, to, slots: to - from })
      slot += to - from
      from = to
    }
  }
  if (row.length > 0) rows.push(row)
  return rows
}

const meets = (range: Range | undefined, start: number, end: number): boolean =>
  range !== undefined && range.start < end && start < range.end

function cells(part: Part, y: number, { written }: Marked): Mark[] {
  const { sign, slot, from, to } = part
  const zero = sign.kind === 'zero'
  if (isRun(part)) {
    const w = part.slots * SLOT
    const words = fit(counted(to - from, 'zero byte'), columnsIn(w - 4, 11))
    return [
      group(byteId(sign.start), {
        x: LABEL + slot * SLOT,
        y: y + CELL_TOP,
        data: { zeros: `${sign.start}-${sign.start + to - 1}` },
        children: [
          box('cell', { x: 1, y: 0, w: w - 2, h: CELL_HEIGHT, r: 2, tone: 'ink', look: 'ghost' }),
          text('hex', { x: w / 2, y: 14, text: words, anchor: 'middle', size: 11, tone: 'muted' }),
        ],
      }),
    ]
  }
  return Array.from({ length: to - from }, (_, i) => {
    const at = sign.start + from + i
    const hex = (sign.bytes[from + i] ?? 0).toString(16).padStart(2, '0')
    return group(byteId(at), {
      x: LABEL + (slot + i) * SLOT,
      y: y + CELL_TOP,
      now: meets(written, at, at + 1) ? 1 : 0,
      data: { byte: String(at), hex },
      children: [
        box('cell', { x: 1, y: 0, w: SLOT - 2, h: CELL_HEIGHT, r: 2, tone: 'ink', look: zero ? 'ghost' : 'frame' }),
        text('hex', { x: SLOT / 2, y: 14, text: hex, anchor: 'middle', size: 11, tone: zero ? 'muted' : 'ink' }),
      ],
    })
  })
}

/** The sign over its cells, and a bracket where they are several. */
function over(part: Part, y: number, { written }: Marked): Mark[] {
  const { sign, slot, from, to, slots } = part
  const x = LABEL + slot * SLOT
  const w = slots * SLOT
  const id = `s:${sign.start}:${from}`
  const room = columnsIn(w, 12.5)
  const spelled = sign.kind === 'zero' ? '\\0' : sign.kind === 'raw' || columnsOf(sign.text) > room ? '' : sign.text
  const now = meets(written, sign.start + from, sign.start + to) ? 1 : 0
  return [
    ...(spelled === '' || isRun(part)
      ? []
      : [
          text(id, {
            x: x + w / 2,
            y: y + 11,
            text: spelled,
            anchor: 'middle',
            tone: sign.kind === 'zero' ? 'muted' : 'ink',
            now,
          }),
        ]),
    ...(slots > 1 && !isRun(part)
      ? [path(`${id}:over`, { x: x + 3, y: y + CELL_TOP, d: `M0 -1v-2H${w - 6}v2`, tone: 'muted' })]
      : []),
  ]
}

/** A dashed frame round the bytes that were read, and the word where Redis padded. */
function framed(row: readonly Part[], y: number, { read, written }: Marked): Mark[] {
  const slotsOf = (range: Range): [first: number, last: number] | undefined => {
    const inside = row.flatMap(part => {
      const { sign, slot, from, to, slots } = part
      const [first, last] = [Math.max(range.start, sign.start + from), Math.min(range.end, sign.start + to)]
      if (last <= first) return []
      if (isRun(part)) return [[slot, slot + slots] as const]
      return [[slot + first - sign.start - from, slot + last - sign.start - from] as const]
    })
    const [first, last] = [inside[0], inside.at(-1)]
    return first === undefined || last === undefined ? undefined : [first[0], last[1]]
  }
  const padded = written === undefined || written.padded === 0 ? undefined : written
  const [asked, padding] = [
    read && slotsOf(read),
    padded && slotsOf({ start: padded.start - padded.padded, end: padded.start }),
  ]
  return [
    ...(asked === undefined
      ? []
      : [
          box(`read:${y}`, {
            x: LABEL + asked[0] * SLOT - 1,
            y: y + CELL_TOP - 3,
            w: (asked[1] - asked[0]) * SLOT + 2,
            h: CELL_HEIGHT + 6,
            r: 3,
            tone: 'ink',
            look: 'ghost',
            now: 1,
          }),
        ]),
    ...(padding === undefined || (padding[1] - padding[0]) * SLOT < widthOf('padding'.length, 11)
      ? []
      : [
          text(`padding:${y}`, {
            x: LABEL + ((padding[0] + padding[1]) / 2) * SLOT,
            y: y + CELL_TOP + CELL_HEIGHT + 10,
            text: 'padding',
            anchor: 'middle',
            size: 11,
            now: 1,
          }),
        ]),
  ]
}

export interface ByteRuler {
  height: number
  marks: Mark[]
  /** The bytes it shows. */
  shows: Range
}

/** The ruler of some signs in a width, from (0, 0). A range that lies further on is what it shows. */
export function byteRuler(signs: readonly Sign[], width: number, marked: Marked): ByteRuler {
  const fits = Math.floor((width - LABEL) / SLOT)
  const perRow = Math.max(4, fits - (fits % (fits >= 16 ? 8 : 4)))
  const all = rowsOf(signs, perRow)
  const wanted = marked.written ?? marked.read
  const at = wanted === undefined ? 0 : all.findIndex(row => row.some(part => endOf(part) > wanted.start))
  const first = Math.max(0, Math.min(at < MOST_ROWS ? 0 : at, all.length - MOST_ROWS))
  const rows = all.slice(first, first + MOST_ROWS)
  const marks = rows.flatMap((row, i) => {
    const y = i * ROW
    const start = row[0] === undefined ? 0 : row[0].sign.start + row[0].from
    return [
      text(`at:${start}`, { x: 0, y: y + CELL_TOP + 14, text: String(start), size: 11, tone: 'muted' }),
      ...row.flatMap(part => [...over(part, y, marked), ...cells(part, y, marked)]),
      ...framed(row, y, marked),
    ]
  })
  const [from, to] = [rows[0]?.[0], rows.at(-1)?.at(-1)]
  return {
    height: Math.min(all.length, MOST_ROWS) * ROW,
    marks,
    shows: { start: from === undefined ? 0 : from.sign.start + from.from, end: to === undefined ? 0 : endOf(to) },
  }
}

const endOf = ({ sign, to }: Part): number => sign.start + to
