/**
 * PubsubTalk: who publishes, what is listened to and by whom, and the message at the playhead with everybody who got it.
 * Nothing of it is stored in Redis: it is folded from facts, so stepping back brings it back.
 */
import type { Bytes } from '@rdd/shared/bytes'
import type { Fact } from '@rdd/shared/fact'
import { integerOf, nameOf } from '@rdd/shared/keyspace/ask'
import { hears, type Listened } from '@rdd/shared/keyspace/listening'
import type { Listener } from '@rdd/shared/keyspace/state'
import { type Piece, pieceHead } from '@rdd/shared/keyspace/view'

export interface Message {
  from: string
  channel: Bytes
  payload: Piece
  /** Sent by SPUBLISH. */
  sharded: boolean
  /** What PUBLISH answered; absent for another program: MONITOR carries no replies. */
  delivered: number | undefined
}

/** A channel or pattern, and how many are known to listen to it. */
export interface Channel {
  listened: Listened
  listeners: number
}

export interface Talk {
  /** The last to publish first. */
  publishers: readonly string[]
  channels: readonly Channel[]
  listeners: readonly Listener[]
  message: Message | undefined
}

/** Facts that are looked through for publishers, and publishers that are shown. */
const LOOKED = 400
const MOST_PUBLISHERS = 8

function messageOf(fact: Fact | undefined): Message | undefined {
  if (fact?.kind !== 'command' || fact.reply?.t === 'error') return undefined
  const name = nameOf(fact.argv)
  const [, channel, payload] = fact.argv.args
  if ((name !== 'PUBLISH' && name !== 'SPUBLISH') || channel === undefined || payload === undefined) return undefined
  return {
    from: fact.client.name,
    channel: pieceHead(channel),
    payload,
    sharded: name === 'SPUBLISH',
    delivered: integerOf(fact.reply),
  }
}

/** Whether a subscription gets a message. */
export const gets = (listened: Listened, message: Message | undefined): boolean =>
  message !== undefined && hears(listened, message.channel, message.sharded)

/** A subscription as an id. */
export const channelId = ([by, name]: Listened): string => `${by}/${name}`

/** The channel a message was sent to. */
export const targetOf = ({ sharded, channel }: Message): Listened => [sharded ? 'shard' : 'channel', channel]

/**
 * @param facts up to the playhead, the one that led there last
 * @param listeners as they are there
 */
export function talkOf(facts: readonly Fact[], listeners: readonly Listener[]): Talk {
  const publishers = new Set<string>()
  for (let i = facts.length - 1; i >= Math.max(0, facts.length - LOOKED); i -= 1) {
    const said = messageOf(facts[i])
    if (said !== undefined && publishers.size < MOST_PUBLISHERS) publishers.add(said.from)
  }
  const message = messageOf(facts.at(-1))
  const channels = new Map<string, Channel>()
  const add = (listened: Listened, more: number) => {
    const id = channelId(listened)
    channels.set(id, { listened, listeners: (channels.get(id)?.listeners ?? 0) + more })
  }
  for (const { to } of listeners) for (const listened of to) add(listened, 1)
  if (message !== undefined) add(targetOf(message), 0)
  const rank = ([by]: Listened) => (by === 'pattern' ? 1 : 0)
  return {
    publishers: [...publishers],
    channels: [...channels.values()].sort((a, b) => rank(a.listened) - rank(b.listened)),
    listeners,
    message,
  }
}
