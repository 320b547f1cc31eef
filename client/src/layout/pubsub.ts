/**
 * Pub/Sub: publishers on the left, channels and patterns in the middle, subscribers on the right. A line stands for a
 * subscription. The message at the playhead lights its way; where nobody listens it says so, and is gone.
 */
import { arrow } from './arrow.ts'
import { type Frame, type Group, group, path } from './mark.ts'
import type { CardMotion, Motion } from './motion.ts'
import { channels, columnsOf, heading, MOST, type Placed, publishers, subscribers } from './pubsub-boxes.ts'
import { channelId, gets, type Message, type Talk, targetOf } from './pubsub-talk.ts'

/** A line from one box to another, leaving and arriving level. */
function wire(
  id: string,
  from: { x: number; y: number },
  to: { x: number; y: number },
  look: { dashed: boolean; now: number },
) {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const bend = dx / 2
  return group(id, {
    x: from.x,
    y: from.y,
    now: look.now,
    children: [
      path('line', { x: 0, y: 0, d: `M0 0C${bend} 0 ${bend} ${dy} ${dx} ${dy}`, tone: 'muted', dashed: look.dashed }),
      path('head', { x: dx - 6, y: dy, d: arrow(6), tone: 'muted' }),
    ],
  })
}

/** Where a message passes, in stage units: the edge of its publisher, of its channel, of patterns, and of subscriptions. */
export interface Way {
  from: Placed
  channel: Placed
  /** Each delivery; `pattern`: by way of it. */
  to: readonly { pattern?: Placed; at: Placed }[]
  width: number
}

export interface Drawn {
  frame: Frame
  /** The way of the message at the playhead. */
  way: Way | undefined
}

/** The picture of what is said, in a room of these stage units. */
export function pubsub(talk: Talk, room: { width: number; height: number }): Drawn {
  const columns = columnsOf(room.width)
  const { w } = columns
  const left = publishers(talk, columns)
  const mid = channels(talk, columns)
  const right = subscribers(talk, columns)
  const { message } = talk
  const wires = talk.listeners.length > MOST ? [] : standing(talk, mid.at, right.at, w)
  const from = message && left.at.get(message.from)
  const channel = message && mid.at.get(channelId(targetOf(message)))
  const spoken = from && channel ? [wire('wire:spoken', from, channel, { dashed: false, now: 1 })] : []
  const bottom = Math.max(left.end, mid.end, right.end)
  const frame: Frame = {
    width: room.width,
    height: Math.max(bottom + 24, room.height),
    marks: [
      heading('publishers', columns.x[0], 'Publishers'),
      heading('channels', columns.x[1], 'Channels'),
      heading('subscribers', columns.x[2], 'Subscribers'),
      ...wires,
      ...spoken,
      ...left.marks,
      ...mid.marks,
      ...right.marks,
    ],
  }
  const way =
    message && from && channel
      ? { from, channel, to: deliveries(talk, message, mid.at, right.at), width: w }
      : undefined
  return { frame, way }
}

/** What was not there comes up in its place, what is no more fades; what stands for nobody makes room at once. */
export function comings(from: Frame, to: Frame): Motion {
  const [old, now] = [from, to].map(({ marks }) => new Set(marks.map(({ id }) => id)))
  const moves: [string, CardMotion][] = []
  const still = () => ({ parts: new Map(), lit: new Set<string>() })
  for (const id of now ?? [])
    if (!old?.has(id)) moves.push([id, { enter: { x: 0, y: 8 }, ...(id === 'lost' && { late: true }), ...still() }])
  for (const id of old ?? [])
    if (!now?.has(id) && !id.endsWith(':')) moves.push([id, { leave: { to: { x: 0, y: 0 } }, ...still() }])
  return new Map(moves)
}

/** A line for each subscription. */
function standing(talk: Talk, channelAt: Map<string, Placed>, rowAt: Map<string, Placed[]>, w: number): Group[] {
  return talk.channels.flatMap(({ listened }) => {
    const id = channelId(listened)
    const start = channelAt.get(id)
    if (start === undefined) return []
    return (rowAt.get(id) ?? []).map((row, i) =>
      wire(`wire:${id}:${i}`, { x: start.x + w, y: start.y }, row, {
        dashed: listened[0] === 'pattern',
        now: gets(listened, talk.message) ? 1 : 0,
      }),
    )
  })
}

function deliveries(
  talk: Talk,
  message: Message,
  channelAt: Map<string, Placed>,
  rowAt: Map<string, Placed[]>,
): Way['to'] {
  return talk.channels.flatMap(({ listened }) => {
    if (!gets(listened, message)) return []
    const id = channelId(listened)
    const pattern = listened[0] === 'pattern' ? channelAt.get(id) : undefined
    return (rowAt.get(id) ?? []).map(at => (pattern === undefined ? { at } : { pattern, at }))
  })
}
