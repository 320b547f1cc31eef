/**
 * Motion: what the changes of a movement mean for the marks. Motion follows cause: what enters comes from the side it was
 * pushed, what is popped leaves there, what is evicted is pushed out; and what just changed, or was just read, wears the
 * accent. Pure: the same changes always move alike, live or in the past.
 */
import { idOf } from '@rdd/shared/fact'
import type { Change, KeyChange, Reading, Span } from '@rdd/shared/keyspace/change'
import { idsOf } from '@rdd/shared/keyspace/identity'
import { type KeyView, pieceHead, pieceId } from '@rdd/shared/keyspace/view'
import { byteId } from './byte-ruler.ts'
import { ENCODING } from './encoding.ts'
import { cellOf, cellPart, partOf as fieldPart, putPart, rowOf } from './hash-parts.ts'
import { partOf as listPart } from './list-peek.ts'
import type { Point } from './mark.ts'
import { ownerOf, rolling } from './roll.ts'
import { deliveredPart, partOf as entryPart, groupPart, OLD_END, pendingPart, trimmedParts } from './stream-parts.ts'
import { BYTES, isWhole, stepId, VALUE, WRITTEN } from './string.ts'
import { PEEK } from './string-peek.ts'
import { tickOf } from './zset-axis.ts'
import { rankArrowOf } from './zset-marks.ts'
import { wayOut } from './zset-writes.ts'

/** How a key left: the three look different. */
export type Leaving = 'deleted' | 'expired' | 'evicted'

export interface CardMotion {
  /** Where the card itself comes from, relative to its place; undefined: it does not come. */
  enter?: Point
  /** It comes when the others have made room for it. */
  late?: true
  /** Why and where to the card goes; undefined: it does not go. Without `how` it was no key, and nothing is said. */
  leave?: { how?: Leaving; to: Point }
  /** Offsets of parts that come from there or go there. A part not named here fades. */
  parts: Map<string, Point>
  /** What leaves it is to be seen to leave: what stays closes up after that. */
  clears?: true
  /** Parts that wear the accent until the next movement. */
  lit: Set<string>
}
/** By the id of the card. */
export type Motion = ReadonlyMap<string, CardMotion>

const still: Point = { x: 0, y: 0 }
const fromPush = { head: { x: -56, y: -34 }, tail: { x: 56, y: -34 }, middle: { x: 0, y: -34 } }
const toPop = { head: { x: -56, y: 34 }, tail: { x: 56, y: 34 }, middle: { x: 0, y: 34 } }
/** Where elements pass; in a bundle they do not pass by themselves. */
const passing = ({ end, count }: { end: keyof typeof toPop; count: number }, ways: typeof toPop): Point | undefined =>
  count > CROWD && end !== 'middle' ? undefined : ways[end]
const gone: Record<Leaving, Point> = { deleted: still, expired: { x: 0, y: 10 }, evicted: { x: 180, y: 0 } }

/** More elements than this that come or go at an end are nothing to be followed one by one: they go as one bundle. */
export const CROWD = 24

/** Ids of the list elements at index..index+count of a view, as far as its windows reach. */
export function listParts(view: KeyView | undefined, index: number, count: number): string[] {
  if (view?.value.type !== 'list') return []
  const { head, tail } = idsOf(view)
  const start = view.length - tail.length
  const parts: string[] = []
  for (let i = index; i < index + count; i++) {
    const id = head[i] ?? tail[i - start]
    if (id !== undefined) parts.push(listPart(id))
    else if (i < start) i = start - 1
  }
  return parts
}

/** How far a digit rolls, large between its arrows and in the row of a hash. */
const ROLL = { counter: 15, row: 10 }
/** Cells of a string that are brought in, at most: no more are drawn. */
const MOST_CELLS = 256

