/** Every Redis type and the peek of it that stands among all keys. */
import { idsOf } from '@rdd/shared/keyspace/identity'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { type Card, compactCard, PAD } from './card.ts'
import { peek as hash } from './hash-peek.ts'
import { peek as list } from './list-peek.ts'
import { type Mark, text } from './mark.ts'
import { peek as set } from './set-peek.ts'
import { peek as stream } from './stream-peek.ts'
import { peek as string } from './string-peek.ts'
import { columnsIn, fit } from './text.ts'
import { peek as zset } from './zset-peek.ts'

export const noLayout = (width: number): Mark[] => [
  text('other', {
    x: PAD,
    y: 26,
    text: fit('a type that is not drawn here', columnsIn(width - 2 * PAD, 12.5)),
    tone: 'muted',
  }),
]

function peek(view: KeyView, width: number): Mark[] {
  const { value } = view
  switch (value.type) {
    case 'string':
      return string(view, value, width)
    case 'hash':
      return hash(view, value, width)
    case 'list':
      return list(view, value, width)
    case 'set':
      return set(view, value, width)
    case 'zset':
      return zset(view, value, width)
    case 'stream':
      return stream(view, value, width)
    case 'other':
      return noLayout(width)
  }
}

interface Kept {
  width: number
  /** Ids of list elements may be handed on after a view was first laid out. */
  ids: object | undefined
  card: Card
}
/** A view never changes, so its card is laid out once for a width. */
const kept = new WeakMap<KeyView, Kept>()

/** The compact card of a key, laid out once for each view and width. */
export function peekOf(view: KeyView, width: number): Card {
  const ids = view.value.type === 'list' ? idsOf(view) : undefined
  const known = kept.get(view)
  if (known !== undefined && known.width === width && known.ids === ids) return known.card
  const card = compactCard(view, width, peek(view, width))
  kept.set(view, { width, ids, card })
  return card
}
