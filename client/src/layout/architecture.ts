/**
 * The server as the notebook draws it: six boxes, one for each type, over the memory that holds them all. Every figure is
 * the server's own or is said to be counted of the keys at hand.
 */
import { type KeyView, type RedisType, redisTypes } from '@rdd/shared/keyspace/view'
import { counted, grouped } from '@rdd/shared/keyspace/words'
import { box, type Frame, type Group, group, type Mark, text } from './mark.ts'
import { columnsIn, fit, shown, size, widthOf, wrap } from './text.ts'

/** Connections by whose they are: what the playground looks with, its consoles, apps of runs, other programs. */
export interface Whose {
  eyes: number
  consoles: number
  runs: number
  others: number
  /** Some names of the others. */
  names: readonly string[]
}

export interface ServerPicture {
  /** The keys of one database the room carries, at the playhead. */
  views: Iterable<KeyView>
  /** Exact number of keys in that database. */
  total: number
  /** INFO by its own names, now; undefined while it is not known. */
  info: ReadonlyMap<string, string> | undefined
  /** Whose the connections are; absent while it is not known, and where Redis does not say. */
  connections?: Whose | undefined
  /** Types that were just touched. */
  touched: ReadonlySet<string>
  /** The playhead stands in the past: INFO is of now all the same. */
  past: boolean
}

export interface Kind {
  type: RedisType
  name: string
  to: string
  /** What one of them looks like, as the notebook has it. */
  like: string
  /** The same in fewer signs. */
  short?: string
}
export const kinds: readonly Kind[] = [
  { type: 'string', name: 'Strings', to: 'strings', like: 'key:value' },
  { type: 'hash', name: 'Hashes', to: 'hashes', like: 'field:value' },
  { type: 'list', name: 'Lists', to: 'lists', like: '[elem1, elem2, …]', short: '[elem1, …]' },
  { type: 'set', name: 'Sets', to: 'sets', like: '{members}' },
  { type: 'zset', name: 'Sorted sets', to: 'sorted-sets', like: 'score:member' },
  { type: 'stream', name: 'Streams', to: 'streams', like: 'id field value' },
]

const PAD = 18
/** How much room things take from top to bottom, in stage units. */
interface Measure {
  margin: number
  gap: number
  title: number
  box: number
  /** Where the last line of a box stands. */
  memory: number
  /** Between the line under the title and the boxes. */
  top: number
  /** From the top of the memory to the first figure. */
  bar: number
  row: number
  /** Below the row of the last figure. */
  end: number
}
const airy: Measure = { margin: 24, gap: 14, title: 44, box: 104, memory: 84, top: PAD, bar: 84, row: 22, end: 8 }
/** Where the whole would not be in sight: what a value of a type looks like stands in one line with its memory. */
const dense: Measure = { margin: 12, gap: 10, title: 36, box: 62, memory: 52, top: 12, bar: 82, row: 19, end: -1 }
const NARROW = 640
/** How many lines of figures there are, as a rule. */
const FIGURES = 8
/** Where what a figure says begins. */
const SAYS = 96
const SMALL = 11
const SAID_LINE = 16

export interface Sum {
  keys: number
  bytes: number
}

export function sums(views: Iterable<KeyView>): { of: Record<RedisType, Sum>; carried: number; bytes: number } {
  const of: Record<RedisType, Sum> = {
    string: { keys: 0, bytes: 0 },
    hash: { keys: 0, bytes: 0 },
    list: { keys: 0, bytes: 0 },
    set: { keys: 0, bytes: 0 },
    zset: { keys: 0, bytes: 0 },
    stream: { keys: 0, bytes: 0 },
  }
  let carried = 0
  let bytes = 0
  for (const { value, memory = 0 } of views) {
    carried += 1
    bytes += memory
    if (value.type === 'other') continue
    of[value.type].keys += 1
    of[value.type].bytes += memory
  }
  return { of, carried, bytes }
}

/** Of the memory that all keys take together. */
export const share = (part: number, whole: number): string =>
  whole === 0 ? '' : `${part > 0 && part / whole < 0.01 ? '<1' : Math.round((part / whole) * 100)} %`

/** In as few words as there is room for; what the per cent are of is said over the figures too. */
function memoryWords({ keys, bytes }: Sum, whole: number, columns: number): string {
  if (keys === 0) return 'no keys'
  const words = [size(bytes), share(bytes, whole)].filter(part => part !== '').join(' · ')
  const long = `${words} of keys’ memory`
  return whole > 0 && long.length <= columns ? long : words
}

interface BoxSize {
  w: number
  h: number
  memory: number
}