/** A string: a number rolls; of what was written in part only that is lit, which the layout draws, and what is new comes in. */
function string(
  { parts, lit }: CardMotion,
  before: KeyView | undefined,
  after: KeyView | undefined,
  { written }: Extract<Change, { kind: 'value-changed' }>,
): void {
  lit.add(PEEK)
  if (before?.value.type !== 'string' || after?.value.type !== 'string') return
  for (const [id, from] of rolling(ownerOf(), before.value.head, after.value.head, ROLL.counter)) parts.set(id, from)
  parts.set(stepId(after.value.head), { x: 0, y: 10 })
  if (written === undefined) {
    lit.add(VALUE)
    return
  }
  const from = { x: 14, y: 0 }
  if (written.start >= before.length) parts.set(WRITTEN, from)
  for (let at = before.length; at < Math.min(written.end, before.length + MOST_CELLS); at += 1)
    parts.set(byteId(at), from)
}

function note(card: CardMotion, { before, after, changes }: KeyChange, change: Change): void {
  const { parts, lit } = card
  const put = (id: string, from: Point | undefined) => {
    lit.add(id)
    if (from !== undefined) parts.set(id, from)
  }
  switch (change.kind) {
    case 'created':
      card.enter = { x: 0, y: 14 }
      lit.add('frame')
      return
    case 'gone':
      card.leave = { how: change.how, to: gone[change.how] }
      return
    case 'type-changed':
    case 'encoding-changed':
      lit.add('meta').add(ENCODING)
      return
    case 'length-changed':
      lit.add('meta').add('more').add('gap')
      return
    case 'expiry-changed':
      lit.add('ttl')
      return
    case 'value-changed':
      string(card, before, after, change)
      return
    case 'field-added':
      put(fieldPart(change.field), { x: 0, y: -10 })
      break
    case 'field-changed':
      lit.add(cellPart(change.field, 'value'))
      for (const [id, from] of rolling(ownerOf(change.field), change.from, change.to, ROLL.row)) parts.set(id, from)
      parts.set(putPart(change.field, change.to), { x: 0, y: 10 })
      break
    case 'field-expiry-changed':
      lit.add(cellPart(change.field, 'name'))
      break
    case 'field-removed':
      put(fieldPart(change.field), { x: 16, y: 0 })
      break
    case 'elements-added':
      for (const id of listParts(after, change.index, change.count)) put(id, passing(change, fromPush))
      return
    case 'elements-removed':
      if (change.count > CROWD) card.clears = true
      for (const id of listParts(before, change.index, change.count)) put(id, passing(change, toPop))
      return
    case 'element-changed':
      for (const id of listParts(after, change.index, 1)) put(id, undefined)
      return
    case 'member-added':
      put(`m:${pieceId(change.member)}`, { x: 0, y: -14 })
      break
    case 'scored-added':
      put(`m:${pieceId(change.member)}`, { x: 36, y: 0 })
      lit.add(tickOf(change.member))
      break
    case 'scored-moved':
      put(`m:${pieceId(change.member)}`, undefined)
      lit.add(tickOf(change.member))
      break
    case 'member-removed':
      card.clears = true
      put(`m:${pieceId(change.member)}`, { x: 0, y: 22 })
      break
    case 'scored-removed':
      card.clears = true
      put(`m:${pieceId(change.member)}`, wayOut(change, before, changes))
      break
    case 'entry-added':
      put(entryPart(change.id), { x: 44, y: 0 })
      break
    case 'entry-removed':
      put(entryPart(change.id), undefined)
      break
    case 'pending-added':
      put(pendingPart(change.group, change.id), { x: 0, y: -30 })
      break
    case 'pending-removed':
      put(pendingPart(change.group, change.id), { x: 0, y: 14 })
      break
    case 'group-added':
    case 'group-removed':
      put(groupPart(change.group), { x: 0, y: 14 })
      break
    case 'group-advanced':
      put(deliveredPart(change.group), undefined)
      break
    case 'consumer-added':
    case 'consumer-removed':
      lit.add(groupPart(change.group))
      return
    case 'last-id-changed':
      lit.add('added')
      return
    case 'entries-trimmed':
      for (const id of trimmedParts(before, after)) parts.set(id, { x: -44, y: 0 })
      lit.add('more').add('added').add(OLD_END)
      return
    case 'forgotten':
    case 'noticed':
      return
  }
}

