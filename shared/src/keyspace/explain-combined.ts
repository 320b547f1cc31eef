/** What sets or sorted sets that were put together have in common, in all, or of their own: the answer, in words. */
import type { CommandFact } from '../fact.ts'
import { bulksOf, integerOf, items, nameOf, option } from './ask.ts'
import { named } from './reads.ts'
import type { RoomState } from './state.ts'
import { type Piece, pieceHead } from './view.ts'
import { counted, listed, worded } from './words.ts'

type Algebra = 'inter' | 'union' | 'diff'

const kinds: Record<string, Algebra> = {
  SINTER: 'inter',
  SINTERCARD: 'inter',
  ZINTER: 'inter',
  ZINTERCARD: 'inter',
  SUNION: 'union',
  ZUNION: 'union',
  SDIFF: 'diff',
  ZDIFF: 'diff',
}

/** `in both a and b`, `in any of a, b and c`, `in a and not in b`. */
function where(of: Algebra, [first = '', ...others]: readonly string[]): string {
  const two = others.length === 1
  const all = listed([first, ...others])
  if (of === 'inter') return two ? `in both ${all}` : `in all of ${all}`
  if (of === 'union') return two ? `in ${first} or ${others[0]}` : `in any of ${all}`
  return two ? `in ${first} and not in ${others[0]}` : `in ${first} and in none of ${listed(others)}`
}

const holds = (args: readonly Piece[], word: string): number =>
  args.findIndex((_, i) => i > 1 && option(args.map(pieceHead), i) === word)

/** `2 members are in both a and b: docker and python`; undefined of any other command, or where the reply is not known. */
export function combinedWords(fact: CommandFact, state: RoomState): string[] | undefined {
  const { reply, argv, calls, db } = fact
  const of = kinds[nameOf(argv)]
  const keys = [...new Set(fact.keys)]
  if (of === undefined || calls !== undefined || reply === undefined || keys.length < 2) return undefined
  const scored = holds(argv.args, 'WITHSCORES') >= 0
  const rows = items(reply)
  const total = rows.length + ('more' in reply ? (reply.more ?? 0) : 0)
  // a flat reply has each score behind its member
  const flat = scored && rows.length > 0 && !rows.some(row => row.t === 'array')
  const count = integerOf(reply) ?? (flat ? total / 2 : total)
  const members = integerOf(reply) === undefined ? (scored ? named(reply, true) : bulksOf(rows)).map(worded) : []
  const place = where(of, keys.map(worded))
  const limit = holds(argv.args, 'LIMIT')
  const ended = limit >= 0 && count > 0 && option(argv.args.map(pieceHead), limit + 1) === String(count)
  const missing = keys.filter(key => state.view(db, key) === undefined).map(worded)
  return [
    count === 0
      ? `no member is ${place}`
      : `${counted(count, 'member')} ${count === 1 ? 'is' : 'are'} ${place}${members.length === 0 ? '' : `: ${listed(members, 3, count)}`}`,
    ...(ended ? [`counting ended at LIMIT ${count}`] : []),
    ...(missing.length > 0 ? [`${listed(missing)} ${missing.length === 1 ? 'does' : 'do'} not exist`] : []),
  ]
}
