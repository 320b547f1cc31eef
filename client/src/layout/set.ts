/**
 * A set: a bag of unique members. Redis keeps no order, so the stage keeps one of its own (by text) only to let a member
 * stay where it was while others come and go.
 * Source: https://redis.io/docs/latest/develop/data-types/sets/
 */

import type { Span } from '@rdd/shared/keyspace/change'
import { type KeyView, type Piece, pieceHead, type ValueOf } from '@rdd/shared/keyspace/view'
import { grouped } from '@rdd/shared/keyspace/words'
import type { Around } from './around.ts'
import { type Body, editOf } from './card.ts'
import { box, group, type Mark, path, text } from './mark.ts'
import { inOrder, partOf } from './set-peek.ts'
import { absentWords, setWords } from './set-words.ts'
import { columnsIn, columnsOf, widthOf, wrap } from './text.ts'
import { spelled, written } from './written.ts'

const MARGIN = 20
const CHIP = 30
const GAP = 8
const INSIDE = 12
const MAX_COLUMNS = 32
const LINE = 18
/** Of those asked for and not there, so many are drawn. */
const MOST_ABSENT = 12

const chipWidth = (member: Piece, columns: number, most: number): number =>
  Math.min(widthOf(columnsOf(spelled(member, columns)), 12.5) + 2 * INSIDE, most)

function chip(view: KeyView, member: Piece, x: number, y: number, w: number): Mark {
  return group(partOf(member), {
    x,
    y,
    edit: editOf(view, 'member', pieceHead(member)),
    children: written(
      'member',
      member,
      columnsIn(w - 2 * INSIDE + 1, 12.5),
      { x: w / 2, y: CHIP / 2 + 4.5, anchor: 'middle' },
      { member: pieceHead(member) },
      [box('box', { x: 0, y: 0, w, h: CHIP, r: CHIP / 2, tone: 'ink', look: 'frame' })],
    ),
  })
}

/** Places chips in rows from the left, one after the other. */
function rows(from: number, right: number): { place(w: number): { x: number; y: number }; bottom(): number } {
  let x = MARGIN
  let y = from
  return {
    place(w) {
      if (x > MARGIN && x + w > right) {
        x = MARGIN
        y += CHIP + GAP
      }
      const at = { x, y }
      x += w + GAP
      return at
    },
    bottom: () => y + CHIP,
  }
}

export function full(view: KeyView, value: ValueOf<'set'>, width: number, { spans }: Around): Body {
  const right = width - MARGIN
  const bag = rows(MARGIN, right)
  const marks = inOrder(value).map(member => {
    const w = chipWidth(member, MAX_COLUMNS, right - MARGIN)
    const { x, y } = bag.place(w)
    return chip(view, member, x, y, w)
  })
  const left = view.length - value.members.length
  if (left > 0) {
    const words = `${grouped(left)} more`
    const w = widthOf(words.length, 12.5) + 2 * INSIDE
    marks.push(
      group('more', {
        ...bag.place(w),
        children: [
          box('box', { x: 0, y: 0, w, h: CHIP, r: CHIP / 2, tone: 'faint', look: 'ghost' }),
          text('words', { x: w / 2, y: CHIP / 2 + 4.5, text: words, anchor: 'middle', tone: 'muted' }),
        ],
      }),
    )
  }
  const beside = outside(spans, bag.bottom() + MARGIN, width)
  return { height: bag.bottom() + MARGIN + beside.height, marks: [...marks, ...beside.marks] }
}

/** Below the bag: what was asked for and is not in it, and what is said of the rest. */
function outside(spans: readonly Span[], top: number, width: number): Body {
  const right = width - MARGIN
  const absent = [...new Set(spans.flatMap(span => (span.of === 'absent' ? [span.member] : [])))]
  const seen = absent.slice(0, MOST_ABSENT)
  const said = [...setWords(spans), ...(absent.length === 0 ? [] : [absentWords(absent.length, seen.length)])]
  const lines = said.flatMap(line => wrap(line, columnsIn(right - MARGIN, 12.5), 3))
  if (lines.length === 0) return { height: 0, marks: [] }
  const chips = rows(top + 14, right)
  const ghosts = seen.map(member => {
    const w = chipWidth(member, MAX_COLUMNS, right - MARGIN)
    const words = spelled(member, columnsIn(w - 2 * INSIDE + 1, 12.5))
    return group(`absent:${member}`, {
      ...chips.place(w),
      now: 1,
      data: { absent: member },
      children: [
        box('box', { x: 0, y: 0, w, h: CHIP, r: CHIP / 2, tone: 'ink', look: 'ghost' }),
        text('text', { x: w / 2, y: CHIP / 2 + 4.5, text: words, anchor: 'middle', tone: 'muted' }),
      ],
    })
  })
  const wordsAt = seen.length === 0 ? top + 4 : chips.bottom() + 20
  return {
    height: wordsAt - top + lines.length * LINE,
    marks: [
      ...(seen.length === 0
        ? []
        : [path('edge', { x: MARGIN, y: top, d: `M0 0H${right - MARGIN}`, tone: 'faint', dashed: true })]),
      ...ghosts,
      ...lines.map((line, i) =>
        text(`words:${i}`, { x: MARGIN, y: wordsAt + i * LINE, text: line.trimEnd(), tone: 'muted' }),
      ),
    ],
  }
}
