/**
 * Identity of list elements. A list may hold the same bytes many times, so neither value nor index names an element over
 * time; the stage needs a name that stays while the element slides. Ids belong to a view object, are unique within it,
 * and are handed from view to view along the changes between them.
 */
import type { Change } from './change.ts'
import { type KeyView, type Piece, pieceId } from './view.ts'

/** One id for each element of the windows, in order. */
export interface ElementIds {
  head: number[]
  tail: number[]
}

const idsByView = new WeakMap<KeyView, ElementIds>()
let last = 0
const fresh = () => {
  last += 1
  return last
}

/** The ids of a list view, made on first asking; empty for other types. */
export function idsOf(view: KeyView): ElementIds {
  const known = idsByView.get(view)
  if (known !== undefined) return known
  const list = view.value.type === 'list' ? view.value : { head: [], tail: [] }
  const ids = { head: list.head.map(fresh), tail: list.tail.map(fresh) }
  idsByView.set(view, ids)
  return ids
}

type Span = { index: number; count: number }

/** Where the element at new index `to` was, walking from index 0; undefined for an added one. */
function origin(to: number, removed: readonly Span[], added: readonly Span[]): number | undefined {
  let index = to
  for (const span of added) {
    if (to >= span.index + span.count) index -= span.count
    else if (to >= span.index) return undefined
  }
  for (const span of removed) if (index >= span.index) index += span.count
  return index
}

/** The same spans counted from the last element, nearest to it first. */
const fromEnd = (spans: readonly Span[], length: number) =>
  spans.map(({ index, count }) => ({ index: length - index - count, count })).reverse()

/**
 * Gives a list view the ids of the view it came from: an element that stayed keeps its id, also when it was set to
 * another value; a new one gets a fresh id (or the one this view gave it before, when time was here already). The head is
 * followed from the first element and the tail from the last, so a change between the windows disturbs neither.
 */
export function carryIds(before: KeyView, after: KeyView, changes: readonly Change[]): void {
  if (before.value.type !== 'list' || after.value.type !== 'list') return
  const removed = changes.filter(change => change.kind === 'elements-removed').sort((a, b) => a.index - b.index)
  const added = changes.filter(change => change.kind === 'elements-added').sort((a, b) => a.index - b.index)
  const old = idsOf(before)
  const was = before.value
  const set = new Set(changes.flatMap(change => (change.kind === 'element-changed' ? [change.index] : [])))
  /** The id at an old index, if the element there is the one now at `to`. */
  const idFor = (index: number | undefined, piece: Piece, to: number) => {
    if (index === undefined) return undefined
    const inTail = index - (before.length - was.tail.length)
    const [oldPiece, id] = [was.head[index] ?? was.tail[inTail], old.head[index] ?? old.tail[inTail]]
    return oldPiece !== undefined && (set.has(to) || pieceId(oldPiece) === pieceId(piece)) ? id : undefined
  }
  const head = after.value.head.map((piece, i) => idFor(origin(i, removed, added), piece, i))
  const [removedFromEnd, addedFromEnd] = [fromEnd(removed, before.length), fromEnd(added, after.length)]
  const tail = after.value.tail.map((piece, i, all) => {
    const fromLast = all.length - 1 - i
    const came = origin(fromLast, removedFromEnd, addedFromEnd)
    return idFor(came === undefined ? undefined : before.length - 1 - came, piece, after.length - 1 - fromLast)
  })
  const taken = new Set<number>()
  const claim = (id: number | undefined) => {
    if (id === undefined || taken.has(id)) return undefined
    taken.add(id)
    return id
  }
  const kept = { head: head.map(claim), tail: tail.map(claim) }
  const had = idsByView.get(after)
  idsByView.set(after, {
    head: kept.head.map((id, i) => id ?? claim(had?.head[i]) ?? fresh()),
    tail: kept.tail.map((id, i) => id ?? claim(had?.tail[i]) ?? fresh()),
  })
}
