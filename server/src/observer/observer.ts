/**
 * Observer: the one road from Redis to facts. What the ear hears marks keys dirty; at most 60 times a second a tick puts a
 * barrier behind what happened, looks at the dirty keys once, and has facts of it told. Views are absolute, so a key looked
 * at too late or twice does no harm, and after the last event the log equals a fresh read.
 *
 * A flood switches it over: the ear goes quiet, Redis's own counters say how much happened, the watched keys are read 30
 * times a second, and the end is a full sync.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { findDoc, keysOf } from '@rdd/shared/commands/keys'
import { type Actor, type Fact, type KeyId, noEffects } from '@rdd/shared/fact'
import type { Address } from '../engine/engine.ts'
import { Feed, type Hears } from '../redis/feed.ts'
import { Probe } from '../redis/probe.ts'
import { Refused } from '../refused.ts'
import type { Run } from './compose.ts'
import { Counting } from './counting.ts'
import { cutArgv } from './cut.ts'
import { FLOOD } from './flood.ts'
import { Hearing } from './hearing.ts'
import type { Draft, Log } from './log.ts'
import type { Names } from './names.ts'
import type { Answer } from './own-commands.ts'
import { TICK } from './pace.ts'
import type { RedisClock } from './redis-clock.ts'
import { type Senses, senses } from './senses.ts'
import { type Docs, isEventless } from './silent.ts'
import type { Unasked } from './unasked.ts'
import type { SyncReason, What } from './wanted.ts'

/** ms between looks at a Redis of which nothing is heard: a feed that went deaf and one that is quiet sound alike. */
const BEAT = 500

const AWAY = new Refused('redis-down', 'Redis went away before this was done.', 'Try again when it is back.')

export interface ObserverListener {
  onFacts(facts: Fact[]): void
  /** Redis answers BUSY, or not at all for a second (true); it answers again (false). */
  onBusy(busy: boolean): void
  /** Somebody switched keyspace events off: what changes is no longer heard. */
  onDeaf(): void
  onLost(why: string): void
  /** A flood began or ended: MONITOR is off or on again. */
  onFlood(on: boolean): void
}

export interface ObserverParts {
  address: Address
  log: Log
  docs: Docs
  hears: Hears
  listener: ObserverListener
}

export class Observer {
  readonly probe: Probe
  /** Never before the last fact. */
  readonly clock: RedisClock
  /** What other connections are called. */
  readonly names: Names
  /** What clients' connections send by themselves. */
  readonly unasked: Unasked
  readonly #docs: Docs
  readonly #listener: ObserverListener
  readonly #feed: Feed
  readonly #senses: Senses
  readonly #hearing: Hearing
  /** While there is a flood. */
  #counting: Counting | undefined
  #open = false
  #closed = false

