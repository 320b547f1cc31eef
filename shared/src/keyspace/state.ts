/**
 * RoomState: all facts up to one point, folded. `apply` returns what it replaced, so that a step back is exact and cheap
 * instead of a replay from the start.
 */
import type { Bytes } from '../bytes.ts'
import { type Actor, type Effects, type Fact, type FactOf, idOf } from '../fact.ts'
import { patched, type RunView } from '../run.ts'
import type { Instant } from '../time.ts'
import type { Listened } from './listening.ts'
import type { KeyView } from './view.ts'

type Db = Map<Bytes, KeyView>

/** What a fact replaced: enough to take it back. `keys` lists each key once: its view before (undefined: not there). */
export interface Undo {
  at: Instant
  keys: { db: number; key: Bytes; before: KeyView | undefined }[]
  counts: [db: number, before: number | undefined][]
  waiting: [client: string, before: FactOf<'waiting'> | undefined][]
  /** Absent where the fact left it alone. */
  listening?: { client: string; before: Listener | undefined }
  /** Absent where the fact left the run alone. */
  run?: { before: RunView | undefined }
}

/** Who listens to something, a client of the room or another program. */
export interface Listener {
  client: Actor
  to: readonly Listened[]
}
const listenerId = ({ id, name }: Actor): string => id ?? `/${name}`

export class RoomState {
  readonly #dbs = new Map<number, Db>()
  readonly #counts = new Map<number, number>()
  readonly #waiting = new Map<string, FactOf<'waiting'>>()
  readonly #listening = new Map<string, Listener>()
  #run: RunView | undefined
  at: Instant

  constructor(at: Instant) {
    this.at = at
  }

  view(db: number, key: Bytes): KeyView | undefined {
    return this.#dbs.get(db)?.get(key)
  }

  /** The keys the room carries of one database, in no order. */
  keys(db: number): ReadonlyMap<Bytes, KeyView> {
    return this.#dbs.get(db) ?? new Map()
  }

  /** Exact number of keys Redis holds in a database: more than `keys(db).size` when only a window is carried. */
  count(db: number): number {
    return this.#counts.get(db) ?? 0
  }

  /** Databases that hold keys, with their exact counts, ascending. */
  counts(): [db: number, count: number][] {
    return [...this.#counts].filter(([, count]) => count > 0).sort(([a], [b]) => a - b)
  }

  waiting(): FactOf<'waiting'>[] {
    return [...this.#waiting.values()]
  }

  /** Who is known to listen, each to one thing at least, in the order they began. */
  listening(): Listener[] {
    return [...this.#listening.values()]
  }

  /** What one of them listens to. */
  listenedBy(client: Actor): readonly Listened[] {
    return this.#listening.get(listenerId(client))?.to ?? []
  }

  /** The run through a caching pattern as it stands. */
  run(): RunView | undefined {
    return this.#run
  }

  /** Everything carried, for a joiner: folding it into an empty state gives this one. */
  effects(): Effects {
    return {
      flushed: 'all',
      gone: [],
      views: [...this.#dbs.values()].flatMap(db => [...db.values()]),
      counts: [...this.#counts],
    }
  }

  apply(fact: Fact): Undo {
    const undo: Undo = { at: this.at, keys: [], counts: [], waiting: [] }
    const seen = new Set<string>()
    const put = (db: number, key: Bytes, view: KeyView | undefined) => {
      const id = idOf(db, key)
      const before = this.view(db, key)
      if (!seen.has(id)) {
        seen.add(id)
        undo.keys.push({ db, key, before })
      }
      this.#put(db, key, view)
    }
    const count = (db: number, n: number) => {
      undo.counts.push([db, this.#counts.get(db)])
      this.#counts.set(db, n)
    }
    if (fact.flushed !== undefined) {
      for (const [db, keys] of this.#dbs)
        if (fact.flushed === 'all' || fact.flushed === db) for (const key of [...keys.keys()]) put(db, key, undefined)
      for (const db of [...this.#counts.keys()]) if (fact.flushed === 'all' || fact.flushed === db) count(db, 0)
    }
    for (const { db, key } of fact.gone) put(db, key, undefined)
    for (const view of fact.views) put(view.db, view.key, view)
    for (const { db, key } of fact.forgotten ?? []) put(db, key, undefined)
    for (const [db, n] of fact.counts) count(db, n)
    const client = fact.kind === 'waiting' || fact.kind === 'command' ? fact.client.id : undefined
    if (client !== undefined && (fact.kind === 'waiting' || this.#waiting.has(client))) {
      undo.waiting.push([client, this.#waiting.get(client)])
      if (fact.kind === 'waiting') this.#waiting.set(client, fact)
      else this.#waiting.delete(client)
    }
    if ((fact.kind === 'command' || fact.kind === 'listening') && fact.listening !== undefined) {
      const client = listenerId(fact.client)
      undo.listening = { client, before: this.#listening.get(client) }
      this.#listen(client, fact.listening.length === 0 ? undefined : { client: fact.client, to: fact.listening })
    }
    if (fact.kind === 'run' || (fact.kind === 'hop' && fact.run === this.#run?.id)) {
      undo.run = { before: this.#run }
      this.#run = fact.kind === 'run' ? fact.run : this.#run && patched(this.#run, fact.patch)
    }
    this.at = fact.at
    return undo
  }

  revert(undo: Undo): void {
    for (const { db, key, before } of undo.keys) this.#put(db, key, before)
    for (const [db, before] of undo.counts.toReversed())
      if (before === undefined) this.#counts.delete(db)
      else this.#counts.set(db, before)
    for (const [client, before] of undo.waiting)
      if (before === undefined) this.#waiting.delete(client)
      else this.#waiting.set(client, before)
    if (undo.listening) this.#listen(undo.listening.client, undo.listening.before)
    if (undo.run) this.#run = undo.run.before
    this.at = undo.at
  }

  #listen(client: string, listener: Listener | undefined): void {
    if (listener === undefined) this.#listening.delete(client)
    else this.#listening.set(client, listener)
  }

  #put(db: number, key: Bytes, view: KeyView | undefined): void {
    let keys = this.#dbs.get(db)
    if (view === undefined) {
      keys?.delete(key)
      return
    }
    if (keys === undefined) {
      keys = new Map()
      this.#dbs.set(db, keys)
    }
    keys.set(key, view)
  }
}
