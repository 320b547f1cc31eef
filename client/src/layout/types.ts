/** Every Redis type and how its keys are drawn whole, in the type's own scene. */
import { idsOf } from '@rdd/shared/keyspace/identity'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { type Around, alone, sameAround } from './around.ts'
import { bitGrid } from './bits.ts'
import { type Body, type Card, fullCard } from './card.ts'
import { encodingLens } from './encoding.ts'
import * as hash from './hash.ts'
import * as list from './list.ts'
import type { Mark } from './mark.ts'
import { noLayout } from './peeks.ts'
import * as set from './set.ts'
import * as stream from './stream.ts'
import * as string from './string.ts'
import * as zset from './zset.ts'

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

interface Kept {
  width: number
  around: Around
  /** Ids of list elements may be handed on after a view was first laid out. */
  ids: object | undefined
  card: Card
}
/** A view never changes, so its card is laid out once for a width. */
const kept = new WeakMap<KeyView, Kept>()

/** The whole card of a key, laid out once for each view, width and what is around it. */
export function cardOf(view: KeyView, width: number, around: Around = alone): Card {
  const ids = view.value.type === 'list' ? idsOf(view) : undefined
  const known = kept.get(view)
  if (known !== undefined && known.width === width && known.ids === ids && sameAround(known.around, around))
    return known.card
  const card = fullCard(view, width, body(view, width, around))
  kept.set(view, { width, around, ids, card })
  return card
}