  private constructor({ log, docs, hears, listener }: ObserverParts, probe: Probe, feed: Feed) {
    const onLost = (why: string) => this.#lose(why)
    this.#docs = docs
    this.#listener = listener
    this.#feed = feed
    this.#senses = senses({
      ...{ probe, feed, log, docs, hears, onLost },
      turn: () => this.#turn(),
      rest: () => this.#rest,
      onFacts: facts => listener.onFacts(facts),
      onBusy: busy => listener.onBusy(busy),
    })
    this.#hearing = new Hearing(this.#senses, () => listener.onDeaf())
    const { clock, names, unasked } = this.#senses
    this.probe = probe
    this.clock = clock
    this.names = names
    this.unasked = unasked
    probe.onLost = onLost
  }

  /** Connects, listens, and reads the whole view once. @throws when Redis cannot be reached, or is lost meanwhile */
  static async open(parts: ObserverParts, reason: SyncReason): Promise<Observer> {
    const probe = await Probe.open(parts.address)
    let feed: Feed
    try {
      feed = await Feed.open(parts.address)
    } catch (error) {
      probe.close()
      throw error
    }
    const observer = new Observer(parts, probe, feed)
    try {
      await observer.clock.ask(probe)
      await observer.#senses.ear.listen()
      await observer.sync(reason)
    } catch (error) {
      observer.close()
      throw error
    }
    observer.#open = true
    return observer
  }

  /** Whether `ip:port` is a connection of this observer. */
  isOwn(address: string): boolean {
    return this.#senses.ear.isOwn(address)
  }

  /** The keys somebody draws: right even during a flood. */
  watch(keys: readonly KeyId[]): void {
    this.#senses.looker.watch(keys)
  }

  /** Tells of a command that is about to run, so that its MONITOR line finds its owner. `answer` settles with its reply. */
  began(run: Run, answer: Promise<unknown>): void {
    this.#senses.own.began(run, answer)
  }

  /** It will never be answered; where it was told that its client waits, it is told that it waits no more. */
  abandoned(run: Run): void {
    this.#senses.own.forget(run)
    if (!run.lineSeen || this.#closed) return
    const { actor, db, argv } = run
    const keys = keysOf(argv, findDoc(this.#docs, argv))
    this.say({ kind: 'command', client: actor, db, argv: cutArgv(argv), keys, ...noEffects })
  }

  /**
   * The command was answered: resolves with the fact it became, once that is in the log; with undefined when this
   * observer was lost before that, and another has to be told.
   */
  answered(run: Run, answer: Answer): Promise<Fact | undefined> {
    if (this.#closed) return Promise.resolve(undefined)
    const { own, wanted, ear, pace } = this.#senses
    const name = run.argv[0]?.toLowerCase() ?? ''
    if (name === 'debug') wanted.add('DEBUG')
    const { events, monitor } = this.#counting ? { events: false, monitor: false } : ear.hears
    // with MONITOR the command's line has done so
    if (!events || (isEventless(name, this.#docs) && !monitor)) ear.touch(run.db, run.argv)
    const told = own.answered(run, answer)
    pace.next(0)
    return told
  }

  /** Appends a fact that did not come from Redis. */
  say(draft: Draft): Fact {
    return this.#senses.teller.say(draft)
  }

  /** Reads the whole view anew. @throws Refused when Redis is lost before that */
  sync(reason: SyncReason): Promise<void> {
    return this.#senses.wanted.wait(reason)
  }

  /** Empties every database, as one step of the log. @throws Refused when Redis is lost before that */
  reset(actor: Actor): Promise<void> {
    return this.#senses.wanted.wait(actor)
  }

  /** Changes what is heard (an attached server's consent). */
  async hear(hears: Hears): Promise<void> {
    const { ear } = this.#senses
    ear.hears = hears
    // the end of a flood hears what is wanted by then
    if (this.#counting) return
    await ear.quiet()
    await ear.listen()
    await this.sync('asked')
  }

  /** Resolves once everything that happened before this call is in the log. */
  async settled(): Promise<void> {
    const { ear, pace, wanted } = this.#senses
    await ear.barrier()
    while (this.#counting || pace.running || !ear.isEmpty || !wanted.isEmpty) await sleep(1)
  }

  /** `why`: what those are told who wait for something to be done. */
  close(why: Error = AWAY): void {
    const { pace, patience, own, wanted } = this.#senses
    this.#closed = true
    pace.stop()
    patience.end()
    this.#feed.close()
    this.probe.close()
    own.lose()
    wanted.lose(why)
  }

  /** Never fails: what goes wrong loses the observer. */
  async #turn(): Promise<void> {
    try {
      if (this.#counting) {
        if (await this.#counting.tick()) this.#counts(undefined)
      } else if (await this.#hearing.tick()) this.#counts(await Counting.begin(this.#senses))
      await this.#senses.wanted.serve(what => this.#serve(what))
    } catch (error) {
      this.#lose(error instanceof Error ? error.message : String(error))
    }
  }

  /** ms until the next turn, if nothing happens. */
  get #rest(): number {
    const { own, wanted, ear } = this.#senses
    if (own.untold > 0 || !wanted.isEmpty) return 0
    if (this.#counting) return FLOOD.every
    return ear.isEmpty ? BEAT : TICK
  }

  #counts(counting: Counting | undefined): void {
    this.#counting = counting
    this.#listener.onFlood(counting !== undefined)
  }

  /** Reads all, or empties all. */
  async #serve(what: What): Promise<void> {
    const { ear, looker, patience } = this.#senses
    ear.dirty.clear()
    if (typeof what === 'string') {
      const read = await looker.all()
      this.say({ kind: 'sync', reason: what, flushed: 'all', gone: [], ...read })
    } else {
      await patience.ask(() => this.probe.call('FLUSHALL'))
      await patience.ask(() => this.probe.call('FUNCTION', 'FLUSH'))
      this.say({ kind: 'reset', client: what, flushed: 'all', ...noEffects })
    }
  }

  #lose(why: string): void {
    if (this.#closed) return
    // while it opens, the error tells
    this.close(this.#open ? AWAY : new Error(why))
    if (this.#open) this.#listener.onLost(why)
  }
}
