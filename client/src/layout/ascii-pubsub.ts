/**
 * AsciiPubSub: who publishes, what is listened to, and who listens, from left to right; the way of the message at the
 * playhead is a heavy line. What nobody hears goes nowhere, and is said to be gone.
 */
import { counted } from '@rdd/shared/keyspace/words'
import { frame } from './ascii-box.ts'
import { Canvas, type Cell } from './ascii-canvas.ts'
import { channelId, gets, type Talk, targetOf } from './pubsub-talk.ts'
import { fit, shown, wrap } from './text.ts'
import { spelled } from './written.ts'

/** Rows of a column that are drawn. */
const MOST = 12
const kinds = { channel: 'channel', pattern: 'pattern', shard: 'shard channel' } as const

interface Columns {
  w: number
  x: readonly [number, number, number]
}

function columnsIn(inside: number): Columns {
  const w = Math.floor((inside - 12) / 3)
  return { w, x: [0, w + 6, inside - w] }
}

const BOX = 3
const TOP = 2
const rowOf = (i: number): number => TOP + i * BOX
const middleOf = (i: number): number => rowOf(i) + 1

/** The channel of the message is always among them. */
function channelsDrawn({ channels, message }: Talk): Talk['channels'] {
  const target = message && channelId(targetOf(message))
  const first = channels.filter(({ listened }) => channelId(listened) === target)
  const some = new Set([...first, ...channels.filter(one => !first.includes(one))].slice(0, MOST))
  return channels.filter(one => some.has(one))
}

/** What listens, one line for each of its subscriptions to what is drawn. */
function picture(talk: Talk, inside: number): string[] {
  const { w, x } = columnsIn(inside)
  const canvas = new Canvas(inside)
  canvas.write([x[0], 0], 'Publishers', w + 2)
  canvas.write([x[1], 0], 'Channels', w + 2)
  canvas.write([x[2] - 3, 0], 'Subscribers', w + 3, true)
  const { message } = talk
  const channels = channelsDrawn(talk)
  const listeners = talk.listeners.slice(0, MOST)
  const target = message && channels.findIndex(({ listened }) => channelId(listened) === channelId(targetOf(message)))
  const from = message && talk.publishers.indexOf(message.from)
  const wires = channels.flatMap(({ listened }, c) =>
    listeners.flatMap(({ to }, l) =>
      to.some(one => channelId(one) === channelId(listened)) ? [{ c, l, lit: gets(listened, message) }] : [],
    ),
  )
  // each channel turns in a column of its own, as far as there are some
  const road = (left: number, right: number, a: number, b: number, turn: number): Cell[] => {
    const bend = left + 1 + (turn % 4)
    return [
      [left, middleOf(a)],
      [bend, middleOf(a)],
      [bend, middleOf(b)],
      [right, middleOf(b)],
    ]
  }
  // what is heard now lies over what only could be
  for (const { c, l, lit } of wires.toSorted((a, b) => Number(a.lit) - Number(b.lit)))
    canvas.line(road(x[1] + w, x[2] - 1, c, l, c), { head: true, heavy: lit })
  if (from !== undefined && from >= 0 && target !== undefined && target >= 0)
    canvas.line(road(w, x[1] - 1, from, target, 1), { head: true, heavy: true })
  for (const [i, name] of talk.publishers.slice(0, MOST).entries()) canvas.box([x[0], rowOf(i)], w, BOX, [name])
  for (const [i, { listened }] of channels.entries()) canvas.box([x[1], rowOf(i)], w, BOX, [listened[1]])
  for (const [i, { client }] of listeners.entries()) canvas.box([x[2], rowOf(i)], w, BOX, [client.name])
  if (talk.publishers.length === 0) canvas.write([x[0], middleOf(0)], '(nobody)', w)
  if (channels.length === 0) canvas.write([x[1], middleOf(0)], '(none)', w)
  if (listeners.length === 0) canvas.write([x[2], middleOf(0)], '(nobody)', w)
  return canvas.lines()
}

/** The message, where it went, and that it is kept nowhere. */
function said({ message }: Talk, inside: number): string[] {
  if (message === undefined) return wrap('No message is on its way. Nothing that is said is kept.', inside, 2)
  const { from, channel, payload, sharded, delivered } = message
  const told =
    delivered === undefined
      ? 'who heard it is not known: MONITOR carries no replies'
      : delivered === 0
        ? 'nobody listens: it is gone'
        : `delivered ${counted(delivered, 'time')}`
  return [
    ...wrap(`━► ${shown(from)}: ${sharded ? 'SPUBLISH' : 'PUBLISH'} ${shown(channel)}`, inside, 2),
    `   ${spelled(payload, inside - 3)}`,
    ...wrap(told, inside - 3, 2).map(line => `   ${line}`),
  ]
}

/** Who listens to what by name, since boxes are small. */
function listening(talk: Talk, inside: number): string[] {
  const lines = channelsDrawn(talk).map(({ listened }) => {
    const id = channelId(listened)
    const who = talk.listeners
      .filter(({ to }) => to.some(one => channelId(one) === id))
      .map(({ client }) => client.name)
    const name = fit(shown(`${kinds[listened[0]]} ${listened[1]}`), Math.floor(inside / 2))
    return `${name}: ${who.length === 0 ? 'nobody' : shown(who.join(', '))}`
  })
  const left = [
    ...(talk.channels.length > MOST ? [`… ${talk.channels.length - MOST} more channels`] : []),
    ...(talk.listeners.length > MOST ? [`… ${talk.listeners.length - MOST} more subscribers`] : []),
  ]
  return [...lines, ...left]
}

/** @param width columns, 30 at least */
export function pubsubText(talk: Talk, width: number): string[] {
  const inside = width - 4
  return frame(
    'PUB/SUB',
    ['', ...picture(talk, inside), '', ...said(talk, inside), '', ...listening(talk, inside)],
    width,
  )
}
