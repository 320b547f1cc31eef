/** PubsubBoxes: the three columns of the picture of Pub/Sub, and where in them a line begins and ends. */
import { counted } from '@rdd/shared/keyspace/words'
import { box, type Group, group, type Mark, text } from './mark.ts'
import { type Channel, channelId, gets, type Message, type Talk, targetOf } from './pubsub-talk.ts'
import { columnsIn, columnsOf as columnsTaken, fit, shown, widthOf, wrap } from './text.ts'
import { spelled } from './written.ts'

const TOP = 60
const GAP = 14
const BOX = 56
const LINE = 22
const INSIDE = 12
/** Boxes of a column, and subscriptions of a box. */
export const MOST = 40
const MOST_ROWS = 12

export interface Columns {
  w: number
  x: [number, number, number]
}

/** Three columns, and between them room for the lines. */
export function columnsOf(width: number): Columns {
  const margin = width < 600 ? 12 : 24
  const room = Math.min(width - 2 * margin, 1500)
  const gap = Math.max(24, Math.min(180, room * 0.1))
  const w = Math.floor((room - 2 * gap) / 3)
  const left = Math.floor((width - room) / 2)
  return { w, x: [left, left + w + gap, left + 2 * (w + gap)] }
}

/** A dashed box is empty: what passes below it must not be seen through its words. */
const under = (look: 'frame' | 'ghost', w: number, h: number): Mark[] =>
  look === 'ghost' ? [box('under', { x: 0, y: 0, w, h, r: 8, tone: 'ink', look: 'paper' })] : []

/** A box with a name and a line below it. */
function plate(
  id: string,
  { x, y, w }: { x: number; y: number; w: number },
  name: string,
  below: string,
  look: 'frame' | 'ghost',
  more: Partial<Pick<Group, 'data' | 'now'>> = {},
): Group {
  return group(id, {
    x,
    y,
    ...more,
    children: [
      ...under(look, w, BOX),
      box('box', { x: 0, y: 0, w, h: BOX, r: 8, tone: 'ink', look }),
      text('name', { x: INSIDE, y: 23, text: fit(name, columnsIn(w - 2 * INSIDE, 12.5)), bold: look === 'frame' }),
      text('below', {
        x: INSIDE,
        y: 42,
        text: fit(below, columnsIn(w - 2 * INSIDE, 11)),
        size: 11,
        tone: 'muted',
      }),
    ],
  })
}

const kindWords = { channel: 'channel', pattern: 'pattern', shard: 'shard channel' } as const

const middle = (y: number): number => y + BOX / 2

/** Heading of a column. */
export const heading = (id: string, x: number, words: string): Group =>
  group(`heading:${id}`, { x, y: 36, children: [text('text', { x: 0, y: 0, text: words, tone: 'muted' })] })

/** What was not drawn for want of room. */
const rest = (id: string, x: number, y: number, n: number): Group[] =>
  n <= 0
    ? []
    : [group(`more:${id}`, { x, y, children: [text('text', { x: 0, y: 14, text: `${n} more`, tone: 'muted' })] })]

export interface Placed {
  x: number
  y: number
}

export function publishers(
  { publishers: names, message }: Talk,
  { x: [x], w }: Columns,
): { marks: Group[]; at: Map<string, Placed>; end: number } {
  const at = new Map<string, Placed>()
  const marks = names.map((name, i) => {
    const y = TOP + i * (BOX + GAP)
    at.set(name, { x: x + w, y: middle(y) })
    const speaks = message?.from === name ? message : undefined
    const says = speaks === undefined ? 'published before' : spelled(speaks.payload, columnsIn(w - 2 * INSIDE, 11))
    return plate(`pub:${name}`, { x, y, w }, shown(name), says, 'frame', {
      data: { publisher: name },
      now: speaks === undefined ? 0 : 1,
    })
  })
  if (marks.length === 0)
    marks.push(
      plate(
        'pub:',
        { x, y: TOP, w },
        'nobody',
        fitting(columnsIn(w - 2 * INSIDE, 11), 'PUBLISH news hello', 'PUBLISH'),
        'ghost',
      ),
    )
  return { marks, at, end: TOP + marks.length * (BOX + GAP) }
}

