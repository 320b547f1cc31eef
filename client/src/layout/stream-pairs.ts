/** The fields of a stream entry: names muted, values in ink, cut to the columns there are. */
import type { Entry, Piece } from '@rdd/shared/keyspace/view'
import { type Mark, type Text, text } from './mark.ts'
import { columnsOf, widthOf } from './text.ts'
import { spelled } from './written.ts'

type Size = Text['size']

/** `field value` pairs in one line of so many columns. */
export function pairs(
  fields: readonly [Piece, Piece][],
  x: number,
  y: number,
  columns: number,
  size: Size = 12.5,
): Mark[] {
  const marks: Mark[] = []
  let used = 0
  const at = () => ({ x: x + widthOf(used, size), y, size })
  for (const [i, [field, value]] of fields.entries()) {
    const left = columns - used
    const name = spelled(field, Math.min(left - 2, 20))
    // a later pair stands there readable or not at all
    if (left < 4 || (i > 0 && left < columnsOf(name) + 5)) {
      if (left > 0) marks.push(text('more', { ...at(), text: '…', tone: 'muted' }))
      break
    }
    const room = left - columnsOf(name) - 1
    const held = room < 1 ? '' : spelled(value, room)
    marks.push(text(`field${i}`, { ...at(), text: name, tone: 'muted' }))
    used += columnsOf(name) + 1
    if (held !== '') marks.push(text(`value${i}`, { ...at(), text: held }))
    used += columnsOf(held) + 2
  }
  return marks
}

/** One pair a line, in a narrow column: the name gives way to the value. */
export function pairLine(
  i: number,
  [field, value]: [Piece, Piece],
  x: number,
  y: number,
  columns: number,
  size: Size,
): Mark[] {
  const whole = spelled(value, columns)
  const name = spelled(field, Math.max(3, Math.min(columns - columnsOf(whole) - 1, columns - 4, 20)))
  const held = spelled(value, columns - columnsOf(name) - 1)
  return [
    text(`field${i}`, { x, y, size, text: name, tone: 'muted' }),
    text(`value${i}`, { x: x + widthOf(columnsOf(name) + 1, size), y, size, text: held }),
  ]
}

/** Everything an entry holds, in words, for who reads the page and does not see it. */
export const spoken = ({ id, fields }: Entry): string =>
  [id, ...fields.map(([field, value]) => `${spelled(field, 40)} ${spelled(value, 40)}`)].join(' ')
