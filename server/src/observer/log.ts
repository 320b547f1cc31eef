/**
 * Log: the room's append-only list of facts, bounded. What falls off the old end folds into the checkpoint, so the log can
 * always be replayed from there; `state` is the newest end folded. One epoch; a new epoch is a new Log.
 */
import { randomBytes } from 'node:crypto'
import type { Fact } from '@rdd/shared/fact'
import { RoomState } from '@rdd/shared/keyspace/state'
import type { Joined } from '@rdd/shared/protocol'
import type { Instant } from '@rdd/shared/time'
import { baseOf, stateOf } from '@rdd/shared/timeline'

/** A fact before it has its place in the log. */
export type Draft = Fact extends infer F ? (F extends Fact ? Omit<F, 'seq' | 'at'> : never) : never

/** Facts and bytes (as sent) kept at most; facts and bytes of them a joiner gets at once. */
const LIMITS = { facts: 20_000, bytes: 32_000_000, tail: 1_000, tailBytes: 1_000_000 }

export class Log {
  readonly epoch = randomBytes(8).toString('hex')
  readonly state: RoomState
  readonly #facts: { fact: Fact; bytes: number }[] = []
  #bytes = 0
  #seq = 0
  readonly #limits: typeof LIMITS
  /** State right before the oldest fact held, and a later one for joiners. Both only ever move forward. */
  readonly #checkpoint: Point
  readonly #recent: Point

  constructor(at: Instant, limits = LIMITS) {
    this.#limits = limits
    this.state = new RoomState(at)
    this.#checkpoint = { seq: 0, state: new RoomState(at) }
    this.#recent = { seq: 0, state: new RoomState(at) }
  }

  get seq(): number {
    return this.#seq
  }
  /** Seq of the oldest fact held. */
  get oldest(): number {
    return this.#checkpoint.seq + 1
  }

  append(draft: Draft, at: Instant): Fact {
    this.#seq += 1
    const fact: Fact = { ...draft, seq: this.#seq, at }
    const bytes = JSON.stringify(fact).length
    this.state.apply(fact)
    this.#facts.push({ fact, bytes })
    this.#bytes += bytes
    let drop = 0
    for (const { bytes } of this.#facts) {
      const left = this.#facts.length - drop
      if (left <= this.#limits.facts && (this.#bytes <= this.#limits.bytes || left === 1)) break
      this.#bytes -= bytes
      drop += 1
    }
    for (const { fact } of this.#facts.splice(0, drop)) {
      if (this.#recent.seq < fact.seq) fold(this.#recent, fact)
      fold(this.#checkpoint, fact)
    }
    return fact
  }

  /** Facts from..to, both included, as far as they are still held. */
  slice(from: number, to: number): Fact[] {
    const first = this.#checkpoint.seq + 1
    return this.#facts.slice(Math.max(0, from - first), Math.max(0, to - first + 1)).map(({ fact }) => fact)
  }

  /** The state after fact `seq`; undefined where that is no longer, or not yet, held. */
  stateAt(seq: number): RoomState | undefined {
    if (seq < this.#checkpoint.seq || seq > this.#seq) return undefined
    const state = stateOf(baseOf(this.#checkpoint.seq, this.#checkpoint.state))
    for (const fact of this.slice(this.#checkpoint.seq + 1, seq)) state.apply(fact)
    return state
  }

  /** What a joiner needs to show the present and step back a good way. */
  tail(): Pick<Joined, 'base' | 'facts'> {
    let from = this.#facts.length
    for (let bytes = 0; from > 0 && this.#facts.length - from < this.#limits.tail; from -= 1) {
      bytes += this.#facts[from - 1]?.bytes ?? 0
      if (bytes > this.#limits.tailBytes) break
    }
    for (const fact of this.slice(this.#recent.seq + 1, this.#checkpoint.seq + from)) fold(this.#recent, fact)
    return { base: baseOf(this.#recent.seq, this.#recent.state), facts: this.slice(this.#recent.seq + 1, this.#seq) }
  }

  /** All of it, from the checkpoint. */
  whole(): Pick<Joined, 'base' | 'facts'> {
    return {
      base: baseOf(this.#checkpoint.seq, this.#checkpoint.state),
      facts: this.slice(this.#checkpoint.seq + 1, this.#seq),
    }
  }
}

/** A state after the facts up to `seq`. */
type Point = { seq: number; state: RoomState }

function fold(point: Point, fact: Fact): void {
  point.state.apply(fact)
  point.seq = fact.seq
}
