/**
 * How a piece of Redis data is written on the stage. The element that carries the data has exactly the data as its text
 * (DOM contract); where that cannot be shown as it is (too long, control characters) the exact text stays in the DOM
 * unseen and a twin beside the element shows what fits.
 */
import { isCut, type Piece, pieceHead } from '@rdd/shared/keyspace/view'
import { type Data, type Group, group, type Mark, type Text, text } from './mark.ts'
import { fit, shown } from './text.ts'

type Setting = Pick<Text, 'x' | 'y'> & Partial<Pick<Text, 'anchor' | 'size' | 'tone' | 'bold'>>

/** What is shown of a piece in so many columns: a piece that was cut on the way always ends in "…". */
export function spelled(piece: Piece, columns: number): string {
  const whole = shown(pieceHead(piece))
  if (!isCut(piece)) return fit(whole, columns)
  const part = fit(whole, columns - 1)
  return part.endsWith('…') ? part : `${part}…`
}

/**
 * Marks for one piece: a group with `data` whose text content is the piece, and its visible twin where they differ.
 * `within`: marks that belong inside the group, such as its box, so that the element has a size.
 */
export function written(
  id: string,
  piece: Piece,
  columns: number,
  setting: Setting,
  data: Data,
  within: readonly Mark[] = [],
): [Group] | [Group, Text] {
  const visible = spelled(piece, columns)
  const real = text('text', { ...setting, text: pieceHead(piece) })
  if (visible === real.text) return [group(id, { data, children: [...within, real] })]
  return [
    group(id, { data, children: [...within, { ...real, twin: 'exact' }] }),
    text(`${id}~`, { ...setting, text: visible, twin: 'shown' }),
  ]
}