function typeBox(kind: Kind, sum: Sum, whole: number, lit: boolean, { w, h, memory }: BoxSize): Mark[] {
  const columns = columnsIn(w - 2 * PAD, 12.5)
  const now = lit ? 1 : 0
  const count = grouped(sum.keys)
  const beside = columnsIn(w - 2 * PAD - widthOf(count.length, 14) - 8, 14)
  /** Two lines, each for itself. */
  const alone = memory > 70
  const least = memoryWords(sum, whole, 0).length
  const like = likeWords(kind, alone ? columns : columns - least - 2)
  const room = alone ? columns : columns - like.length - 2
  return [
    box('frame', { x: 0, y: 0, w, h, r: 8, tone: 'ink', look: 'frame', now }),
    box('strip', { x: 0.5, y: 0.5, w: w - 1, h: 33, r: 7.5, tone: kind.type, look: 'strip' }),
    text('name', { x: PAD, y: 22, text: fit(kind.name, beside), size: 14, bold: true }),
    text('count', { x: w - PAD, y: 22, text: count, size: 14, anchor: 'end', tone: kind.type, now }),
    text('like', { x: PAD, y: alone ? 58 : memory, text: like, tone: 'muted' }),
    text('memory', {
      x: alone ? PAD : w - PAD,
      y: memory,
      text: fit(memoryWords(sum, whole, room), room),
      anchor: alone ? 'start' : 'end',
      tone: sum.keys === 0 ? 'faint' : 'ink',
    }),
  ]
}

/** What a value looks like, in words that go into so many columns. */
const likeWords = ({ like, short = like }: Kind, columns: number): string =>
  like.length <= columns ? like : fit(short, columns)

function whoseWords({ eyes, consoles, runs, others, names }: Whose): [id: string, name: string, says: string] {
  const ours = [`${eyes} to look with`, counted(consoles, 'console'), ...(runs > 0 ? [`${runs} of a run`] : [])]
  const called = names.length === 0 ? '' : `: ${names.map(name => fit(shown(name), 24)).join(', ')}`
  const theirs = others === 0 ? 'no other program' : `${counted(others, 'connection')} of other programs${called}`
  return ['whose', 'of them', `ours: ${ours.join(', ')} · ${theirs}`]
}

/** Figures of INFO, as lines of a name and what it says. */
export function figures(info: ReadonlyMap<string, string>, whose?: Whose): [id: string, name: string, says: string][] {
  const number = (name: string) => Number(info.get(name) ?? 0)
  const [hits, misses] = [number('keyspace_hits'), number('keyspace_misses')]
  const saved = number('rdb_last_save_time')
  const rdb =
    saved === 0
      ? 'nothing saved'
      : `${counted(number('rdb_changes_since_last_save'), 'change')} since the last save or the start`
  return [
    [
      'clients',
      'clients',
      `${grouped(number('connected_clients'))} connected, ours among them · ${number('blocked_clients')} blocked`,
    ],
    ...(whose === undefined ? [] : [whoseWords(whose)]),
    [
      'commands',
      'commands',
      `one at a time · ${grouped(number('instantaneous_ops_per_sec'))} a second · ${grouped(number('total_commands_processed'))} in all`,
    ],
    [
      'hits',
      'hit ratio',
      hits + misses === 0
        ? 'no reads yet'
        : `${((hits / (hits + misses)) * 100).toFixed(1)} % of ${grouped(hits + misses)} lookups, our own looks among them`,
    ],
    ['gone', 'gone', `${grouped(number('expired_keys'))} expired · ${grouped(number('evicted_keys'))} evicted`],
    ['rdb', 'RDB', rdb],
    ['aof', 'AOF', info.get('aof_enabled') === '1' ? `on · ${size(number('aof_current_size'))}` : 'off'],
  ]
}

function memoryBar(info: ReadonlyMap<string, string>, of: Record<RedisType, Sum>, w: number): Mark[] {
  const used = Number(info.get('used_memory') ?? 0)
  const scale = used === 0 ? 0 : w / used
  // what no type has is the server itself: its clients, buffers and tables
  const marks: Mark[] = [box('used', { x: 0, y: 0, w, h: 14, r: 3, tone: 'faint', look: 'ghost' })]
  let x = 0
  for (const type of redisTypes) {
    const wide = Math.min(of[type].bytes * scale, Math.max(0, w - x))
    marks.push(box(`of:${type}`, { x, y: 0, w: wide, h: 14, r: 0, tone: type, look: 'bar' }))
    x += wide
  }
  return marks
}

/** The picture in a room; its height is its own, and less where a wide room is too low for it. */
export function architecture(picture: ServerPicture, room: { width: number; height?: number }): Frame {
  // a look may be had at the views only once
  const known = sums(picture.views)
  const whole = drawn(picture, known, room.width, airy)
  const { width, height = Number.POSITIVE_INFINITY } = room
  // figures that are still to come have their place, so that the boxes stay as they are
  const coming = picture.info === undefined ? FIGURES * airy.row : 0
  return whole.height + coming <= height || width < NARROW ? whole : drawn(picture, known, width, dense)
}

