/** The peek of a string: its first lines; a number by its digits, so that a counter rolls here too. */
import type { KeyView, ValueOf } from '@rdd/shared/keyspace/view'
import { PAD } from './card.ts'
import { group, type Mark } from './mark.ts'
import { digits, isNumber, ownerOf } from './roll.ts'
import { linesOf } from './string-lines.ts'
import { columnsIn } from './text.ts'

/** Id of the mark of the value in small. */
export const PEEK = 'peek'

/** True where only the first bytes of the string are in the view. */
export const isPart = (view: KeyView, value: ValueOf<'string'>): boolean =>
  new TextEncoder().encode(value.head.replaceAll(/\\x[0-9a-f]{2}|\\\\/g, '.')).length < view.length

export function peek(view: KeyView, value: ValueOf<'string'>, width: number): Mark[] {
  const columns = columnsIn(width - 2 * PAD, 12.5)
  const place = { x: PAD, y: 23 }
  if (isNumber(value.head) && value.head.length <= columns) {
    const number = digits(ownerOf(), value.head, { ...place, size: 12.5 })
    return [group(PEEK, { children: [group('text', { data: { value: '' }, children: number })] })]
  }
  const { marks } = linesOf(value, undefined, isPart(view, value), columns, 3, place, 18)
  return [group(PEEK, { children: marks })]
}
