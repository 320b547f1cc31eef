/**
 * Which sets stand in a Venn diagram: those that the latest command to name several named together, at the playhead or
 * before it, as long as two or three of them are there. So it stands the same way however one came to a moment.
 */
import type { Bytes } from '@rdd/shared/bytes'
import type { Argv, CommandFact, Fact } from '@rdd/shared/fact'
import { argument, bulksOf, integerOf, items, nameOf, option } from '@rdd/shared/keyspace/ask'
import type { KeyChange } from '@rdd/shared/keyspace/change'
import type { RoomState } from '@rdd/shared/keyspace/state'
import { isCut, type KeyView, pieceHead, pieceId } from '@rdd/shared/keyspace/view'

/** What of the sets is asked for. */
export type Algebra = 'inter' | 'union' | 'diff'

export interface Together {
  /** The command, upper case; absent: a person put them together. */
  name?: string
  /** What it asks for; absent: it moves a member from the first to the second. */
  of?: Algebra
  /** The member it moves. */
  member?: Bytes
  /** The sets that are there, two or three, in the order named. */
  sets: readonly KeyView[]
  /** Keys it named that are not there: empty sets. `firstMissing`: the first is one of them. */
  missing: readonly Bytes[]
  firstMissing: boolean
  /** Where it keeps the answer. */
  into?: Bytes
  /** The set it put the answer in place of, by its place in `sets`; -1: the answer was empty, and the key is gone. */
  replaced?: number
  /** The first is named again among those that are taken from it. */
  again?: true
  /** It is the fact at the playhead: its answer is lit. */
  now: boolean
  /** Ids of members that just came to one of the sets, or left one. */
  changed: ReadonlySet<string>
  /** How many members its answer has; known only of a command of this page, and `now`. */
  count?: number
  /** The members of the answer, as far as the reply carries them or the set that keeps them shows them. */
  answer?: readonly Bytes[]
}

const kinds: Record<string, Algebra> = {
  SINTER: 'inter',
  SINTERCARD: 'inter',
  SINTERSTORE: 'inter',
  SUNION: 'union',
  SUNIONSTORE: 'union',
  SDIFF: 'diff',
  SDIFFSTORE: 'diff',
}
/** How far back the search for such a command goes. */
const FARTHEST = 2000

type Named = Pick<Together, 'of' | 'into' | 'member'> & { name: string; keys: Bytes[] }

/** The sets a command names, if it is of those that put sets together. */
function namedBy(argv: Argv): Named | undefined {
  const name = nameOf(argv)
  const of = kinds[name]
  if ((of === undefined && name !== 'SMOVE') || argv.args.some(isCut)) return undefined
  const args = argv.args.map(pieceHead)
  if (of === undefined) return { name, keys: args.slice(1, 3), member: argument(args, 3) }
  if (name === 'SINTERCARD') return { name, of, keys: args.slice(2, 2 + Number(option(args, 1))) }
  const [, into] = args
  return name.endsWith('STORE') && into !== undefined
    ? { name, of, into, keys: args.slice(2) }
    : { name, of, keys: args.slice(1) }
}

/** How many members the reply tells of, and which. `kept`: the set that keeps the answer. */
function answered({ reply, calls }: CommandFact, kept: KeyView | undefined): Pick<Together, 'count' | 'answer'> {
  if (reply === undefined || calls !== undefined || reply.t === 'error') return {}
  const count = integerOf(reply)
  if (count === undefined) {
    const answer = bulksOf(items(reply))
    const more = 'more' in reply ? (reply.more ?? 0) : 0
    return { count: items(reply).length + more, answer }
  }
  return kept?.value.type === 'set' ? { count, answer: kept.value.members.map(pieceHead) } : { count }
}

/** The sets a fact names together, as they are in `state`; null: too few of them are there, or too many. */
function togetherBy(fact: CommandFact, state: RoomState, now: boolean): Omit<Together, 'changed'> | null | undefined {
  for (const argv of (fact.calls ?? [fact.argv]).toReversed()) {
    const named = namedBy(argv)
    if (named === undefined || fact.reply?.t === 'error') continue
    const keys = [...new Set(named.keys)]
    if (keys.length < 2) continue
    const sets = keys.flatMap(key => state.view(fact.db, key) ?? []).filter(view => view.value.type === 'set')
    if (sets.length < 2 || sets.length > 3) return null
    const missing = keys.filter(key => state.view(fact.db, key) === undefined)
    const { name, of, into, member } = named
    const found = now && of !== undefined ? answered(fact, into && state.view(fact.db, into)) : {}
    const replaces = into !== undefined && keys.includes(into)
    const [first, ...others] = named.keys
    const again = of === 'diff' && first !== undefined && others.includes(first)
    return {
      name,
      sets,
      missing,
      firstMissing: keys[0] !== undefined && missing.includes(keys[0]),
      now,
      ...(of === undefined ? {} : { of }),
      ...(into === undefined ? {} : { into }),
      ...(member === undefined ? {} : { member }),
      ...(replaces ? { replaced: sets.findIndex(({ key }) => key === into) } : {}),
      ...(again ? { again } : {}),
      ...found,
    }
  }
  return undefined
}

/** Ids of the members of these sets that changed. */
export function changedIn(sets: readonly KeyView[], changes: readonly KeyChange[]): Set<string> {
  const ids = new Set<string>()
  for (const { db, key, changes: all } of changes)
    if (sets.some(set => set.db === db && set.key === key))
      for (const change of all)
        if (change.kind === 'member-added' || change.kind === 'member-removed') ids.add(pieceId(change.member))
  return ids
}

/** What stands together in a database after fact `seq`; `state`: as it is then. `told`: what that fact changed. */
export function togetherAt(
  facts: readonly Fact[],
  seq: number,
  db: number,
  state: RoomState,
  told: readonly KeyChange[],
): Together | undefined {
  const last = facts.findLastIndex(fact => fact.seq <= seq)
  for (let i = last; i >= 0 && i > last - FARTHEST; i--) {
    const fact = facts[i]
    if (fact?.kind !== 'command' || fact.db !== db) continue
    const found = togetherBy(fact, state, fact.seq === seq)
    if (found === null) return undefined
    if (found !== undefined) return { ...found, changed: changedIn(found.sets, told) }
  }
  return undefined
}
