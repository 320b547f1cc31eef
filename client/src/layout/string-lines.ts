/**
 * StringLines: a value set in lines as it is read, and where in them some of its bytes stand. A sign of several bytes is
 * marked whole here; which of its bytes is meant, the cells below say.
 */
import type { ValueOf } from '@rdd/shared/keyspace/view'
import type { Range } from './byte-ruler.ts'
import { group, type Mark, type Text, text } from './mark.ts'
import { isPlain, type Sign } from './signs.ts'
import { columnsOf, shown, widthOf, wrap } from './text.ts'

export interface Lines {
  rows: readonly string[]
  marks: Mark[]
}

type Setting = Pick<Text, 'x' | 'y'> & Partial<Pick<Text, 'anchor' | 'size' | 'bold'>>

/** The value in lines: with `data-value` its text content is exactly the value, as far as the view carries it. */
export function linesOf(
  { head }: ValueOf<'string'>,
  signs: readonly Sign[] | undefined,
  cut: boolean,
  columns: number,
  most: number,
  place: Setting,
  leading: number,
): Lines {
  const visible = signs === undefined ? shown(head) : signs.map(sign => sign.text).join('')
  const rows = wrap(cut ? `${visible}…` : visible, columns, most)
  const lines = rows.map((row, i) => text(`line${i}`, { ...place, y: place.y + i * leading, text: row }))
  if (rows.join('') === head) return { rows, marks: [group('text', { data: { value: '' }, children: lines })] }
  const exact = text('exact', { ...place, text: head, twin: 'exact' })
  return {
    rows,
    marks: [
      group('text', { data: { value: '' }, children: [exact] }),
      ...lines.map((line): Text => ({ ...line, twin: 'shown' })),
    ],
  }
}

/** A stretch of a line. */
export interface Stretch {
  line: number
  x: number
  w: number
}

/** Signs that run the other way, or are wide, are not always where their columns say: fonts differ. The cells tell. */
const TURNED = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/

/** Where the bytes stand in the lines, at a font size, from the left edge of the text. */
export function stretches(
  head: ValueOf<'string'>['head'],
  signs: readonly Sign[] | undefined,
  rows: readonly string[],
  { start, end }: Range,
  size: number,
): Stretch[] {
  const [from, to] = signs === undefined && isPlain(head) ? [start, end] : signPlaces(signs ?? [], start, end)
  let passed = 0
  return rows.flatMap((row, line): Stretch[] => {
    const [first, last] = [Math.max(0, from - passed), Math.min(row.length, to - passed)]
    passed += row.length
    if (last <= first || TURNED.test(row) || columnsOf(row) !== row.length) return []
    return [{ line, x: widthOf(first, size), w: widthOf(last - first, size) }]
  })
}

/** The places, in the text shown, of the signs that hold these bytes. */
function signPlaces(signs: readonly Sign[], start: number, end: number): [from: number, to: number] {
  let at = 0
  let [from, to] = [0, 0]
  for (const sign of signs) {
    const next = at + sign.text.length
    if (sign.start < end && start < sign.start + sign.bytes.length) {
      if (to === 0) from = at
      to = next
    }
    at = next
  }
  return [from, to]
}
