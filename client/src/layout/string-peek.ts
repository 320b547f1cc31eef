/** The peek of a string: its first lines. */
import type { KeyView, ValueOf } from '@rdd/shared/keyspace/view'
import { PAD } from './card.ts'
import { group, type Mark } from './mark.ts'
import { linesOf } from './string-lines.ts'
import { columnsIn } from './text.ts'

/** Id of the mark of the value in small. */
export const PEEK = 'peek'

/** True where only the first bytes of the string are in the view. */
export const isPart = (view: KeyView, value: ValueOf<'string'>): boolean =>
  new TextEncoder().encode(value.head.replaceAll(/\\x[0-9a-f]{2}|\\\\/g, '.')).length < view.length

export function peek(view: KeyView, value: ValueOf<'string'>, width: number): Mark[] {
  const { marks } = linesOf(
    value,
    undefined,
    isPart(view, value),
    columnsIn(width - 2 * PAD, 12.5),
    3,
    { x: PAD, y: 23 },
    18,
  )
  return [group(PEEK, { children: marks })]
}