/** Below a channel nobody listens to: what was lost there. */
function lost({ payload, delivered }: Message, x: number, y: number, w: number): { marks: Group[]; height: number } {
  // MONITOR carries no replies: of another program's message it is only known who is known
  const words = delivered === undefined ? 'nobody known listens' : 'nobody listens, gone'
  const lines = wrap(words, columnsIn(w - 2 * INSIDE, 11), 3)
  const children: Mark[] = [
    ...under('ghost', w, 30 + lines.length * 16),
    box('box', { x: 0, y: 0, w, h: 30 + lines.length * 16, r: 8, tone: 'ink', look: 'ghost' }),
    text('payload', { x: INSIDE, y: 20, text: spelled(payload, columnsIn(w - 2 * INSIDE, 12.5)), tone: 'muted' }),
    ...lines.map((line, i) => text(`words:${i}`, { x: INSIDE, y: 38 + i * 16, text: line.trim(), size: 11, now: 1 })),
  ]
  return {
    marks: [group('lost', { x, y, data: { message: delivered === undefined ? 'unknown' : 'gone' }, children })],
    height: 30 + lines.length * 16,
  }
}

/** `known`: nothing says that there are no others. */
const listenWords = (n: number, known: boolean): string =>
  n === 0 ? (known ? 'nobody known' : 'nobody') : n === 1 ? '1 listens' : `${n} listen`

/** The first of some words that fits. */
const fitting = (columns: number, ...words: string[]): string =>
  words.find(one => columnsTaken(one) <= columns) ?? words.at(-1) ?? ''

export function channels(
  talk: Talk,
  { x: [, x], w }: Columns,
): { marks: Group[]; at: Map<string, Placed>; end: number } {
  const { message } = talk
  const at = new Map<string, Placed>()
  const marks: Group[] = []
  const target = message === undefined ? undefined : channelId(targetOf(message))
  const nobody = message !== undefined && (message.delivered ?? known(talk)) === 0
  let y = TOP
  const draw = ({ listened, listeners }: Channel) => {
    const [by, name] = listened
    const id = channelId(listened)
    at.set(id, { x, y: middle(y) })
    const lit = id === target || gets(listened, message)
    const words = listenWords(listeners, !(nobody && id === target))
    marks.push(
      plate(
        `ch:${id}`,
        { x, y, w },
        shown(name),
        fitting(columnsIn(w - 2 * INSIDE, 11), `${kindWords[by]} · ${words}`, words),
        by === 'pattern' ? 'ghost' : 'frame',
        {
          data: { channel: name, kind: by, listeners: String(listeners) },
          now: lit ? 1 : 0,
        },
      ),
    )
    y += BOX + GAP
    if (id !== target || !nobody || message === undefined) return
    const gone = lost(message, x, y - GAP + 6, w)
    marks.push(...gone.marks)
    y += gone.height + 6
  }
  // the channel of the message is always among those drawn
  const first = talk.channels.filter(({ listened }) => channelId(listened) === target)
  const others = talk.channels.filter(({ listened }) => channelId(listened) !== target)
  const some = new Set([...first, ...others].slice(0, MOST))
  for (const channel of talk.channels) if (some.has(channel)) draw(channel)
  marks.push(...rest('channels', x, y, talk.channels.length - some.size))
  if (talk.channels.length === 0)
    marks.push(
      plate(
        'ch:',
        { x, y, w },
        'none',
        fitting(columnsIn(w - 2 * INSIDE, 11), 'no channel is listened to', 'no channel'),
        'ghost',
      ),
    )
  return { marks, at, end: y + BOX }
}

