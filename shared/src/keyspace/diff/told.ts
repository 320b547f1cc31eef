/**
 * Told: what the facts passed say about one key. Two views alone cannot tell LPOP from RPOP on equal values, or deleted
 * from expired; the commands, the events and the `gone` entries in between can.
 */
import type { Bytes } from '../../bytes.ts'
import { type Argv, type Fact, idOf } from '../../fact.ts'
import type { Reply } from '../../reply.ts'
import { type Piece, pieceHead } from '../view.ts'

/** One command, or one keyspace event, that named the key. */
export interface Call {
  /** Upper case. */
  name: string
  /** With the name at 0. An event's are its name and its key. */
  args: readonly Piece[]
  /** Arguments the log left out. */
  more: number
  reply?: Reply
  /** Known by its event only: no values, no count. */
  event: boolean
}

export interface Told {
  key: Bytes
  /** The facts that touched the key, in order; flushes of its database among them. */
  facts: readonly Fact[]
  calls: readonly Call[]
  /** True when nothing but `calls` can have changed the key in between. */
  whole: boolean
}

interface Index {
  byKey: Map<string, Fact[]>
  /** The last flush of each database, or of all. */
  flushes: Map<number | 'all', Fact>
}

const indexes = new WeakMap<readonly Fact[], Index>()

/** A jump passes thousands of facts for thousands of keys: one index serves them all. */
function indexOf(facts: readonly Fact[]): Index {
  const known = indexes.get(facts)
  if (known !== undefined) return known
  const index: Index = { byKey: new Map(), flushes: new Map() }
  for (const fact of facts) {
    const ids = new Set<string>()
    for (const { db, key } of [...fact.views, ...fact.gone, ...(fact.forgotten ?? [])]) ids.add(idOf(db, key))
    if (fact.kind === 'command') for (const key of fact.keys) ids.add(idOf(fact.db, key))
    for (const id of ids) {
      const list = index.byKey.get(id)
      if (list === undefined) index.byKey.set(id, [fact])
      else list.push(fact)
    }
    if (fact.flushed !== undefined) index.flushes.set(fact.flushed, fact)
  }
  indexes.set(facts, index)
  return index
}

function factsOn(facts: readonly Fact[], db: number, key: Bytes): Fact[] {
  const { byKey, flushes } = indexOf(facts)
  const found = new Set(byKey.get(idOf(db, key)))
  for (const flush of [flushes.get(db), flushes.get('all')]) if (flush !== undefined) found.add(flush)
  return [...found].sort((a, b) => a.seq - b.seq)
}

function callOf({ args, more = 0 }: Argv, reply: Reply | undefined): Call {
  const name = pieceHead(args[0] ?? ('' as Bytes)).toUpperCase()
  return { name, args, more, event: false, ...(reply === undefined ? {} : { reply }) }
}

const failed = (call: Call) => call.reply?.t === 'error'
const names = (call: Call, key: Bytes) => call.args.some((arg, i) => i > 0 && arg === key)

/** The calls of one fact, a script's or a transaction's own ones in its place. */
function callsIn(fact: Fact, key: Bytes): Call[] {
  if (fact.kind === 'change')
    return fact.events
      .filter(([, of]) => of === key)
      .map(([event]) => ({ name: event.toUpperCase(), args: [event as Bytes, key], more: 0, event: true }))
  if (fact.kind !== 'command') return []
  const outer = callOf(fact.argv, fact.reply)
  if (fact.calls === undefined) return [outer].filter(call => !failed(call) && names(call, key))
  const replies = outer.name === 'EXEC' && fact.reply?.t === 'array' ? fact.reply.v : []
  const inner = fact.calls.length === replies.length ? replies : []
  return fact.calls.map((argv, i) => callOf(argv, inner[i])).filter(call => !failed(call) && names(call, key))
}

const opaque = new Set(['EVAL', 'EVALSHA', 'FCALL', 'EXEC'])

/** All that `facts` say of one key. */
export function toldOf(facts: readonly Fact[], db: number, key: Bytes): Told {
  const touching = factsOn(facts, db, key)
  const reborn = (fact: Fact) =>
    fact.flushed === 'all' || fact.flushed === db || fact.gone.some(gone => gone.db === db && gone.key === key)
  const forgets = (fact: Fact) => fact.forgotten?.some(id => id.db === db && id.key === key) === true
  const calls = touching.flatMap(fact => callsIn(fact, key))
  const whole = touching.every(
    fact => (fact.kind === 'command' || fact.kind === 'change') && !reborn(fact) && !forgets(fact),
  )
  return { key, facts: touching, calls, whole: whole && !calls.some(call => opaque.has(call.name)) }
}
