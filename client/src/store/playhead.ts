/**
 * Playhead: where this page stands in the log, and how it moves there. It owns time and nothing else does: the stage and
 * the panels only follow. Whoever asks it to go somewhere sets a goal; the next tick makes the whole way one movement, so
 * a thousand facts in a frame, or a fast drag, are one movement and never a queue that lags behind.
 */
import type { Fact } from '@rdd/shared/fact'
import type { KeyChange } from '@rdd/shared/keyspace/change'
import type { RoomState } from '@rdd/shared/keyspace/state'
import type { Base, Movement, Timeline } from '@rdd/shared/timeline'

/** Shortest and longest time one fact stands on the stage while playing, ms at speed 1: in between, as it happened. */
const SHORTEST = 500
const LONGEST = 1500

export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8] as const
export type Speed = (typeof SPEEDS)[number]

/** What panels watch: a new object whenever something in it changed. */
export interface PlayheadNow {
  /** live: follows the last fact. past: stands or plays somewhere before. */
  mode: 'live' | 'past'
  playing: boolean
  speed: Speed
  /** Seq of the last fact in the state shown. */
  seq: number
  /** Seq of the oldest state that can be shown. */
  first: number
  /** Seq of the newest fact known. */
  last: number
  /** Facts that arrived and were never shown. */
  unseen: number
}

const same = (a: PlayheadNow, b: PlayheadNow): boolean =>
  a.mode === b.mode &&
  a.playing === b.playing &&
  a.speed === b.speed &&
  a.seq === b.seq &&
  a.first === b.first &&
  a.last === b.last &&
  a.unseen === b.unseen

export class Playhead {
  readonly #timeline: Timeline
  readonly #listeners = new Set<() => void>()
  readonly #movers = new Set<(movement: Movement) => void>()
  #live = true
  #playing = true
  #speed: Speed = 1
  /** Where the next tick goes, in the past. */
  #goal: number
  #seen: number
  /** When the fact shown began to stand there, ms on the clock of `tick`; undefined: from the next tick on. */
  #since: number | undefined
  #now: PlayheadNow
  #shown: PlayheadNow

  constructor(timeline: Timeline) {
    this.#timeline = timeline
    this.#goal = timeline.seq
    this.#seen = timeline.seq
    this.#now = this.#read()
    this.#shown = this.#now
  }

  /** The state at `seq`: read it, never change it. */
  get state(): RoomState {
    return this.#timeline.state
  }
  get epoch(): string {
    return this.#timeline.epoch
  }
  get facts(): readonly Fact[] {
    return this.#timeline.facts
  }
  /** The fact that led to the state at `seq`; undefined at First. */
  fact(seq: number): Fact | undefined {
    return this.#timeline.fact(seq)
  }
  /** Facts from..to, both included and both held, with the state before them. */
  excerpt(from: number, to: number): { base: Base; facts: Fact[] } {
    return this.#timeline.excerpt(from, to)
  }
  /** What the fact at the state shown changed by itself, whichever way the playhead came here. */
  told(): KeyChange[] {
    return this.#timeline.told()
  }

  /** Calls back after every change of `getSnapshot`, and when a tick is needed to get there. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  readonly getSnapshot = (): PlayheadNow => this.#now
  /** The snapshot as a frame shows it: what has come while it is live is not there before the tick takes it in. */
  readonly getShown = (): PlayheadNow => this.#shown

  /** Calls back with every movement, after the state reached it. */
  onMovement(listener: (movement: Movement) => void): () => void {
    this.#movers.add(listener)
    return () => this.#movers.delete(listener)
  }

  /** Facts from the link. A hole is answered with what is missing, both ends included. */
  append(facts: Fact[]): { from: number; to: number } | undefined {
    const hole = this.#timeline.append(facts)
    this.#changed()
    return hole
  }

  /** Older facts, up to First. False when they do not meet it. */
  prepend(base: Base, facts: Fact[]): boolean {
    const met = this.#timeline.prepend(base, facts)
    this.#changed()
    return met
  }

  /** To the state after fact `seq`, and stand there; the last one is still the past until `live` is asked for. */
  seek(seq: number): void {
    this.#live = false
    this.#playing = false
    this.#go(seq)
  }
  first(): void {
    this.seek(this.#timeline.first)
  }
  back(): void {
    this.seek(this.#at - 1)
  }
  forward(): void {
    this.seek(this.#at + 1)
  }
  toLast(): void {
    this.seek(this.#timeline.last)
  }

  live(): void {
    this.#live = true
    this.#playing = true
    this.#changed()
  }
  /** Plays on from here; at the end it goes live. */
  play(): void {
    if (this.#at >= this.#timeline.last) {
      this.live()
      return
    }
    this.#playing = true
    this.#since = undefined
    this.#changed()
  }
  /** Stands still: what arrives from now on is counted. */
  pause(): void {
    this.#goal = this.#at
    this.#live = false
    this.#playing = false
    this.#changed()
  }
  setSpeed(speed: Speed): void {
    this.#speed = speed
    this.#changed()
  }

  /** True when the next tick has something to do, now or later. */
  get busy(): boolean {
    return this.#destination !== this.#timeline.seq || (!this.#live && this.#playing)
  }

  /** Moves to where it should be at `nowMs`, ms on any steady clock: at most one movement. */
  tick(nowMs: number): Movement | undefined {
    if (!this.#live && this.#playing) this.#playOn(nowMs)
    const goal = this.#destination
    if (goal === this.#timeline.seq) return undefined
    const movement = this.#timeline.seek(goal)
    this.#goal = movement.to
    this.#seen = Math.max(this.#seen, movement.to)
    this.#changed()
    for (const listener of [...this.#movers]) listener(movement)
    return movement
  }

  get #destination(): number {
    return this.#live ? this.#timeline.last : Math.min(Math.max(this.#goal, this.#timeline.first), this.#timeline.last)
  }
  /** Where it stands, or will after the next tick. */
  get #at(): number {
    return this.#live ? this.#timeline.seq : this.#destination
  }

  #go(seq: number): void {
    this.#goal = Math.min(Math.max(seq, this.#timeline.first), this.#timeline.last)
    this.#since = undefined
    this.#changed()
  }

  #playOn(nowMs: number): void {
    this.#since ??= nowMs
    while (this.#goal < this.#timeline.last) {
      const stands = this.#stands(this.#goal)
      if (nowMs - this.#since < stands) return
      this.#since += stands
      this.#goal += 1
    }
    this.live()
  }

  /** How long the fact at `seq` stands before the next one, ms. */
  #stands(seq: number): number {
    const at = this.fact(seq)?.at
    const next = this.fact(seq + 1)?.at
    const gap = at === undefined || next === undefined ? SHORTEST : next - at
    return Math.min(Math.max(gap, SHORTEST), LONGEST) / this.#speed
  }

  #read(): PlayheadNow {
    const { first, last, seq } = this.#timeline
    return {
      mode: this.#live ? 'live' : 'past',
      playing: this.#playing,
      speed: this.#speed,
      seq,
      first,
      last,
      unseen: this.#live ? 0 : Math.max(0, last - this.#seen),
    }
  }

  /** Wakes whoever follows: for a new snapshot, and for a goal that only a tick can reach. */
  #changed(): void {
    const next = this.#read()
    if (!same(this.#now, next)) this.#now = next
    const waits = next.mode === 'live' && this.#shown.mode === 'live' && next.seq !== next.last
    if (!waits) this.#shown = this.#now
    for (const listener of [...this.#listeners]) listener()
  }
}