/** Deliveries to those who are known. */
const known = ({ listeners, message }: Talk): number =>
  listeners.reduce((sum, { to }) => sum + to.filter(listened => gets(listened, message)).length, 0)

export function subscribers(
  talk: Talk,
  { x: [, , x], w }: Columns,
): { marks: Group[]; at: Map<string, Placed[]>; end: number } {
  const { listeners, message } = talk
  const at = new Map<string, Placed[]>()
  const marks: Group[] = []
  const inner = w - 2 * INSIDE
  let y = TOP
  for (const { client, to } of listeners.slice(0, MOST)) {
    const rows = to.slice(0, MOST_ROWS)
    const more = to.length - rows.length
    const height = 34 + (rows.length + (more > 0 ? 1 : 0)) * LINE + 6
    const got = to.filter(listened => gets(listened, message)).length
    const children: Mark[] = [
      box('box', { x: 0, y: 0, w, h: height, r: 8, tone: 'ink', look: 'frame', now: got > 0 ? 1 : 0 }),
      text('name', { x: INSIDE, y: 23, text: fit(shown(client.name), columnsIn(inner, 12.5)), bold: true }),
      ...rows.map((listened, i): Mark => {
        const heard = message !== undefined && gets(listened, message)
        const id = channelId(listened)
        at.set(id, [...(at.get(id) ?? []), { x, y: y + 34 + i * LINE + 8 }])
        const name = shown(listened[1])
        // what was heard has at least half of the row, the name what it needs of the rest
        const half = Math.floor(columnsIn(inner, 11) / 2)
        const columns = heard ? Math.min(columnsTaken(name), half) : columnsIn(inner, 11)
        const left = columnsIn(inner - widthOf(columns, 11) - 10, 11)
        return group(`row:${id}`, {
          x: INSIDE,
          y: 34 + i * LINE + 12,
          now: heard ? 1 : 0,
          children: [
            text('name', { x: 0, y: 0, text: fit(name, columns), size: 11, tone: 'muted' }),
            ...(heard
              ? [
                  text('got', {
                    x: inner,
                    y: 0,
                    text: spelled(message.payload, left),
                    size: 11,
                    anchor: 'end',
                    bold: true,
                  }),
                ]
              : []),
          ],
        })
      }),
      ...(more > 0
        ? [text('more', { x: INSIDE, y: 34 + rows.length * LINE + 12, text: `${more} more`, size: 11, tone: 'muted' })]
        : []),
    ]
    marks.push(
      group(`sub:${client.id ?? client.name}`, {
        x,
        y,
        data: { subscriber: client.name, ...(message === undefined ? {} : { got: String(got) }) },
        children,
      }),
    )
    y += height + GAP
  }
  marks.push(...rest('subscribers', x, y, listeners.length - MOST))
  if (listeners.length > MOST) y += LINE
  if (listeners.length === 0) {
    marks.push(
      plate(
        'sub:',
        { x, y, w },
        'nobody',
        fitting(columnsIn(w - 2 * INSIDE, 11), 'SUBSCRIBE news', 'SUBSCRIBE'),
        'ghost',
      ),
    )
    y += BOX + GAP
  }
  const unseen = (message?.delivered ?? 0) - known(talk)
  if (message !== undefined && unseen > 0) {
    const lines = wrap(
      `${counted(unseen, 'more delivery', 'more deliveries')}, to whom is not known here`,
      columnsIn(w, 11),
      3,
    )
    marks.push(
      group('unseen', {
        x,
        y,
        data: { unseen: String(unseen) },
        children: lines.map((line, i) =>
          text(`line:${i}`, { x: 0, y: 14 + i * 16, text: line.trim(), size: 11, tone: 'muted' }),
        ),
      }),
    )
    y += 16 * lines.length + GAP
  }
  return { marks, at, end: y }
}
