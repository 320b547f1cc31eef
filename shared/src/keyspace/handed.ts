/** Handed: what a command that may wait is given by its reply, and of which keys: elements, members, or ids of entries. */
import type { Bytes } from '../bytes.ts'
import type { Argv } from '../fact.ts'
import type { Reply } from '../reply.ts'
import { bulkOf, items, nameOf } from './ask.ts'

export interface Handed {
  key: Bytes
  what: 'element' | 'member' | 'entry'
  /** In the order of the reply; of members without their scores. */
  names: readonly Bytes[]
}

const first = (row: Reply): Reply | undefined => items(row)[0]

/** Of one key of a reply its elements, members or entries, by command; absent: a command that hands over nothing. */
const hands: Record<string, [what: Handed['what'], names: (value: Reply | undefined) => (Reply | undefined)[]]> = {
  BLPOP: ['element', value => [value]],
  BRPOP: ['element', value => [value]],
  BLMPOP: ['element', items],
  BZPOPMIN: ['member', value => [value]],
  BZPOPMAX: ['member', value => [value]],
  BZMPOP: ['member', value => items(value).map(first)],
  XREAD: ['entry', value => items(value).map(first)],
  XREADGROUP: ['entry', value => items(value).map(first)],
}

/** For each key that gave something; nothing where the command takes nothing, or got nothing. */
export function handedBy({ argv, reply }: { argv: Argv; reply?: Reply | undefined }): Handed[] {
  const found = hands[nameOf(argv)]
  if (found === undefined) return []
  const [what, namesOf] = found
  return pairsOf(what, reply).flatMap(([named, value]) => {
    const key = bulkOf(named)
    const names = namesOf(value).flatMap(name => bulkOf(name) ?? [])
    return key === undefined || names.length === 0 ? [] : [{ key, what, names }]
  })
}

/** Streams answer with a pair for each, RESP3 with a map; the others with one pair. */
function pairsOf(what: Handed['what'], reply: Reply | undefined): [Reply | undefined, Reply | undefined][] {
  if (reply?.t === 'map') return reply.v
  const rows = what === 'entry' ? items(reply).map(items) : [items(reply)]
  return rows.map(([key, value]) => [key, value])
}
