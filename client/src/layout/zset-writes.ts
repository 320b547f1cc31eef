/**
 * ZsetWrites: what of a write to a sorted set is drawn beside its rows: the number added to a score, and where a range was cut
 * out or members were popped. Told from the command and the difference it made.
 */
import type { Fact } from '@rdd/shared/fact'
import { argument, nameOf } from '@rdd/shared/keyspace/ask'
import type { Change, CutOut, KeyChange, Span } from '@rdd/shared/keyspace/change'
import { type KeyView, pieceHead } from '@rdd/shared/keyspace/view'

type Moved = Extract<Change, { kind: 'scored-moved' }>
type Removed = Extract<Change, { kind: 'scored-removed' }>

/** What a command adds to the score of a member. */
function added(args: readonly string[], name: string): { member: string; by: string } | undefined {
  const [member, by] =
    name === 'ZINCRBY'
      ? [args[3], args[2]]
      : name === 'ZADD' && args.slice(2, -2).some(arg => arg.toUpperCase() === 'INCR')
        ? [args.at(-1), args.at(-2)]
        : []
  if (member === undefined || by === undefined) return undefined
  return { member, by: by.startsWith('-') ? by : `+${by.replace(/^\+/, '')}` }
}

function deltaOf(args: readonly string[], name: string, { after, changes }: KeyChange): Span[] {
  const asked = added(args, name)
  if (asked === undefined || after?.value.type !== 'zset') return []
  const row = [...after.value.head, ...after.value.tail].find(([member]) => pieceHead(member) === asked.member)
  if (row === undefined || changes.length === 0) return []
  const moved = changes.find(
    (change): change is Moved => change.kind === 'scored-moved' && pieceHead(change.member) === asked.member,
  )
  const [member, score] = row
  const before = moved === undefined ? {} : { before: moved.fromScore }
  return [{ of: 'delta', member: pieceHead(member), by: asked.by, after: score, ...before }]
}

const byRange: Record<string, 'rank' | 'score' | 'lex'> = {
  ZREMRANGEBYRANK: 'rank',
  ZREMRANGEBYSCORE: 'score',
  ZREMRANGEBYLEX: 'lex',
}
const pops = new Set(['ZPOPMIN', 'ZPOPMAX', 'BZPOPMIN', 'BZPOPMAX', 'ZMPOP', 'BZMPOP'])

function cutBy(args: readonly string[], name: string): CutOut | undefined {
  const by = byRange[name]
  const [min = '', max = ''] = args.slice(2, 4)
  if (by !== undefined) return { by, min, max }
  if (!pops.has(name)) return undefined
  const highest = name.endsWith('MAX') || args.some(arg => arg.toUpperCase() === 'MAX')
  return { by: 'pop', end: highest ? 'highest' : 'lowest' }
}

/** Ranks that left together, from the lowest. */
const ranksOut = (changes: readonly Change[]): number[] =>
  changes
    .filter((change): change is Removed => change.kind === 'scored-removed')
    .map(({ rank }) => rank)
    .sort((a, b) => a - b)

function cutOf(args: readonly string[], name: string, { before, after, changes }: KeyChange): Span[] {
  const asked = cutBy(args, name)
  if (asked === undefined || before === undefined || after?.value.type !== 'zset') return []
  const count = before.length - after.length
  if (count <= 0) return []
  const [lowest] = ranksOut(changes)
  const at = lowest ?? (asked.by === 'pop' && asked.end === 'highest' ? after.length : after.value.head.length)
  return [{ of: 'cut-out', asked, at: Math.min(at, after.length), count }]
}

/** What of a change to a sorted set is drawn beside its rows. `fact`: what made the change, by itself. */
export function zsetSpans(fact: Fact | undefined, change: KeyChange): Span[] {
  if (fact?.kind !== 'command' || fact.calls !== undefined || fact.db !== change.db) return []
  if (change.after?.value.type !== 'zset') return []
  const name = nameOf(fact.argv)
  const args = fact.argv.args.map(pieceHead)
  const own = argument(args, 1) === change.key
  return [...(own ? deltaOf(args, name, change) : []), ...cutOf(args, name, change)]
}

/** Where a member that left goes: out of the end it stood at, or aside. `changes`: all of the movement. */
export function wayOut(
  { rank }: Removed,
  before: KeyView | undefined,
  changes: readonly Change[],
): { x: number; y: number } {
  const out = ranksOut(changes)
  const length = before?.length ?? 0
  if (out.filter(other => other <= rank).length === rank + 1) return { x: 0, y: 30 }
  if (out.filter(other => other >= rank).length === length - rank) return { x: 0, y: -30 }
  return { x: 14, y: 0 }
}
