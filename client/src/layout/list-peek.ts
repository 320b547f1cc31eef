/** The peek of a list: the first nodes in a row, then how many more. */
import { idsOf } from '@rdd/shared/keyspace/identity'
import type { KeyView, ValueOf } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import { link } from './arrow.ts'
import { PAD } from './card.ts'
import { box, group, type Mark, path, text } from './mark.ts'
import { columnsIn, columnsOf, widthOf } from './text.ts'
import { spelled, written } from './written.ts'

/** Id of the mark of an element, from its identity in `idsOf`. */
export const partOf = (identity: number): string => `el:${identity}`

export function peek(view: KeyView, value: ValueOf<'list'>, width: number): Mark[] {
  const marks: Mark[] = []
  const gap = 16
  const right = width - PAD
  const more = (index: number) => `${grouped(view.length - index)} more`
  const ids = idsOf(view)
  let x = PAD
  let index = 0
  for (const piece of value.head) {
    const w = Math.max(34, widthOf(columnsOf(spelled(piece, 14)), 12.5) + 16)
    const rest = index + 1 < view.length ? gap + widthOf(more(index + 1).length, 11) : 0
    const fitted = Math.min(w, right - rest - x)
    // a first node is always there, if only cut; a later one comes whole or not at all
    if (fitted < w && index > 0) break
    const link_ = x > PAD ? [path('link', { x: -gap + 3, y: 13, d: link(gap - 6), tone: 'muted' })] : []
    marks.push(
      group(partOf(ids.head[index] ?? index), {
        x,
        y: 18,
        children: [
          ...written(
            'element',
            piece,
            columnsIn(fitted - 14, 12.5),
            { x: fitted / 2, y: 17, anchor: 'middle' },
            { index: String(index) },
            [box('box', { x: 0, y: 0, w: fitted, h: 26, r: 5, tone: 'ink', look: 'frame' })],
          ),
          ...link_,
        ],
      }),
    )
    x += fitted + gap
    index += 1
  }
  if (index < view.length) marks.push(text('more', { x, y: 35, text: more(index), size: 11, tone: 'muted' }))
  return marks
}
