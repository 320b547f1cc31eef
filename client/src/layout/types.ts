/** Every Redis type and how its keys are drawn: whole in the type's own scene, as a peek among all keys. */
import { idsOf } from '@rdd/shared/keyspace/identity'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { type Around, alone, sameAround } from './around.ts'
import { bitGrid } from './bits.ts'
import { type Body, type Card, compactCard, fullCard, PAD } from './card.ts'
import { encodingLens } from './encoding.ts'
import * as hash from './hash.ts'
import * as list from './list.ts'
import { type Mark, text } from './mark.ts'
import * as set from './set.ts'
import * as stream from './stream.ts'
import * as string from './string.ts'
import { columnsIn, fit } from './text.ts'
import * as zset from './zset.ts'

const noLayout = (width: number): Mark[] => [
  text('other', {
    x: PAD,
    y: 26,
    text: fit('a module holds this value', columnsIn(width - 2 * PAD, 12.5)),
    tone: 'muted',
  }),
]

/** What the lens shows: the value, its bits, or the value and below it how Redis keeps it. */
function body(view: KeyView, width: number, around: Around): Body {
  const { value } = view
  if (around.lens === 'bits' && value.type === 'string') return bitGrid(view, value, width, around)
  const whole = wholeOf(view, width, around)
  if (around.lens !== 'encoding' || value.type === 'other') return whole
  const below = encodingLens(view, around, width)
  const marks = below.marks.map((mark): Mark => ({ ...mark, y: mark.y + whole.height }))
  return { height: whole.height + below.height, marks: [...whole.marks, ...marks] }
}

function wholeOf(view: KeyView, width: number, around: Around): Body {
  const { value } = view
  switch (value.type) {
    case 'string':
      return string.full(view, value, width, around)
    case 'hash':
      return hash.full(view, value, width, around)
    case 'list':
      return list.full(view, value, width, around)
    case 'set':
      return set.full(view, value, width, around)
    case 'zset':
      return zset.full(view, value, width, around)
    case 'stream':
      return stream.full(view, value, width, around)
    case 'other':
      return { height: 44, marks: noLayout(width) }
  }
}

function peek(view: KeyView, width: number): Mark[] {
  const { value } = view
  switch (value.type) {
    case 'string':
      return string.peek(view, value, width)
    case 'hash':
      return hash.peek(view, value, width)
    case 'list':
      return list.peek(view, value, width)
    case 'set':
      return set.peek(view, value, width)
    case 'zset':
      return zset.peek(view, value, width)
    case 'stream':
      return stream.peek(view, value, width)
    case 'other':
      return noLayout(width)
  }
}

export type Size = 'full' | 'compact'

interface Kept {
  width: number
  size: Size
  around: Around
  /** Ids of list elements may be handed on after a view was first laid out. */
  ids: object | undefined
  card: Card
}
/** A view never changes, so its card is laid out once for a width. */
const kept = new WeakMap<KeyView, Kept>()

/** The card of a key, laid out once for each view, width and what is around it. Compact cards stand alone. */
export function cardOf(view: KeyView, width: number, size: Size, around: Around = alone): Card {
  const ids = view.value.type === 'list' ? idsOf(view) : undefined
  const known = kept.get(view)
  if (known !== undefined && known.width === width && known.size === size && known.ids === ids)
    if (size === 'compact' || sameAround(known.around, around)) return known.card
  const card =
    size === 'full' ? fullCard(view, width, body(view, width, around)) : compactCard(view, width, peek(view, width))
  kept.set(view, { width, size, around, ids, card })
  return card
}