function drawn(
  { total, info, connections, touched, past }: Omit<ServerPicture, 'views'>,
  { of, carried, bytes }: ReturnType<typeof sums>,
  roomWidth: number,
  measure: Measure,
): Frame {
  const { gap, title, box: high, row } = measure
  const narrow = roomWidth < NARROW
  const margin = narrow ? 12 : measure.margin
  const width = Math.min(roomWidth - 2 * margin, 1180)
  const left = Math.max(margin, Math.floor((roomWidth - width) / 2))
  const across = narrow ? (width < 330 ? 1 : 2) : 3
  const w = Math.floor((width - 2 * PAD - (across - 1) * gap) / across)
  const boxes = kinds.map((kind, i): Group => {
    const sum = of[kind.type]
    return group(kind.type, {
      x: left + PAD + (i % across) * (w + gap),
      y: margin + title + measure.top + Math.floor(i / across) * (high + gap),
      label: `${kind.name}: ${counted(sum.keys, 'key')}. Opens their chapter.`,
      go: kind.to,
      data: { box: kind.type, keys: String(sum.keys) },
      children: typeBox(kind, sum, bytes, touched.has(kind.type), { w, h: high, memory: measure.memory }),
    })
  })
  const rows = Math.ceil(kinds.length / across)
  const below = margin + title + measure.top + rows * (high + gap) + gap - 4
  const inside = width - 2 * PAD
  const says = columnsIn(inside - SAYS, 12.5)
  const version = info?.get('redis_version')
  const used = Number(info?.get('used_memory') ?? 0)
  const most = Number(info?.get('maxmemory') ?? 0)
  const usedWords =
    info === undefined
      ? 'not known yet'
      : `${size(used)} used · ${most > 0 ? `maxmemory ${size(most)}` : 'no maxmemory'}`
  const stored = 'In-memory storage'
  /** Where the title leaves no room beside it, what is used stands under it. */
  const under = stored.length + 2 + usedWords.length > columnsIn(inside, 12.5) ? row : 0
  const of100 = carried < total ? `${grouped(carried)} of ${grouped(total)} keys` : 'every key'
  const saidLines = wrap(
    `% of keys’ memory · MEMORY USAGE of ${of100}, sampled by Redis${past ? ' · what follows is of now' : ''}`,
    columnsIn(inside, SMALL),
    3,
  )
  /** From the top of the memory to the first figure. */
  const first = measure.bar + under + (saidLines.length - 1) * SAID_LINE
  let count = 0
  const told = (info === undefined ? [] : figures(info, connections)).map(([id, name, words]) => {
    const lines = wrap(words, says, 3)
    const y = below + first + count * row
    count += lines.length
    return group(id, {
      x: left + PAD,
      y,
      data: { figure: id },
      children: [
        text('name', { x: 0, y: 0, text: name, tone: 'muted' }),
        ...lines.map((line, i) => text(`says:${i}`, { x: SAYS, y: i * row, text: line })),
      ],
    })
  })
  const height = below - margin + first + count * row + measure.end
  const frame = group('server', {
    x: left,
    y: margin,
    children: [
      box('frame', { x: 0, y: 0, w: width, h: height, r: 10, tone: 'ink', look: 'frame' }),
      box('rule', { x: 0.5, y: title, w: width - 1, h: 0, tone: 'ink', look: 'line' }),
      text('title', { x: PAD, y: 28, text: 'Redis Server', size: 14, bold: true }),
      text('version', {
        x: width - PAD,
        y: 28,
        text: fit(
          version === undefined ? '' : `${version} · ${counted(total, 'key')}`,
          columnsIn(width / 2 - PAD, 12.5),
        ),
        anchor: 'end',
        tone: 'muted',
      }),
    ],
  })
  const memory = group('memory', {
    x: left + PAD,
    y: below,
    children: [
      text('title', { x: 0, y: 14, text: stored, bold: true }),
      text('used', {
        x: under > 0 ? 0 : inside,
        y: 14 + under,
        text: fit(usedWords, columnsIn(inside, 12.5)),
        anchor: under > 0 ? 'start' : 'end',
      }),
      group('bar', { y: 24 + under, children: info === undefined ? [] : memoryBar(info, of, inside) }),
      ...saidLines.map((line, i) =>
        text(`said:${i}`, { x: 0, y: 58 + under + i * SAID_LINE, text: line, size: SMALL, tone: 'muted' }),
      ),
    ],
  })
  return { width: roomWidth, height: height + 2 * margin, marks: [frame, ...boxes, memory, ...told] }
}