function read(card: CardMotion, view: KeyView | undefined, span: Span): void {
  switch (span.of) {
    case 'key':
      card.lit.add('frame')
      return
    case 'length':
      card.lit.add('meta')
      return
    case 'bytes':
      card.lit.add(PEEK).add(view !== undefined && !isWhole(view.length, span) ? BYTES : VALUE)
      return
    case 'bits':
      card.lit.add(PEEK)
      if (view !== undefined && isWhole(view.length * 8, span)) card.lit.add(VALUE)
      return
    case 'field':
      card.lit.add(
        span.cell === undefined ? rowOf(partId(view, span.field)) : cellOf(partId(view, span.field), span.cell),
      )
      return
    case 'member':
      card.lit.add(`m:${partId(view, span.member)}`).add(`t:${partId(view, span.member)}`)
      return
    case 'index':
      for (const id of listParts(view, span.from, span.to - span.from + 1)) card.lit.add(id)
      return
    case 'entry':
      card.lit.add(entryPart(span.id))
      return
    case 'pending':
      card.lit.add(groupPart(span.group))
      for (const id of span.ids) card.lit.add(pendingPart(span.group, id))
      return
    case 'rank':
      // the arrow comes from the end it counts from
      card.parts.set(rankArrowOf(span.from), { x: 0, y: span.from === 'lowest' ? 24 : -24 })
      return
    case 'stretch':
    case 'reader':
    case 'pivot':
    case 'cut':
    case 'taken':
    case 'score':
    case 'refused':
    case 'absent':
    case 'picked':
    case 'popped':
    case 'delta':
    case 'cut-out':
    case 'into':
    case 'made-of':
    case 'written':
    case 'counted':
    case 'put':
      // drawn by the layout itself
      return
  }
}

/** Spans name a field or member by its bytes; a cut one is found by its head. */
function partId(view: KeyView | undefined, name: string): string {
  const { value } = view ?? {}
  const pieces =
    value?.type === 'hash'
      ? value.fields.map(([field]) => field)
      : value?.type === 'set'
        ? value.members
        : value?.type === 'zset'
          ? [...value.head, ...value.tail].map(([member]) => member)
          : []
  const found = pieces.find(piece => typeof piece !== 'string' && name.startsWith(pieceHead(piece)))
  return found === undefined ? name : pieceId(found)
}

/** `motion`, with what stands above the cards coming or going. `before`, `after`: whether it is there then. */
export function withFigure(motion: Motion, id: string, before: boolean, after: boolean): Motion {
  if (before === after) return motion
  const own: CardMotion = { parts: new Map(), lit: new Set() }
  return new Map(motion).set(id, after ? { ...own, enter: still, late: true } : { ...own, leave: { to: still } })
}

/**
 * The motion of a movement. `view` gives the view of a key now, for what was read. What was refused lights the frame of
 * the keys it was refused on, and what stood in the way.
 */
export function motionOf(
  changes: readonly KeyChange[],
  readings: readonly Reading[],
  view: (db: number, key: KeyChange['key']) => KeyView | undefined,
): Motion {
  const cards = new Map<string, CardMotion>()
  const at = (id: string): CardMotion => {
    const known = cards.get(id)
    if (known !== undefined) return known
    const made: CardMotion = { parts: new Map(), lit: new Set() }
    cards.set(id, made)
    return made
  }
  for (const change of changes) {
    const card = at(idOf(change.db, change.key))
    for (const one of change.changes) note(card, change, one)
  }
  for (const reading of readings) {
    if (reading.kind === 'refused') {
      for (const key of reading.keys) at(idOf(reading.db, key)).lit.add('frame')
      const [first] = reading.keys
      if (first !== undefined)
        for (const span of reading.spans ?? []) read(at(idOf(reading.db, first)), view(reading.db, first), span)
      continue
    }
    for (const span of reading.spans) read(at(idOf(reading.db, reading.key)), view(reading.db, reading.key), span)
  }
  return cards
}
