/**
 * FlightServed: what a client that waited was given. It never stood in the key, or it stays there, so no change tells of it:
 * the reply does. An element of a list and a member of a sorted set leave with the client, of a stream's entry it gets a copy.
 */
import { type CommandFact, idOf } from '@rdd/shared/fact'
import { bulkOf, items, nameOf } from '@rdd/shared/keyspace/ask'
import { pieceHead } from '@rdd/shared/keyspace/view'
import { counted } from '@rdd/shared/keyspace/words'
import type { Reply } from '@rdd/shared/reply'
import type { Flight, Spot } from './flight.ts'
import { SLOT } from './list.ts'
import { waiterPart } from './waiting.ts'
import { spelled } from './written.ts'

/** The longest of what is handed over: an id of a stream. */
const COLUMNS = 16

/** Where a key hands out: the slot of one that does not exist, or the guide of its end. */
export const handsOut = (card: string, end: 'head' | 'tail'): Spot[] => [SLOT, end].map(part => ({ card, part }))

/** The only one by its name, several by their number. */
const wordsFor = (names: readonly (Reply | undefined)[], one: string, many?: string): string | undefined => {
  const name = bulkOf(names[0])
  if (names.length > 1) return counted(names.length, one, many)
  return name === undefined ? undefined : spelled(name, COLUMNS)
}

/** Of which key what was handed over, as it is written; undefined: nothing, or not by the key's own reply. */
function given(name: string, reply: Reply): { key: Reply | undefined; words: string | undefined } | undefined {
  const [key, value] = items(reply)
  switch (name) {
    case 'BLPOP':
    case 'BRPOP':
    case 'BZPOPMIN':
    case 'BZPOPMAX':
      return { key, words: wordsFor([value], 'element') }
    case 'BLMPOP':
      return { key, words: wordsFor(items(value), 'element') }
    case 'BZMPOP':
      return {
        key,
        words: wordsFor(
          items(value).map(pair => items(pair)[0]),
          'member',
        ),
      }
    case 'XREAD':
    case 'XREADGROUP': {
      const [first] = reply.t === 'map' ? reply.v : items(reply).map(pair => [items(pair)[0], items(pair)[1]] as const)
      const ids = items(first?.[1]).map(entry => items(entry)[0])
      return { key: first?.[0], words: wordsFor(ids, 'entry', 'entries') }
    }
    default:
      return undefined
  }
}

/** The flight of what a command that had to wait was given; none where it is moved on to another list. */
export function served(fact: CommandFact): Flight[] {
  const { waitedMs, reply, client, argv, db } = fact
  if (waitedMs === undefined || reply === undefined) return []
  const name = nameOf(argv)
  const words = argv.args.map(piece => pieceHead(piece).toUpperCase())
  const found = given(name, reply)
  const key = bulkOf(found?.key)
  if (found?.words === undefined || key === undefined) return []
  const end = name === 'BRPOP' || (name === 'BLMPOP' && words.includes('RIGHT')) ? 'tail' : 'head'
  const card = idOf(db, key)
  return [
    {
      kind: 'serve',
      from: handsOut(card, end),
      waiter: { card, part: waiterPart(client.name) },
      words: found.words,
      stays: name.startsWith('X'),
    },
  ]
}
