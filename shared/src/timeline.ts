/**
 * Timeline: a page's copy of the log and its place in it. Facts are folded only up to that place; the undo of each folded
 * fact is kept, so stepping back is exact. It knows no clock, no animation and no network.
 */
import { type Fact, idOf } from './fact.ts'
import type { KeyChange } from './keyspace/change.ts'
import { diffKey } from './keyspace/diff/index.ts'
import { carryIds } from './keyspace/identity.ts'
import { RoomState, type Undo } from './keyspace/state.ts'
import type { Joined } from './protocol.ts'

/** What a move of the playhead changed: at most one entry a key, from the state it left to the state it reached. */
export interface Movement {
  from: number
  to: number
  /** The facts passed, in order, when moving forward; empty when moving back. */
  facts: Fact[]
  keys: KeyChange[]
}

export type Base = Joined['base']

export function stateOf(base: Base): RoomState {
  const state = new RoomState(base.at)
  state.apply({ kind: 'note', text: '', seq: base.seq, at: base.at, ...base.effects })
  for (const fact of base.waiting) state.apply({ ...fact, gone: [], views: [], counts: [] })
  for (const { client, to } of base.listening ?? [])
    state.apply({
      ...{ kind: 'listening', client, listening: to, how: 'cancelled' },
      ...{ seq: base.seq, at: base.at, gone: [], views: [], counts: [] },
    })
  if (base.run) state.apply({ kind: 'run', run: base.run, seq: base.seq, at: base.at, gone: [], views: [], counts: [] })
  return state
}

/** A state after fact `seq`, as what a timeline can begin with. */
export function baseOf(seq: number, state: RoomState): Base {
  const run = state.run()
  const listening = state.listening().map(({ client, to }) => ({ client, to: [...to] }))
  return {
    ...{ seq, at: state.at, effects: state.effects(), waiting: state.waiting() },
    ...(run && { run }),
    ...(listening.length > 0 && { listening }),
  }
}

export class Timeline {
  readonly epoch: string
  /** The state at `seq`. Read it, never change it. */
  readonly state: RoomState
  #facts: Fact[]
  #undos: Undo[] = []
  /** Seq of the state before the first fact held: First leads there. */
  #first: number
  #seq: number
  readonly #limit: number

  /** `limit`: facts held at most; the oldest fall off, First moves up. */
  constructor(epoch: string, base: Base, facts: Fact[] = [], limit = 20_000) {
    this.epoch = epoch
    this.state = stateOf(base)
    this.#first = base.seq
    this.#seq = base.seq
    this.#facts = []
    this.#limit = limit
    this.append(facts)
  }

  get first(): number {
    return this.#first
  }
  get seq(): number {
    return this.#seq
  }
  get last(): number {
    return this.#first + this.#facts.length
  }
  get facts(): readonly Fact[] {
    return this.#facts
  }

  /** The fact that led to the state at `seq`; undefined at First. */
  fact(seq: number): Fact | undefined {
    return this.#facts[seq - this.#first - 1]
  }

  /**
   * Takes facts from the wire without moving. What it has already is passed over; a hole is answered with the facts that
   * are missing (both ends included) and nothing after the hole is taken.
   */
  append(facts: Fact[]): { from: number; to: number } | undefined {
    for (const fact of facts) {
      if (fact.seq <= this.last) continue
      if (fact.seq > this.last + 1) return { from: this.last + 1, to: fact.seq - 1 }
      this.#facts.push(fact)
    }
    this.#trim()
    return undefined
  }

  /** Older facts, from an earlier base up to this timeline's First. False when they do not meet. */
  prepend(base: Base, facts: Fact[]): boolean {
    const older = facts.filter(fact => fact.seq <= this.#first)
    if (base.seq + older.length !== this.#first) return false
    const state = stateOf(base)
    this.#undos.unshift(...older.map(fact => state.apply(fact)))
    this.#facts.unshift(...older)
    this.#first = base.seq
    return true
  }

  /** Facts from..to, both included and both held, with the state before them. The playhead stays. */
  excerpt(from: number, to: number): { base: Base; facts: Fact[] } {
    const here = this.#seq
    this.stand(from - 1)
    const base = baseOf(from - 1, this.state)
    this.stand(here)
    return { base, facts: this.#facts.slice(from - this.#first - 1, to - this.#first) }
  }

  /** Moves to the state after fact `seq`, kept within First and last. */
  seek(seq: number): Movement {
    const from = this.#seq
    const to = this.#held(seq)
    const before = new Map<string, KeyChange>()
    const facts = this.#facts.slice(from - this.#first, Math.max(to - this.#first, from - this.#first))
    this.#fold(to, (db, key, view) => {
      const id = idOf(db, key)
      if (!before.has(id)) before.set(id, { db, key, before: view, after: undefined, changes: [] })
    })
    const keys: KeyChange[] = []
    for (const change of before.values()) {
      const after = this.state.view(change.db, change.key)
      if (after === change.before) continue
      const changes = diffKey(change, after, facts)
      if (change.before !== undefined && after !== undefined) carryIds(change.before, after, changes)
      keys.push({ ...change, after, changes })
    }
    return { from, to, facts, keys }
  }

  /** Moves there as `seek` does, and works out nothing of what that changes: where nobody is shown the way. */
  stand(seq: number): void {
    this.#fold(this.#held(seq), () => {})
  }

  #held(seq: number): number {
    return Math.min(Math.max(seq, this.#first), this.last)
  }

  /** Folds facts up to `to`, or takes them back. `passed`: each key of each of them, as it was on the side one came from. */
  #fold(to: number, passed: (db: number, key: KeyChange['key'], view: KeyChange['before']) => void): void {
    for (const fact of this.#facts.slice(this.#seq - this.#first, Math.max(to, this.#seq) - this.#first)) {
      const undo = this.state.apply(fact)
      this.#undos.push(undo)
      for (const { db, key, before } of undo.keys) passed(db, key, before)
    }
    while (this.#first + this.#undos.length > to) {
      const undo = this.#undos.pop()
      if (undo === undefined) break
      for (const { db, key } of undo.keys) passed(db, key, this.state.view(db, key))
      this.state.revert(undo)
    }
    this.#seq = to
  }

  /** What the fact at the playhead changed, by itself, whichever way the playhead came: what a caption tells. */
  told(): KeyChange[] {
    const [fact, undo] = [this.fact(this.#seq), this.#undos.at(-1)]
    if (fact === undefined || undo === undefined) return []
    // one array for all keys: what is said of each is looked up in an index of it, made once
    const facts = [fact]
    return undo.keys
      .map(change => ({ ...change, after: this.state.view(change.db, change.key) }))
      .filter(({ before, after }) => before !== after)
      .map(change => ({ ...change, changes: diffKey(change, change.after, facts) }))
  }

  /** Drops the oldest facts over the limit; a playhead that stands among them is moved up to First by the next seek. */
  #trim(): void {
    const over = this.#facts.length - this.#limit
    if (over <= 0) return
    if (this.#seq < this.#first + over) this.stand(this.#first + over)
    this.#facts.splice(0, over)
    this.#undos.splice(0, over)
    this.#first += over
  }
}
