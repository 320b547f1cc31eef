/**
 * Order: which keys a scene shows and in what order. Pure, and total: equal sort values are settled by the name, so two
 * pages lay out the same keyspace alike.
 */
import type { Bytes } from '@rdd/shared/bytes'
import type { KeyChange } from '@rdd/shared/keyspace/change'
import { type KeyView, typeName } from '@rdd/shared/keyspace/view'

export interface Filter {
  /** Keys whose name holds this, case aside; empty: all. */
  text: string
  /** As TYPE prints it; empty: all. */
  type: string
  /** Keys that start with this; empty: all. */
  prefix: string
  /** memory: the largest first. expiry: the first to expire first. recent: the last changed first. */
  sort: 'name' | 'type' | 'length' | 'memory' | 'expiry' | 'recent'
}

export const everything: Filter = { text: '', type: '', prefix: '', sort: 'name' }

/** Seq of the last fact that changed a key; 0 where none is known. */
export type Recency = (key: Bytes) => number

export function passes(filter: Filter): (view: KeyView) => boolean {
  const text = filter.text.toLowerCase()
  return view =>
    (filter.type === '' || typeName(view) === filter.type) &&
    view.key.startsWith(filter.prefix) &&
    (text === '' || view.key.toLowerCase().includes(text))
}

const byName = (a: KeyView, b: KeyView): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
const never = Number.POSITIVE_INFINITY

function first(sort: Filter['sort'], recency: Recency): (a: KeyView, b: KeyView) => number {
  switch (sort) {
    case 'name':
      return () => 0
    case 'type':
      return (a, b) => (typeName(a) < typeName(b) ? -1 : typeName(a) > typeName(b) ? 1 : 0)
    case 'length':
      return (a, b) => b.length - a.length
    case 'memory':
      return (a, b) => (b.memory ?? 0) - (a.memory ?? 0)
    case 'expiry':
      // equal instants, and keys without one, must compare as 0: infinity minus itself is no number
      return (a, b) => {
        const [left, right] = [a.expiresAt ?? never, b.expiresAt ?? never]
        return left === right ? 0 : left - right
      }
    case 'recent':
      return (a, b) => recency(b.key) - recency(a.key)
  }
}

/** Compares two views; 0 only for the same key. */
export function comparing(sort: Filter['sort'], recency: Recency): (a: KeyView, b: KeyView) => number {
  const compare = first(sort, recency)
  return (a, b) => compare(a, b) || byName(a, b)
}

/** The views a scene shows, in order. */
export const ordered = (views: Iterable<KeyView>, filter: Filter, recency: Recency): KeyView[] =>
  [...views].filter(passes(filter)).sort(comparing(filter.sort, recency))

/** Index of the first of `views` that does not come before `view`. */
function position(views: readonly KeyView[], view: KeyView, compare: (a: KeyView, b: KeyView) => number): number {
  let [low, high] = [0, views.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const at = views[middle]
    if (at !== undefined && compare(at, view) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * `ordered` again after some keys changed, without looking at the others: `views` as it was, `changes` of the same
 * database. Undefined where the old places cannot be found again and everything must be put in order anew.
 */
export function reordered(
  views: readonly KeyView[],
  changes: readonly KeyChange[],
  filter: Filter,
): KeyView[] | undefined {
  if (filter.sort === 'recent') return undefined
  const compare = comparing(filter.sort, () => 0)
  const shows = passes(filter)
  const next: (KeyView | undefined)[] = [...views]
  const added: KeyView[] = []
  for (const { before, after } of changes) {
    const stays = after !== undefined && shows(after)
    if (before === undefined || !shows(before)) {
      if (stays) added.push(after)
      continue
    }
    const at = position(views, before, compare)
    if (views[at] !== before) return undefined
    const same = stays && compare(before, after) === 0
    next[at] = same ? after : undefined
    if (stays && !same) added.push(after)
  }
  const kept = next.filter(view => view !== undefined)
  return added.length === 0 ? kept : [...kept, ...added].sort(compare)
}
