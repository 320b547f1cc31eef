/**
 * Stored: a command that makes one key of others (SUNIONSTORE, ZINTERSTORE, ZRANGESTORE …). It reads its sources, and no event
 * tells of that: which of their members went into the new key is worked out from what that key holds now.
 */
import type { Bytes } from '@rdd/shared/bytes'
import type { Argv, Fact } from '@rdd/shared/fact'
import { argument, nameOf, option } from '@rdd/shared/keyspace/ask'
import type { Reading, Span } from '@rdd/shared/keyspace/change'
import type { RoomState } from '@rdd/shared/keyspace/state'
import { isCut, type KeyView, type Piece, pieceHead, pieceId } from '@rdd/shared/keyspace/view'
import { listed } from '@rdd/shared/keyspace/words'

export interface Stored {
  into: Bytes
  from: Bytes[]
  /** What was done, in words; of what every score was made too. */
  how: string
}

const sums: Record<string, string> = {
  SUM: 'scores added',
  MIN: 'the lowest score of each',
  MAX: 'the highest score of each',
}

/** Scores of several are put together; `after`: where the options begin. */
function scored(what: string, args: readonly Bytes[], after: number): string {
  const words = args.slice(after).map(arg => arg.toUpperCase())
  const [weights, aggregate] = [words.indexOf('WEIGHTS'), words.indexOf('AGGREGATE')]
  const count = Number(option(args, 2))
  const times =
    weights < 0 ? '' : `, times ${listed(args.slice(after + weights + 1, after + weights + 1 + count).map(String), 4)}`
  return `${what}${times}, ${sums[aggregate < 0 ? 'SUM' : (words[aggregate + 1] ?? 'SUM')] ?? ''}`
}

const what: Record<string, string> = {
  SUNIONSTORE: 'what any of them holds',
  SINTERSTORE: 'what all of them hold',
  SDIFFSTORE: 'what only the first holds',
  ZUNIONSTORE: 'what any of them holds',
  ZINTERSTORE: 'what all of them hold',
  ZDIFFSTORE: 'what only the first holds',
  ZRANGESTORE: 'a range of it',
  GEOSEARCHSTORE: 'what is near',
}

/** What a command makes of what. */
export function storedBy(argv: Argv): Stored | undefined {
  const name = nameOf(argv)
  const how = what[name]
  if (how === undefined || argv.more !== undefined || argv.args.some(isCut)) return undefined
  const args = argv.args.map(pieceHead)
  const into = argument(args, 1)
  if (name.startsWith('S')) return { into, from: args.slice(2), how }
  if (name === 'ZRANGESTORE' || name === 'GEOSEARCHSTORE') return { into, from: args.slice(2, 3), how }
  const after = 3 + Number(option(args, 2))
  return { into, from: args.slice(3, after), how: name === 'ZDIFFSTORE' ? how : scored(how, args, after) }
}

/** The members in view. */
export const membersOf = ({ value }: KeyView): Piece[] =>
  value.type === 'set'
    ? value.members
    : value.type === 'zset'
      ? [...value.head, ...value.tail].map(([member]) => member)
      : []

/** What such a command read of its sources, and what the key it made was made of. `state`: after it. */
export function storedReadings(fact: Fact, state: RoomState): Reading[] {
  if (fact.kind !== 'command' || fact.calls !== undefined || fact.reply?.t === 'error') return []
  const stored = storedBy(fact.argv)
  if (stored === undefined) return []
  const { into, from, how } = stored
  const { db } = fact
  const made = state.view(db, into)
  const held = new Set((made === undefined ? [] : membersOf(made)).map(pieceId))
  const sources = [...new Set(from)].filter(key => key !== into)
  const readings = sources.flatMap((key): Reading[] => {
    const view = state.view(db, key)
    if (view === undefined) return []
    const went = membersOf(view).filter(member => held.has(pieceId(member)))
    const spans = went.map((member): Span => ({ of: 'member', member: pieceHead(member) }))
    return [{ kind: 'read', db, key, spans: [...spans, { of: 'into', key: into, count: went.length }] }]
  })
  if (made === undefined) return readings
  return [...readings, { kind: 'read', db, key: into, spans: [{ of: 'made-of', keys: [...new Set(from)], how }] }]
}
