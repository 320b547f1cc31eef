/**
 * Card: the plain frame every key stands in. A title strip carries the key's name, what OBJECT and MEMORY say of it and
 * its TTL; only the strip wears the hue of the type. What is below the strip is the type's own affair.
 */

import { idOf } from '@rdd/shared/fact'
import { isSized, type KeyView, typeName } from '@rdd/shared/keyspace/view'
import { counted } from '@rdd/shared/keyspace/words'
import { box, type Data, type Edit, type Group, group, type Mark, ring, type Text, type Tone, text } from './mark.ts'
import { columnsIn, columnsOf, fit, shown, size, widthOf } from './text.ts'

/** What a type draws below the strip, from (0, 0) in the width it was given. */
export interface Body {
  height: number
  marks: readonly Mark[]
}
export interface Card {
  height: number
  children: readonly Mark[]
  data: Data
  /** What a screen reader says of it. */
  label: string
}

export const PAD = 16
const RADIUS = 8
/** Half a line: the strip lies inside the outline. */
const EDGE = 0.5
/** Room for the ring, the longest number a TTL prints, and a little between them and a name. */
const TTL_COLUMNS = 14
const RING_RADIUS = 8

const units = {
  string: 'byte',
  hash: 'field',
  list: 'element',
  set: 'member',
  zset: 'member',
  stream: 'entry',
  other: 'element',
} as const

/** "6 elements", "1 entry": the length of a key in the words of its type. */
export const lengthOf = (view: KeyView): string =>
  view.value.type === 'stream' ? counted(view.length, 'entry', 'entries') : counted(view.length, units[view.value.type])
/** The same as one more word about the key, where it is known. */
export const sizeWords = (view: KeyView): string[] => (isSized(view) ? [lengthOf(view)] : [])

/** Type and encoding; a stream is encoded as a stream, which need not be said twice. */
const kindOf = (view: KeyView): string[] => {
  const { encoding } = view
  const type = typeName(view)
  return encoding === undefined || encoding === type ? [type] : [type, encoding]
}

export const toneOf = (view: KeyView): Tone => (view.value.type === 'other' ? 'database' : view.value.type)

/** The facts of the DOM contract that every key carries. */
export function dataOf(view: KeyView): Data {
  return {
    key: view.key,
    type: typeName(view),
    length: String(view.length),
    ...(view.encoding === undefined ? {} : { encoding: view.encoding }),
    db: String(view.db),
    ...(view.expiresAt === undefined ? {} : { 'expires-at': String(view.expiresAt) }),
  }
}

function said(view: KeyView): Pick<Card, 'data' | 'label'> {
  const expires = view.expiresAt === undefined ? '' : ', expires'
  return { data: dataOf(view), label: `${[shown(view.key), typeName(view), ...sizeWords(view)].join(', ')}${expires}` }
}

export const editOf = (view: KeyView, part: Edit['part'], at = ''): Edit => ({ db: view.db, key: view.key, part, at })

function ttl(view: KeyView, x: number, y: number): Mark[] {
  if (view.expiresAt === undefined) return []
  const clock = ring('clock', {
    x: x - RING_RADIUS,
    y,
    r: RING_RADIUS,
    tone: toneOf(view),
    from: view.ringFrom ?? view.expiresAt,
    until: view.expiresAt,
    of: 'key',
  })
  return [group('ttl', { children: [clock], edit: editOf(view, 'ttl') })]
}

function frame(width: number, height: number, stripHeight: number, view: KeyView): Mark[] {
  return [
    box('frame', { x: 0, y: 0, w: width, h: height, r: RADIUS, tone: 'ink', look: 'frame' }),
    box('strip', {
      x: EDGE,
      y: EDGE,
      w: width - 2 * EDGE,
      h: stripHeight - EDGE,
      r: RADIUS - EDGE,
      tone: toneOf(view),
      look: 'strip',
    }),
    box('rule', { x: EDGE, y: stripHeight, w: width - 2 * EDGE, h: 0, tone: 'ink', look: 'line' }),
  ]
}

/** The name, cut to `columns`. */
function name(view: KeyView, columns: number, place: Pick<Text, 'y' | 'size'>): Group {
  const title = text('text', { ...place, x: PAD, text: fit(shown(view.key), columns), bold: true })
  return group('name', { children: [title] })
}

/** The card of a type's own scene: everything that is known of the key. */
export function fullCard(view: KeyView, width: number, body: Body): Card {
  const memory = view.memory === undefined ? [] : [size(view.memory)]
  const meta = [...kindOf(view), ...sizeWords(view), ...memory].join(' · ')
  const free = width - 2 * PAD - (view.expiresAt === undefined ? 0 : widthOf(TTL_COLUMNS, 12.5) + 2 * RING_RADIUS)
  const nameWidth = widthOf(columnsOf(shown(view.key)), 14)
  const oneLine = nameWidth + 2 * PAD + widthOf(columnsOf(meta), 12.5) <= free
  const stripHeight = oneLine ? 40 : 60
  const tone = toneOf(view)
  return {
    ...said(view),
    height: stripHeight + body.height,
    children: [
      ...frame(width, stripHeight + body.height, stripHeight, view),
      name(view, columnsIn(free, 14), { y: 25, size: 14 }),
      text('meta', {
        x: oneLine ? PAD + nameWidth + 1.5 * PAD : PAD,
        y: oneLine ? 25 : 46,
        text: fit(meta, columnsIn(oneLine ? free : width - 2 * PAD, 12.5)),
        tone,
      }),
      ...ttl(view, width - PAD, 20),
      group('body', { y: stripHeight, children: body.marks }),
    ],
  }
}

/** Height of what a compact card shows of the value. */
export const PEEK_HEIGHT = 66
const COMPACT_STRIP = 32
const COMPACT_FOOT = 26
/** Height of every card of the All keys scene: equal, so that thousands can be placed without looking at them. */
export const COMPACT_HEIGHT = COMPACT_STRIP + PEEK_HEIGHT + COMPACT_FOOT

/** The card of the All keys scene: the name, a peek of the value in the shape of its type, and a foot. */
export function compactCard(view: KeyView, width: number, peek: readonly Mark[]): Card {
  const foot = [...kindOf(view), ...sizeWords(view)].join(' · ')
  const free = width - 2 * PAD - (view.expiresAt === undefined ? 0 : widthOf(TTL_COLUMNS, 12.5) + 2 * RING_RADIUS - 4)
  return {
    ...said(view),
    height: COMPACT_HEIGHT,
    children: [
      ...frame(width, COMPACT_HEIGHT, COMPACT_STRIP, view),
      name(view, columnsIn(free, 12.5), { y: 20.5, size: 12.5 }),
      ...ttl(view, width - PAD + 4, COMPACT_STRIP / 2),
      group('body', { y: COMPACT_STRIP, children: peek }),
      text('meta', {
        x: PAD,
        y: COMPACT_HEIGHT - 10,
        text: fit(foot, columnsIn(width - 2 * PAD, 11)),
        size: 11,
        tone: 'muted',
      }),
    ],
  }
}

/** A card in its place on the stage. */
export const placed = (view: KeyView, { children, data, label }: Card, x: number, y: number): Group =>
  group(idOf(view.db, view.key), { x, y, data, label, children })
