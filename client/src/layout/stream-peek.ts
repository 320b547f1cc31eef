/** The peek of a stream: the newest entries, the newest last. */
import type { KeyView, ValueOf } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import { PAD } from './card.ts'
import { box, group, type Mark, text } from './mark.ts'
import { pairs } from './stream-pairs.ts'
import { partOf } from './stream-parts.ts'
import { columnsIn, columnsOf, fit, widthOf } from './text.ts'

export function peek(view: KeyView, value: ValueOf<'stream'>, width: number): Mark[] {
  const w = width - 2 * PAD - 14
  const lines = view.length > 3 ? 2 : 3
  const newest = [...value.head, ...value.tail].slice(-lines)
  const left = view.length - newest.length
  const top = left > 0 ? 27 : 9
  const marks: Mark[] = newest.map((entry, i) => {
    const id = fit(entry.id, columnsIn(w, 12.5))
    const x = widthOf(columnsOf(id) + 1, 12.5)
    return group(partOf(entry.id), {
      x: PAD,
      y: top + i * 18 - 7,
      children: [
        group('entry', {
          data: { entry: entry.id },
          children: [
            box('dot', { x: 0, y: 13, w: 7, h: 7, r: 3.5, tone: 'muted', look: 'bar' }),
            text('id', { x: 14, y: 21, text: id }),
            ...pairs(entry.fields, 14 + x, 21, columnsIn(w - x, 12.5)),
          ],
        }),
      ],
    })
  })
  if (left > 0) marks.unshift(text('more', { x: PAD, y: 21, text: `${grouped(left)} more`, size: 11, tone: 'muted' }))
  return marks
}
