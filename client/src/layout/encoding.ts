/**
 * The structure under the structure: how Redis keeps a value, as OBJECT ENCODING says it, with the thresholds in force as
 * rulers. Nothing is guessed: the name is the server's, the thresholds are those of CONFIG GET, and where a value is seen
 * only in part the ruler says so.
 * Source: https://redis.io/docs/latest/operate/oss_and_stack/management/optimization/memory-optimization/
 */
import { byteLength } from '@rdd/shared/bytes'
import { EMBSTR } from '@rdd/shared/keyspace/embstr'
import type { KeyView, Piece } from '@rdd/shared/keyspace/view'
import { counted, grouped } from '@rdd/shared/keyspace/words'
import type { Around } from './around.ts'
import { type Body, PAD } from './card.ts'
import { box, type Group, group, type Mark, text } from './mark.ts'
import { columnsIn, columnsOf, fit, size, wrap } from './text.ts'

/** Id of the group of marks, lit when the encoding flips. */
export const ENCODING = 'encoding'

const meanings: Record<string, string> = {
  int: 'a whole number, kept as one',
  embstr: 'header and bytes in one piece',
  raw: 'bytes in a piece of their own',
  listpack: 'one block of memory, scanned from its beginning',
  listpackex: 'one block of memory, scanned, with the expiry of each field',
  ziplist: 'one block of memory, scanned from its beginning',
  quicklist: 'linked blocks, each a listpack',
  intset: 'whole numbers in order, found by halving',
  hashtable: 'a real hash table: found at once, more memory',
  skiplist: 'a skip list for the order and a hash table for the members',
  stream: 'a radix tree of listpacks, by id',
}

interface Ruler {
  /** As CONFIG names it; the bytes of embstr have no such name. */
  name: string
  at: number
  most: number
  said: string
  /** What is said of `most`, the best first; absent: its name and it. */
  words?: readonly string[]
}

const embstrWords = (most: number): readonly string[] => [
  `embstr: at most ${most} bytes, fixed in the source of Redis, no setting`,
  `embstr: at most ${most} bytes, no setting`,
  `at most ${most}, no setting`,
  `at most ${most}`,
]

const sizeOf = (piece: Piece): number => (typeof piece === 'string' ? byteLength(piece) : piece.bytes)
const longest = (pieces: readonly Piece[]): number => pieces.reduce((most, piece) => Math.max(most, sizeOf(piece)), 0)

/** The pieces of a value that a view carries. */
function piecesOf({ value }: KeyView): Piece[] {
  switch (value.type) {
    case 'hash':
      return value.fields.flatMap(([field, of]) => [of, field])
    case 'list':
      return [...value.head, ...value.tail]
    case 'set':
      return value.members
    case 'zset':
      return [...value.head, ...value.tail].map(([member]) => member)
    default:
      return []
  }
}

const names: Record<'hash' | 'set' | 'zset', [entries: string, value: string]> = {
  hash: ['hash-max-listpack-entries', 'hash-max-listpack-value'],
  set: ['set-max-listpack-entries', 'set-max-listpack-value'],
  zset: ['zset-max-listpack-entries', 'zset-max-listpack-value'],
}

/** The thresholds that apply to a value, those the server has. */
export function rulersOf(view: KeyView, limits: ReadonlyMap<string, string>): Ruler[] {
  const { value } = view
  const limit = (name: string) => {
    const found = limits.get(name)
    return found === undefined ? undefined : Number(found)
  }
  const ruler = (name: string, at: number, said: string): Ruler[] => {
    const most = limit(name)
    return most === undefined || most <= 0 ? [] : [{ name, at, most, said }]
  }
  switch (value.type) {
    case 'string':
      return view.encoding === 'int'
        ? []
        : ruler(EMBSTR, view.length, counted(view.length, 'byte')).map(one => ({
            ...one,
            words: embstrWords(one.most),
          }))
    case 'hash':
    case 'set':
    case 'zset': {
      const [entries, bytes] = names[value.type]
      const most = longest(piecesOf(view))
      const intset =
        value.type === 'set' ? ruler('set-max-intset-entries', view.length, counted(view.length, 'member')) : []
      return [
        ...intset,
        ...ruler(entries, view.length, grouped(view.length)),
        ...ruler(bytes, most, `longest seen ${counted(most, 'byte')}`),
      ]
    }
    case 'list': {
      const most = limit('list-max-listpack-size') ?? 0
      if (most > 0) return [{ name: 'list-max-listpack-size', at: view.length, most, said: grouped(view.length) }]
      const block = [0, 4096, 8192, 16_384, 32_768, 65_536][-most]
      const memory = view.memory ?? 0
      return block === undefined || block === 0
        ? []
        : [
            {
              name: `list-max-listpack-size ${most}`,
              at: memory,
              most: block,
              said: `${size(memory)} in all, a block holds ${size(block)}`,
            },
          ]
    }
    case 'stream':
      return [...ruler('stream-node-max-entries', view.length, `${grouped(view.length)} in all, a node holds so many`)]
    case 'other':
      return []
  }
}

