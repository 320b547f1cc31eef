/**
 * A string as the bits SETBIT and BITCOUNT count: eight to a byte, the highest first. A row shows whole bytes and where they
 * begin; ones are filled.
 */
import { byteLength, toRaw } from '@rdd/shared/bytes'
import type { KeyView, ValueOf } from '@rdd/shared/keyspace/view'
import { counted, grouped } from '@rdd/shared/keyspace/words'
import { type Body, PAD } from './card.ts'
import { box, group, type Mark, text } from './mark.ts'
import { columnsIn, fit } from './text.ts'

const CELL = 14
const GAP = 3
const BYTE_GAP = 12
const LABEL = 64
const MOST_BYTES = 128
const TOP = 40

/** The bits of a string as far as a card has room for them. */
export function bitGrid(view: KeyView, value: ValueOf<'string'>, width: number): Body {
  const raw = toRaw(value.head)
  const bytes = raw.subarray(0, MOST_BYTES)
  const byteWidth = 8 * CELL + 7 * GAP
  const perRow = Math.max(1, Math.floor((width - 2 * PAD - LABEL + BYTE_GAP) / (byteWidth + BYTE_GAP)))
  const rows = Math.ceil(bytes.length / perRow)
  const ones = raw.reduce((sum, byte) => sum + [...byte.toString(2)].filter(bit => bit === '1').length, 0)
  const whole = byteLength(value.head) === view.length
  const words = whole
    ? `${grouped(ones)} of ${counted(view.length * 8, 'bit')} set`
    : `the first ${counted(bytes.length, 'byte')} of ${grouped(view.length)}`
  const marks: Mark[] = [
    text('ones', { x: PAD, y: 24, text: fit(words, columnsIn(width - 2 * PAD, 12.5)), tone: 'muted' }),
  ]
  const cell =
    byteWidth + BYTE_GAP <= width - 2 * PAD - LABEL + BYTE_GAP
      ? CELL
      : Math.max(4, Math.floor((width - 2 * PAD - LABEL) / 8) - GAP)
  for (const [i, byte] of bytes.entries()) {
    const [row, column] = [Math.floor(i / perRow), i % perRow]
    const y = TOP + row * (CELL + 10)
    if (column === 0) marks.push(text(`at:${i}`, { x: PAD, y: y + 11, text: String(i * 8), size: 11, tone: 'muted' }))
    const bits = Array.from({ length: 8 }, (_, bit): Mark => {
      const set = (byte >> (7 - bit)) & 1
      return group(`bit:${i * 8 + bit}`, {
        x: bit * (cell + GAP),
        data: { bit: String(i * 8 + bit), on: String(set) },
        children: [
          box(set === 1 ? 'one' : 'zero', {
            x: 0,
            y: 0,
            w: cell,
            h: CELL,
            r: 2,
            tone: 'ink',
            look: set === 1 ? 'bar' : 'frame',
          }),
        ],
      })
    })
    marks.push(group(`byte:${i}`, { x: PAD + LABEL + column * (byteWidth + BYTE_GAP), y, children: bits }))
  }
  const left = view.length - bytes.length
  if (left > 0)
    marks.push(
      text('more', {
        x: PAD + LABEL,
        y: TOP + rows * (CELL + 10) + 14,
        text: `${grouped(left)} more bytes`,
        tone: 'muted',
      }),
    )
  return { height: TOP + rows * (CELL + 10) + (left > 0 ? 30 : 8), marks }
}
