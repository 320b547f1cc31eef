/** Pub/Sub in words: what a client listens to from now on, and how often a message was delivered. */
import type { CommandFact, FactOf } from '../fact.ts'
import { integerOf, nameOf } from './ask.ts'
import type { Listened } from './listening.ts'
import { counted, does, listed, worded } from './words.ts'

const listenedWords = ([by, name]: Listened): string =>
  by === 'channel'
    ? worded(name)
    : by === 'pattern'
      ? `the pattern ${worded(name)}`
      : `the shard channel ${worded(name)}`

/** What a command did to channels; undefined where it is about something else. */
export function pubsubWords({ argv, reply, listening, client }: CommandFact): string[] | undefined {
  if (listening !== undefined)
    return [
      listening.length === 0
        ? `${does(client.name, 'listens')} to nothing any more`
        : `${does(client.name, 'listens')} to ${listed(listening.map(listenedWords))}`,
    ]
  if (!/^S?PUBLISH$/.test(nameOf(argv))) return undefined
  const times = integerOf(reply)
  if (times === undefined) return reply === undefined ? ['a message to whoever listens'] : undefined
  return [
    times === 0 ? 'nobody listens, the message is gone' : `delivered ${times === 1 ? 'once' : counted(times, 'time')}`,
  ]
}

/** Somebody listens no more. */
export const explainListening = ({ client, how }: FactOf<'listening'>): { title: string; text: string } =>
  how === 'closed'
    ? { title: 'connection closed', text: `${does(client.name, 'is', 'are')} gone, and listening no more` }
    : { title: 'cancelled', text: `${client.name} stopped listening` }
