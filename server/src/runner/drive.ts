/**
 * Drive: which hop is let through next, and when: one because a person said so, one every so many ms, or all as soon as
 * they can. The gate holds the calls, the hops are what a page sees of them.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Gate, Held } from '@rdd/shared/patterns/gate'
import type { Call, Hops } from './hops.ts'
import type { Journal } from './journal.ts'
import type { Telling } from './telling.ts'

/** Hops of one run at most: a writer that retries for ever must not fill the log. */
const MOST_HOPS = 1_000

export interface DriveParts {
  gate: Gate
  hops: Hops
  telling: Telling
  journal: Journal
  /** As `play` takes it, to begin with. */
  everyMs: number | null
  /** The run is to be ended. */
  onTooMany(why: string): void
}

export class Drive {
  readonly #parts: DriveParts
  #everyMs: number | null
  #finishing = false
  #pumping = false
  #timer: NodeJS.Timeout | undefined

  constructor(parts: DriveParts) {
    this.#parts = parts
    this.#everyMs = parts.everyMs
  }

  /** What a run that is not over is while it is driven so. */
  get state(): 'running' | 'paused' {
    return this.#finishing || this.#everyMs !== null ? 'running' : 'paused'
  }

  /** A hop every so many ms; null: none by itself. */
  play(everyMs: number | null): void {
    this.#everyMs = everyMs
    this.#finishing = false
    this.stop()
    this.#go()
  }

  /** Everything goes as soon as it can, to the end. */
  finish(): void {
    this.#finishing = true
    this.#go()
  }

  /** No hop goes by itself until it is looked again. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** Looks at the gate once all that was just let through has got as far as it can. */
  pump(): void {
    if (this.#pumping) return
    this.#pumping = true
    setImmediate(() => {
      this.#pumping = false
      if (this.#parts.telling.over) return
      this.#look()
      this.#parts.telling.changed()
    })
  }

  /** The hop held longest, of that lane or of all. It is there a moment before the gate has it. */
  next(lane?: string): Held | undefined {
    const held = this.#parts.gate.held()
    return this.#parts.hops
      .waiting()
      .find(hop => (lane === undefined || hop.lane === lane) && held.some(one => isDeepStrictEqual(one, hop)))
  }

  /** Lets it through. */
  release(lane?: string): Call | undefined {
    const { gate, hops, telling, journal } = this.#parts
    const held = this.next(lane)
    if (held === undefined || gate.release(held.lane) === null) return undefined
    const gone = hops.letThrough(held.lane, held.call, held.direction)
    if (gone === undefined) return undefined
    telling.tell({ hops: gone.changed, lanes: telling.lanesWith(held.lane, { state: 'running' }) })
    journal.note({ kind: 'released', held })
    return gone.call
  }

  /** Whether a lane stands at the gate with a call that is not a sleep. */
  stands(lane: string): boolean {
    return this.#parts.hops.waiting().some(hop => hop.lane === lane)
  }

  #go(): void {
    const { telling } = this.#parts
    if (telling.view.state !== this.state) telling.tell({ state: this.state })
    this.pump()
  }

  #look(): void {
    const { gate, hops, onTooMany } = this.#parts
    // a sleep is nothing to look at: it takes its time by itself
    for (const { lane, call } of gate.held()) if (call === 'clock.sleep') gate.release(lane)
    const lanes = new Set(hops.waiting().map(({ lane }) => lane))
    if (hops.count > MOST_HOPS) onTooMany(`More than ${MOST_HOPS} hops: the run was ended.`)
    else if (this.#finishing) for (const lane of lanes) this.release(lane)
    else if (this.#everyMs !== null && lanes.size > 0)
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined
        this.release()
        this.pump()
      }, this.#everyMs)
  }
}
