/**
 * A stream: an append-only log along a line of time. Each entry has an id (ms and a counter) and its own fields. A
 * consumer group is a place on that line, the last entry it was handed, and the entries handed out and not yet
 * acknowledged: those are pending.
 * Source: https://redis.io/docs/latest/develop/data-types/streams/
 */

import type { KeyView, ValueOf } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import type { Around } from './around.ts'
import { type Body, PAD } from './card.ts'
import { box, group, type Mark, text } from './mark.ts'
import { narrow } from './stream-narrow.ts'
import { pairs } from './stream-pairs.ts'
import { partOf } from './stream-parts.ts'
import { wide } from './stream-wide.ts'
import { columnsIn, columnsOf, fit, widthOf } from './text.ts'

/** From this width on entries stand side by side. */
const WIDE = 640

export const full = (view: KeyView, value: ValueOf<'stream'>, width: number, around: Around): Body =>
  width < WIDE ? narrow(view, value, width, around) : wide(view, value, width, around)

/** The newest entries, the newest last. */
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
