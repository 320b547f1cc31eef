/**
 * FlightServed: what a client that waited was given. It never stood in the key, or it stays there, so no change tells of it:
 * the reply does. An element of a list and a member of a sorted set leave with the client, of a stream's entry it gets a copy.
 */
import type { Bytes } from '@rdd/shared/bytes'
import { type CommandFact, idOf } from '@rdd/shared/fact'
import { nameOf } from '@rdd/shared/keyspace/ask'
import { type Handed, handedBy } from '@rdd/shared/keyspace/handed'
import { pieceHead } from '@rdd/shared/keyspace/view'
import { counted } from '@rdd/shared/keyspace/words'
import type { Flight, Spot } from './flight.ts'
import { SLOT } from './list.ts'
import { NEXT, partOf } from './stream-parts.ts'
import { waiterPart } from './waiting.ts'
import { spelled } from './written.ts'

/** The longest of what is handed over: an id of a stream. */
const COLUMNS = 16

/** Where a key hands out: the slot of one that does not exist, or the guide of its end. */
export const handsOut = (card: string, end: 'head' | 'tail'): Spot[] => [SLOT, end].map(part => ({ card, part }))

/** Where a stream gives a copy of an entry: the entry itself, or the place it is about to take. */
const copiedFrom = (card: string, id: Bytes | undefined): Spot[] =>
  [...(id === undefined ? [] : [partOf(id)]), NEXT, SLOT, 'added'].map(part => ({ card, part }))

/** The only one by its name, several by their number. */
const wordsFor = ({ what, names: [name, ...others] }: Handed): string =>
  others.length > 0 || name === undefined
    ? counted(others.length + 1, what, what === 'entry' ? 'entries' : undefined)
    : spelled(name, COLUMNS)

/** The flight of what a command that had to wait was given; none where it is moved on to another list. */
export function served(fact: CommandFact): Flight[] {
  const { waitedMs, reply, client, argv, db } = fact
  const [given] = handedBy({ argv, reply })
  if (waitedMs === undefined || given === undefined) return []
  const name = nameOf(argv)
  const words = argv.args.map(piece => pieceHead(piece).toUpperCase())
  const end = name === 'BRPOP' || (name === 'BLMPOP' && words.includes('RIGHT')) ? 'tail' : 'head'
  const card = idOf(db, given.key)
  return [
    {
      kind: 'serve',
      from: given.what === 'entry' ? copiedFrom(card, given.names.at(-1)) : handsOut(card, end),
      waiter: { card, part: waiterPart(client.name) },
      words: wordsFor(given),
      stays: given.what === 'entry',
    },
  ]
}
