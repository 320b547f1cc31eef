/**
 * Journal: what led the lanes of a run to where they are, each with the fact that told of it, and what their code was given.
 * By that a run can be run again to any point it was at. It then leads there, and from there on it is written as before.
 */
import type { Held } from '@rdd/shared/patterns/gate'
import { type Given, Tape } from './tape.ts'

/** What moves a run on from outside its code. */
export type Event = { kind: 'released'; held: Held } | { kind: 'crashed' | 'ended'; lane: string } | { kind: 'writers' }
export type Noted = Event & { seq: number }

export class Journal {
  readonly #seq: () => number
  /** By lane and how often one of its name began. */
  readonly #tapes: Map<string, Tape>
  readonly #starts = new Map<string, number>()
  readonly #events: Noted[] = []
  /** Seq of the fact the run began with. */
  #since = 0
  /** Stretches of the log that were left for an earlier point, ends excluded. */
  #left: [from: number, to: number][] = []
  /** While the run is run again: the fact it leads to, and what it was led by the first time. */
  #again: { to: number; events: Noted[] } | undefined

  /** `seq`: of the room's newest fact. */
  constructor(seq: () => number, tapes = new Map<string, Tape>()) {
    this.#seq = seq
    this.#tapes = tapes
  }

  /** The journal of the same run when it is run again to where fact `to` was the newest. */
  again(to: number): Journal {
    const journal = new Journal(this.#seq, this.#tapes)
    journal.#since = this.#since
    journal.#left = this.#left
    journal.#again = { to, events: this.#events.filter(({ seq }) => seq <= to) }
    return journal
  }

  /** Whether the run is being run again: what happens was told before. */
  get isAgain(): boolean {
    return this.#again !== undefined
  }

  /** Whether the run was at that fact on the way to where it is. */
  wasAt(seq: number): boolean {
    return seq >= this.#since && !this.#left.some(([from, to]) => seq > from && seq < to)
  }

  /** The newest fact is the one the run began with. */
  begin(): void {
    this.#since = this.#seq()
  }

  /** It was told just now. */
  note(event: Event): void {
    if (this.#again === undefined) this.#events.push({ ...event, seq: this.#seq() })
  }

  /** What the run is led by when it is run again, in order; each is in this journal too as soon as it is given. */
  *events(): Generator<Noted> {
    for (const event of this.#again?.events ?? []) {
      this.#events.push(event)
      yield event
    }
  }

  /** The run is where it was to go: what happens from now on is new. @returns to be called once all that is told */
  arrive(): () => void {
    const from = this.#again?.to ?? this.#seq()
    this.#again = undefined
    return () => {
      this.#left = [...this.#left, [from, this.#seq()]]
    }
  }

  /** A new tape for a lane that begins; the one it had, when the run is run again. */
  tapeOf(name: string, given: Given): Tape {
    const times = (this.#starts.get(name) ?? 0) + 1
    this.#starts.set(name, times)
    const key = `${name} ${times}`
    const known = this.#again && this.#tapes.get(key)
    if (known && this.#again) known.rewind(this.#again.to, given)
    const tape = known ?? new Tape(given, this.#seq)
    this.#tapes.set(key, tape)
    return tape
  }
}
