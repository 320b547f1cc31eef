/**
 * Ear: what is heard of a Redis. Events and lines come in by the feed; they are taken out as the batch of a tick and as the
 * keys that are dirty by then. What is not heard can be counted: the ear knows what it heard since it began.
 */
import type { Bytes } from '@rdd/shared/bytes'
import { findDoc, keysOf } from '@rdd/shared/commands/keys'
import { Attribution, type Batch, type KeyEvent } from '../redis/attribution.ts'
import type { Feed, Hears } from '../redis/feed.ts'
import type { Probe } from '../redis/probe.ts'
import { Dirty } from './dirty.ts'
import { FLOOD } from './flood.ts'
import { type Docs, isEventless, isLineless } from './silent.ts'
import { type Calls, plus, Tally } from './tally.ts'

/** Commands of a tick that become facts of their own. */
const SINGLES = 48

export interface EarParts {
  feed: Feed
  /** Its calls are our own questions, as those of the feed are. */
  probe: Probe
  docs: Docs
  hears: Hears
  /** Whether a client's connection sent that command by itself. */
  isUnasked(address: string, name: string): boolean
  /** Something is there to be taken. */
  onHeard(): void
  /** What happened cannot be told by looking at single keys. */
  onTooMuch(why: 'SWAPDB' | 'lost track'): void
  onLost(why: string): void
}

export class Ear {
  readonly dirty = new Dirty()
  /** What it listens for whenever it listens. */
  hears: Hears
  readonly #parts: EarParts
  readonly #attribution: Attribution
  #tally: Tally | undefined
  /** Hearing is being stopped, since more came at once than can be read. */
  #quieted: Promise<void> | undefined

  constructor(parts: EarParts) {
    const { feed, hears, isUnasked, onLost } = parts
    this.#parts = parts
    this.hears = hears
    this.#attribution = new Attribution((address, name) => this.isOwn(address) || isUnasked(address, name), SINGLES)
    feed.listener = {
      onEvent: event => this.#onEvent(event),
      onLine: line => this.#onLine(line),
      onFlush: () => this.#onFlush(),
      onLost,
    }
  }

  /** Whether `ip:port` is one of our own eyes or ears. */
  isOwn(address: string): boolean {
    return address === this.#parts.probe.address || address === this.#parts.feed.address
  }

  /** Whether all that was heard has been taken. */
  get isEmpty(): boolean {
    return this.dirty.isEmpty && this.#attribution.isEmpty
  }

  /** Whether so much came at once that hearing was stopped. */
  get isOverrun(): boolean {
    return this.#quieted !== undefined
  }

  /** Resolves once everything that happened in Redis before this call was heard. */
  barrier(): Promise<void> {
    return this.#parts.feed.barrier()
  }

  /** Begins to hear. @returns calls that were not heard from when it last began until this moment */
  async listen(): Promise<Calls> {
    const before = this.#tally
    const stats = await this.#parts.feed.listen(this.hears)
    const made = this.#made()
    this.#tally = new Tally(stats, made, name => isLineless(name, this.#parts.docs))
    return before?.unheard(stats, made) ?? new Map()
  }

  /** Hears nothing any more. What came before was heard when this resolves. */
  async quiet(): Promise<void> {
    await (this.#quieted ?? this.#parts.feed.quiet())
    this.#quieted = undefined
  }

  /** What came since the last take, in order. */
  take(): Batch {
    const batch = this.#attribution.take()
    this.#tally?.hear(batch.counts)
    return batch
  }

  /** Calls since it last began to hear that it did not hear. `calls`: by INFO commandstats. */
  unheard(calls: Calls): Calls {
    return this.#tally?.unheard(calls, this.#made()) ?? new Map()
  }

  /** The keys of a command are looked at. */
  touch(db: number, argv: Bytes[]): void {
    for (const key of keysOf(argv, findDoc(this.#parts.docs, argv))) this.dirty.add({ db, key })
  }

  #made(): Calls {
    return plus(this.#parts.probe.made, this.#parts.feed.made)
  }

  #onEvent(event: KeyEvent): void {
    this.dirty.event(event)
    if (event.name !== 'new') this.#attribution.event(event)
    this.#parts.onHeard()
  }

  #onLine(raw: Buffer): void {
    const line = this.#attribution.line(raw)
    if (line.ours) return
    // behind a backlog the barrier comes late: Redis is told to stop talking right away
    if (this.#attribution.commands > FLOOD.atOnce && this.#quieted === undefined) {
      this.#quieted = this.#parts.feed.quiet()
      // a connection lost meanwhile is told by the feed
      this.#quieted.catch(() => {})
    }
    if (isEventless(line.name, this.#parts.docs)) this.touch(line.db, line.argv().args)
    else if (line.name === 'swapdb') this.#parts.onTooMuch('SWAPDB')
    this.#parts.onHeard()
  }

  #onFlush(): void {
    // with MONITOR the line tells, and which database
    if (!this.hears.monitor) this.#parts.onTooMuch('lost track')
  }
}