/** Of the bar of a ruler with the room below it, of a line of small words, and of a larger line. */
const BAR = 28
const SMALL_LINE = 16
const LINE = 20
/** Of the first line. */
const TOP = 26

/** A ruler from `y` on: what it is and where the value stands beside each other, or in a narrow card in two lines. */
function rulerMarks(
  { name, at, most, said, words = [`${name} ${grouped(most)}`] }: Ruler,
  i: number,
  w: number,
  y: number,
): { mark: Group; height: number } {
  const over = at > most
  const columns = columnsIn(w, 11)
  const told = over ? `${said}: beyond it` : said
  const beside = columns - columnsOf(told) - 2
  const one = words.find(one => columnsOf(one) <= beside)
  const called = one ?? words.find(one => columnsOf(one) <= columns) ?? words.at(-1) ?? ''
  const bar = one === undefined ? SMALL_LINE : 0
  const scale = w / Math.max(most * 1.25, at)
  const mark = group(`ruler:${i}`, {
    x: PAD,
    y,
    data: { limit: name, at: String(at), most: String(most) },
    children: [
      text('name', { x: 0, y: 0, text: fit(called, columns), size: 11, tone: 'muted' }),
      text('said', {
        x: one === undefined ? 0 : w,
        y: bar,
        text: fit(told, columns),
        size: 11,
        anchor: one === undefined ? 'start' : 'end',
        tone: over ? 'ink' : 'muted',
      }),
      box('all', { x: 0, y: bar + 8, w, h: 8, r: 2, tone: 'faint', look: 'ghost' }),
      box('at', { x: 0, y: bar + 8, w: Math.min(w, at * scale), h: 8, r: 2, tone: 'muted', look: 'bar' }),
      box('most', { x: Math.min(w - 1.5, most * scale), y: bar + 4, w: 1.5, h: 16, tone: 'ink', look: 'bar' }),
    ],
  })
  return { mark, height: SMALL_LINE + bar + BAR }
}

/** What stands below the value where a person looks through the lens. */
export function encodingLens(view: KeyView, { limits }: Around, width: number): Body {
  const w = width - 2 * PAD
  const columns = columnsIn(w, 12.5)
  const encoding = view.encoding ?? 'not told by this server'
  const rulers = limits === undefined ? [] : rulersOf(view, limits)
  const part = piecesOf(view).length > 0 && view.length > piecesOf(view).length
  const note =
    limits === undefined
      ? 'The thresholds are not known: CONFIG GET is denied, or has not answered yet.'
      : rulers.length === 0
        ? view.value.type === 'string' && view.encoding !== 'int'
          ? 'The name of the key counts in: no length of the value alone decides.'
          : 'No threshold applies.'
        : part
          ? 'Of this value only a part is seen; its length is exact.'
          : ''
  const told = [
    `OBJECT ENCODING ${encoding}`,
    ...(view.memory === undefined ? [] : [`${size(view.memory)} by MEMORY USAGE`]),
  ]
  const whole = told.join(' · ')
  const kept = columnsOf(whole) <= columns ? [whole] : told.map(line => fit(line, columns))
  const means = wrap(meanings[encoding] ?? '', columns, 2)
  const notes = note === '' ? [] : wrap(note, columnsIn(w, 11), 3)
  const marks: Mark[] = [
    box('rule', { x: 0.5, y: 0, w: width - 1, h: 0, tone: 'ink', look: 'line' }),
    ...kept.map((line, i) => text(`kept:${i}`, { x: PAD, y: TOP + i * LINE, text: line, bold: true })),
    ...means.map((line, i) =>
      text(`means:${i}`, { x: PAD, y: TOP + (kept.length + i) * LINE, text: line.trimEnd(), tone: 'muted' }),
    ),
  ]
  let y = TOP + (kept.length + means.length) * LINE + 12
  for (const [i, ruler] of rulers.entries()) {
    const { mark, height } = rulerMarks(ruler, i, w, y)
    marks.push(mark)
    y += height
  }
  for (const [i, line] of notes.entries()) {
    marks.push(text(`note:${i}`, { x: PAD, y, text: line.trimEnd(), size: 11, tone: 'muted' }))
    y += SMALL_LINE
  }
  return {
    height: y - (notes.length === 0 ? 8 : 2),
    marks: [group(ENCODING, { data: { 'kept-as': encoding }, children: marks })],
  }
}
