/** The peek of a set: as many members as two rows hold. */
import { type KeyView, type Piece, pieceHead, pieceId, type ValueOf } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import { PAD } from './card.ts'
import { box, group, type Mark, text } from './mark.ts'
import { columnsIn, columnsOf, widthOf } from './text.ts'
import { spelled, written } from './written.ts'

const GAP = 8

/** Id of the chip of a member. */
export const partOf = (member: Piece): string => `m:${pieceId(member)}`

const numeric = new Intl.Collator('en', { numeric: true })
export const inOrder = (value: ValueOf<'set'>): Piece[] =>
  value.members.toSorted((a, b) => numeric.compare(pieceId(a), pieceId(b)) || (pieceId(a) < pieceId(b) ? -1 : 1))

export function peek(view: KeyView, value: ValueOf<'set'>, width: number): Mark[] {
  const right = width - PAD
  const marks: Mark[] = []
  const more = (n: number) => `${grouped(n)} more`
  let x = PAD
  let row = 0
  let seen = 0
  for (const member of inOrder(value)) {
    const w = Math.min(widthOf(columnsOf(spelled(member, 18)), 12.5) + 16, right - PAD)
    const rest = view.length - seen - 1
    const reserve = row === 1 && rest > 0 ? widthOf(more(rest).length, 11) + GAP : 0
    if (x > PAD && x + w + reserve > right) {
      if (row === 1) break
      row = 1
      x = PAD
    }
    const wide = Math.min(w, right - x - (row === 1 && rest > 0 ? widthOf(more(rest).length, 11) + GAP : 0))
    marks.push(
      group(partOf(member), {
        x,
        y: 9 + row * 27,
        children: written(
          'member',
          member,
          columnsIn(wide - 15, 12.5),
          { x: wide / 2, y: 16, anchor: 'middle' },
          { member: pieceHead(member) },
          [box('box', { x: 0, y: 0, w: wide, h: 23, r: 11.5, tone: 'ink', look: 'frame' })],
        ),
      }),
    )
    x += wide + 6
    seen += 1
  }
  if (seen < view.length)
    marks.push(
      text('more', { x: x + 2, y: 9 + row * 27 + 16, text: more(view.length - seen), size: 11, tone: 'muted' }),
    )
  return marks
}
