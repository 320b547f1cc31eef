/**
 * Observer: the one road from Redis to facts. What the feed hears marks keys dirty; at most 60 times a second a tick puts a
 * barrier behind what happened, looks at the dirty keys once, and appends facts. Views are absolute, so a key looked at
 * too late or twice does no harm, and after the last event the log equals a fresh read.
 *
 * A flood (more than a person could see and the feed should carry) switches it over: the feed goes quiet, Redis's own
 * counters say how much happened, the watched keys are read 30 times a second, and the end is a full sync.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Bytes } from '@rdd/shared/bytes'
import type { CommandDoc } from '@rdd/shared/commands/catalogue'
import { findDoc, keysOf } from '@rdd/shared/commands/keys'
import { type Actor, type Fact, type FactOf, idOf, type KeyId } from '@rdd/shared/fact'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { type Instant, instant } from '@rdd/shared/time'
import type { Address } from '../engine/engine.ts'
import { Attribution, type Batch, emptyBatch } from '../redis/attribution.ts'
import { Feed, type Hears } from '../redis/feed.ts'
import { callCounts, keyspaceCounts, Probe } from '../redis/probe.ts'
import { integer, list, text } from '../redis/raw.ts'
import { KEYS_A_CALL } from '../redis/snapshot.ts'
import { Refused } from '../refused.ts'
import { blocksFor } from './blocking.ts'
import { Carried } from './carried.ts'
import { type Answered, compose, isOf, type Look, type Run, ringed, type Tick } from './compose.ts'
import { cutArgv } from './cut.ts'
import { Dirty, type Fated } from './dirty.ts'
import { hearsAll, readSetting } from './events-setting.ts'
import type { Draft, Log } from './log.ts'
import { readAll } from './read-all.ts'
import { servedSooner } from './served.ts'
import { minus, plus, Tally } from './tally.ts'

/** ms between ticks; commands of a tick that become facts of their own; keys looked at in a tick. */
const TICK = 16
/** ms between looks at a Redis of which nothing is heard: a feed that went deaf and one that is quiet sound alike. */
const BEAT = 500
/** ms for answers that are on their way. */
const ANSWERS = 50
const SINGLES = 48
const LOOKS = 300
/** A flood: more commands than these in so many ticks running or so many at once, heard before Redis
 * even answers. Keys that may wait for a look; ms between looks.
 */
const FLOOD = { aTick: 400, ticks: 4, atOnce: 4_000, dirty: 5_000, every: 33 }
/** It is over when fewer commands a second come in so many looks running. */
const CALM = { perSecond: 4_000, looks: 3 }
/** Names of other connections that are kept. */
const NAMES = 500
/** Writes that no event tells of: their keys are looked at whenever MONITOR shows one. */
const SILENT = new Set(['xack', 'xackdel', 'xnack', 'xreadgroup', 'xclaim', 'xautoclaim', 'xsetid', 'pfcount'])

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
  docs: ReadonlyMap<string, CommandDoc>
  hears: Hears
  listener: ObserverListener
}

/** A flood as far as it was told: calls, expired and evicted keys said already, and how many calm looks there were. */
interface Flood {
  said: Map<string, number>
  expired: number
  evicted: number
  calm: number
}

const AWAY = new Refused('redis-down', 'Redis went away before this was done.', 'Try again when it is back.')

type SyncReason = FactOf<'sync'>['reason']

/** A full read (with its reason) or a reset (with who asked for it), and who waits for it. */
interface Wanted {
  what: SyncReason | Actor
  done(): void
  lost(error: Error): void
}

export class Observer {
  readonly probe: Probe
  readonly #feed: Feed
  readonly #log: Log
  readonly #docs: ReadonlyMap<string, CommandDoc>
  readonly #listener: ObserverListener
  readonly #attribution: Attribution
  readonly #dirty = new Dirty()
  readonly #carried: Carried
  /** Own commands without an answer, and what settles when they have one. */
  readonly #pending = new Map<Run, Promise<unknown>>()
  /** Commands that clients' connections sent by themselves, by address: MONITOR may or may not show each. */
  readonly #unasked = new Map<string, string[]>()
  /** What other connections are called, by address; the oldest are forgotten. */
  readonly #names = new Map<string, string>()
  #hears: Hears
  #watched: ReadonlyMap<string, KeyId> = new Map()
  #answered: { run: Answered; done: (fact: Fact | undefined) => void }[] = []
  #wanted: Wanted[] = []
  #tally: Tally | undefined
  #flood: Flood | undefined
  #hot = 0
  /** Hearing is being stopped, since more came at once than can be read. */
  #quieted: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  /** When the timer fires, ms of performance.now(). */
  #due = 0
  #running = false
  #lastTick = performance.now()
  /** Redis's clock against our steady one. */
  #offset = 0
  #busy = false
  #open = false
  #closed = false

  private constructor(parts: ObserverParts, probe: Probe, feed: Feed) {
    this.probe = probe
    this.#feed = feed
    this.#log = parts.log
    this.#docs = parts.docs
    this.#listener = parts.listener
    this.#hears = parts.hears
    this.#carried = new Carried(parts.log.state)
    this.#attribution = new Attribution(
      (address, name) => address === probe.address || address === feed.address || this.#expected(address, name),
      SINGLES,
    )
    probe.onLost = why => this.#lose(why)
    feed.listener = {
      onEvent: event => this.#onEvent(event),
      onLine: line => this.#onLine(line),
      onFlush: () => this.#onFlush(),
      onLost: why => this.#lose(why),
    }
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
      await observer.#setClock()
      await observer.#listen()
      await observer.sync(reason)
    } catch (error) {
      observer.close()
      throw error
    }
    observer.#open = true
    return observer
  }

  get hears(): Hears {
    return this.#flood ? { events: false, monitor: false } : this.#hears
  }

  /** Redis's clock now, as well as we know it. Never before the last fact. */
  now(): Instant {
    return instant(Math.max(this.#log.state.at, Math.round(performance.now() + this.#offset)))
  }

  /** Whether `ip:port` is a connection of this observer. */
  isOwn(address: string): boolean {
    return address === this.probe.address || address === this.#feed.address
  }

  /** The keys somebody draws: right even during a flood. */
  watch(keys: readonly KeyId[]): void {
    this.#watched = new Map(keys.map(({ db, key }) => [idOf(db, key), { db, key }]))
  }

  /** Tells of a command a client's connection sends by itself: nobody typed it, so it becomes no fact. */
  expect(address: string, command: string): void {
    // what a connection that is gone announced, and MONITOR never showed, is not kept for ever
    if (this.#unasked.size > 1_000) this.#unasked.clear()
    this.#unasked.set(address, [...(this.#unasked.get(address) ?? []), command.toLowerCase()])
  }

  /** Tells what the connection from an address is called: MONITOR knows only addresses. */
  name(address: string, name: string): void {
    this.#names.delete(address)
    this.#names.set(address, name)
    for (const oldest of this.#names.keys()) {
      if (this.#names.size <= NAMES) break
      this.#names.delete(oldest)
    }
  }

  /** Tells of a command that is about to run, so that its MONITOR line finds its owner. */
  began(run: Run, answer: Promise<unknown>): void {
    this.#pending.set(run, answer)
  }
  /** It will never be answered; where it was told that its client waits, it is told that it waits no more. */
  abandoned(run: Run): void {
    this.#pending.delete(run)
    if (!run.lineSeen || this.#closed) return
    const { actor, db, argv } = run
    const keys = keysOf(argv, findDoc(this.#docs, argv))
    this.say({ kind: 'command', client: actor, db, argv: cutArgv(argv), keys, gone: [], views: [], counts: [] })
  }
  /**
   * The command was answered: resolves with the fact it became, once that is in the log; with undefined when this
   * observer was lost before that, and another has to be told.
   */
  answered(run: Run, answer: Pick<Answered, 'reply' | 'tookUs' | 'waitedMs' | 'listening'>): Promise<Fact | undefined> {
    this.#pending.delete(run)
    if (this.#closed) return Promise.resolve(undefined)
    const name = run.argv[0]?.toLowerCase() ?? ''
    if (name === 'debug') this.#want('DEBUG')
    // with MONITOR the command's line has done so
    if (!this.hears.events || (this.#isSilent(name) && !this.hears.monitor)) this.#dirtyKeysOf(run.db, run.argv)
    const since = this.#log.state.waiting().find(({ client }) => client.id === run.actor.id)?.seq
    return new Promise(done => {
      this.#answered.push({ run: { ...run, ...answer, ...(since !== undefined && { since }) }, done })
      this.#schedule(0)
    })
  }

  /** Appends a fact that did not come from Redis. */
  say(draft: Draft): Fact {
    const fact = this.#log.append(draft, this.now())
    this.#listener.onFacts([fact])
    return fact
  }

  /** Reads the whole view anew. @throws Refused when Redis is lost before that */
  sync(reason: SyncReason): Promise<void> {
    return this.#await(reason)
  }

  /** Empties every database, as one step of the log. @throws Refused when Redis is lost before that */
  reset(actor: Actor): Promise<void> {
    return this.#await(actor)
  }

  /** Changes what the feed hears (an attached server's consent). */
  async hear(hears: Hears): Promise<void> {
    this.#hears = hears
    // the end of a flood hears what is wanted by then
    if (this.#flood) return
    await this.#feed.quiet()
    await this.#listen()
    await this.sync('asked')
  }

  /** Resolves once everything that happened before this call is in the log. */
  async settled(): Promise<void> {
    await this.#feed.barrier()
    while (
      this.#flood ||
      this.#running ||
      !this.#dirty.isEmpty ||
      !this.#attribution.isEmpty ||
      this.#wanted.length > 0
    )
      await sleep(1)
  }

  /** `why`: what those are told who wait for something to be done. */
  close(why: Error = AWAY): void {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#feed.close()
    this.probe.close()
    for (const { done } of this.#answered.splice(0)) done(undefined)
    for (const { lost } of this.#wanted.splice(0)) lost(why)
  }

  #want(what: SyncReason): void {
    this.#wanted.push({ what, done: () => {}, lost: () => {} })
    this.#schedule(0)
  }

  #await(what: Wanted['what']): Promise<void> {
    return new Promise((done, lost) => {
      if (this.#closed) return lost(AWAY)
      this.#wanted.push({ what, done, lost })
      this.#schedule(0)
    })
  }

  // ---- what the feed hears ------------------------------------------------------------------------------------------

  #onEvent(event: Parameters<Attribution['event']>[0]): void {
    this.#dirty.event(event)
    if (event.name !== 'new') this.#attribution.event(event)
    this.#schedule(TICK)
  }

  #onLine(raw: Buffer): void {
    const line = this.#attribution.line(raw)
    if (line.ours) return
    // behind a backlog the barrier comes late: Redis is told to stop talking right away
    if (this.#attribution.commands > FLOOD.atOnce && this.#quieted === undefined) {
      this.#quieted = this.#feed.quiet()
      // a connection lost meanwhile is told by the feed
      this.#quieted.catch(() => {})
    }
    if (this.#isSilent(line.name)) this.#dirtyKeysOf(line.db, line.argv().args)
    else if (line.name === 'swapdb') this.#want('SWAPDB')
    this.#schedule(TICK)
  }

  /** A module's write may tell of nothing: VADD does not. */
  #isSilent(name: string): boolean {
    const flags = this.#docs.get(name)?.flags ?? []
    return SILENT.has(name) || (flags.includes('module') && flags.includes('write'))
  }

  #expected(address: string, name: string): boolean {
    const names = this.#unasked.get(address)
    if (names === undefined) return false
    const at = names.indexOf(name)
    // lines keep their order: what stood before this one was not shown, and the first line of another kind ends the list
    if (at < 0 || at === names.length - 1) this.#unasked.delete(address)
    else this.#unasked.set(address, names.slice(at + 1))
    return at >= 0
  }

  #onFlush(): void {
    // with MONITOR the line tells, and which database
    if (!this.#hears.monitor) this.#want('lost track')
  }

  #dirtyKeysOf(db: number, argv: Bytes[]): void {
    for (const key of keysOf(argv, findDoc(this.#docs, argv))) this.#dirty.add({ db, key })
  }

  // ---- the tick -----------------------------------------------------------------------------------------------------

  /** A tick no sooner than `delay` ms after the last one, unless an earlier one is set; 0: at once. */
  #schedule(delay: number): void {
    if (this.#running || this.#closed) return
    const now = performance.now()
    const due = delay === 0 ? now : Math.max(now, this.#lastTick + delay)
    if (this.#timer !== undefined && this.#due <= due) return
    clearTimeout(this.#timer)
    this.#due = due
    if (delay === 0) void this.#run()
    else this.#timer = setTimeout(() => void this.#run(), due - now)
  }

  async #run(): Promise<void> {
    this.#timer = undefined
    this.#running = true
    try {
      if (this.#flood) await this.#floodTick(this.#flood)
      else await this.#tick()
      await this.#serve()
    } catch (error) {
      this.#lose(error instanceof Error ? error.message : String(error))
    }
    this.#running = false
    if (this.#answered.length > 0 || this.#wanted.length > 0) this.#schedule(0)
    else if (this.#flood) this.#schedule(FLOOD.every)
    else this.#schedule(this.#dirty.isEmpty && this.#attribution.isEmpty ? BEAT : TICK)
  }

  get #isIdle(): boolean {
    return this.#answered.length === 0 && this.#wanted.length === 0 && this.#dirty.isEmpty
  }

  async #tick(): Promise<void> {
    const early = this.#answered.length
    await this.#patiently(() => this.#feed.barrier())
    const batch = this.#attribution.take()
    this.#tally?.hear(batch.counts)
    const idle = this.#isIdle && batch.commands === 0
    // events and lines are cut at the barrier: a key touched behind it waits for the line that says who did it
    const cut = this.#hears.monitor && this.#hears.events ? this.#dirty.take(LOOKS, this.#watched) : undefined
    await this.#answersFor(batch)
    const sooner = await this.#servedSooner(early)
    const ms = performance.now() - this.#lastTick
    this.#lastTick = performance.now()
    if (idle && this.#isIdle) await this.#checkHearing()
    const { look, fated, created } = cut ?? this.#dirty.take(LOOKS, this.#watched)
    const { looks, counts } = await this.#look(look, fated)
    await this.#fatesOf(looks)
    this.#append({ batch, by: 'monitor', looks, created, counts, ms }, cut && early, sooner)
    if (batch.flushedUnseen || this.#dirty.size > FLOOD.dirty) this.#want('lost track')
    this.#hot = batch.commands > FLOOD.aTick ? this.#hot + 1 : 0
    if (this.#hot >= FLOOD.ticks || this.#quieted !== undefined) await this.#beginFlood()
  }

  /**
   * Redis answered before the barrier, but on another socket: the answers of our own commands in this batch are given a
   * moment to be read. One that blocks has none, and is waited for only a few ms.
   */
  async #answersFor({ seen }: Batch): Promise<void> {
    // without MONITOR any of them may be what the events are of
    const mine = [...this.#pending].filter(([run]) =>
      this.#hears.monitor ? seen.some(one => isOf(run, one)) : blocksFor(run.argv) === undefined,
    )
    if (mine.length === 0) return
    const blocking = mine.every(([{ argv }]) => blocksFor(argv) !== undefined)
    await Promise.race([Promise.allSettled(mine.map(([, answer]) => answer)), sleep(blocking ? 5 : ANSWERS)])
  }

  /** Ids of clients that were served before one of those that answered early; their answers are given a moment to come. */
  async #servedSooner(early: number): Promise<ReadonlySet<string>> {
    const got = this.#answered.slice(0, early).filter(({ run }) => run.lineSeen && run.reply.t !== 'null')
    const ids = servedSooner(this.#log.state.waiting(), new Set(got.flatMap(({ run }) => run.actor.id ?? [])))
    const answers = [...this.#pending].filter(([{ actor }]) => ids.has(actor.id ?? ''))
    if (answers.length > 0)
      await Promise.race([Promise.allSettled(answers.map(([, answer]) => answer)), sleep(ANSWERS)])
    return ids
  }

  /**
   * Composes facts, appends them, and tells everybody who waits.
   * @param early answers that came before the barrier. One that came behind it belongs to this tick only when its line
   * does: else the line comes with the next one, and would be taken for somebody else's.
   * @param sooner clients whose answers belong to this tick whenever they came
   */
  #append(
    tick: Pick<Tick, 'batch' | 'by' | 'looks' | 'created' | 'counts' | 'ms'>,
    early = this.#answered.length,
    sooner: ReadonlySet<string> = new Set(),
  ): void {
    const all = this.#answered.splice(0)
    const isDue = ({ run }: (typeof all)[number], i: number) =>
      i < early || sooner.has(run.actor.id ?? '') || tick.batch.seen.some(one => isOf(run, one))
    const answered = all.filter(isDue)
    this.#answered.push(...all.filter((one, i) => !isDue(one, i)))
    const now = this.now()
    const composed = compose({
      ...tick,
      answered: answered.map(({ run }) => run),
      pending: [...this.#pending.keys()],
      now,
      state: this.#log.state,
      docs: this.#docs,
      nameOf: address => this.#names.get(address) ?? address,
    })
    for (const { draft } of composed) this.#carried.note(draft)
    const over = this.#carried.over(this.#watched)
    const last = composed.at(-1)
    if (last && over.length > 0) last.draft.forgotten = over
    const facts = composed.map(({ draft }) => this.#log.append(draft, now))
    if (facts.length > 0) this.#listener.onFacts(facts)
    for (const { run, done } of answered) done(facts[composed.findIndex(one => one.run === run)])
  }

  /** Reads all, or empties all, once for everybody who asked for the same. */
  async #serve(): Promise<void> {
    const wanted = this.#wanted.splice(0)
    try {
      for (const what of new Set(wanted.map(({ what }) => what)))
        this.#listener.onFacts([typeof what === 'string' ? await this.#readAll(what) : await this.#empty(what)])
    } catch (error) {
      // closing tells them
      this.#wanted.unshift(...wanted)
      throw error
    }
    for (const { done } of wanted) done()
  }

  /** A look at a key past its deadline collects it: the event that says so is heard before the key is called deleted. */
  async #fatesOf(looks: Map<string, Look>): Promise<void> {
    const vanished = [...looks].filter(([, { view, how }]) => view === null && how === undefined)
    if (vanished.length === 0) return
    await this.#patiently(() => this.#feed.barrier())
    for (const [id, look] of vanished) {
      const how = this.#dirty.claim(id)
      if (how !== undefined) looks.set(id, { ...look, how })
    }
  }

  /** Views of some keys and the exact sizes of their databases. */
  async #look(look: readonly KeyId[], fated: readonly Fated[]) {
    const looks = new Map<string, Look>()
    const counts = new Map<number, number>()
    for (const { db, key, how } of fated) looks.set(idOf(db, key), { db, key, view: null, how })
    for (const db of new Set([...look, ...fated].map(({ db }) => db))) {
      const keys = look.filter(key => key.db === db).map(({ key }) => key)
      for (let i = 0; i === 0 || i < keys.length; i += KEYS_A_CALL) {
        const seen = await this.#patiently(() => this.probe.snapshot(db, keys.slice(i, i + KEYS_A_CALL)))
        this.#offset = seen.at - performance.now()
        counts.set(db, seen.count)
        for (const [key, view] of seen.views) looks.set(idOf(db, key), { db, key, view })
      }
    }
    return { looks, counts: [...counts] }
  }

  async #empty(client: Actor): Promise<Fact> {
    this.#dirty.clear()
    await this.#patiently(() => this.probe.call('FLUSHALL'))
    await this.#patiently(() => this.probe.call('FUNCTION', 'FLUSH'))
    const draft: Draft = { kind: 'reset', client, flushed: 'all', gone: [], views: [], counts: [] }
    this.#carried.note(draft)
    return this.#log.append(draft, this.now())
  }

  /** Reads the whole view, as far as the room carries it, into one fact. */
  async #readAll(reason: SyncReason): Promise<Fact> {
    this.#dirty.clear()
    const read = await this.#patiently(() =>
      readAll(this.probe, [...this.#watched.values()], keys => this.#views(keys)),
    )
    const draft: Draft = { kind: 'sync', reason, flushed: 'all', gone: [], ...read }
    this.#carried.note(draft)
    return this.#log.append(draft, this.now())
  }

  async #views(keys: readonly KeyId[]): Promise<KeyView[]> {
    const { looks } = await this.#look(keys, [])
    const now = this.now()
    return [...looks.values()].flatMap(({ view }) =>
      view === null ? [] : [ringed(view, { state: this.#log.state, now })],
    )
  }

  // ---- floods -------------------------------------------------------------------------------------------------------

  async #listen(): Promise<void> {
    const stats = await this.#feed.listen(this.#hears)
    this.#tally = new Tally(stats, this.#made(), name => this.#docs.get(name)?.flags.some(unheard) ?? false)
  }

  async #setClock(): Promise<void> {
    const [seconds, micros] = list(await this.probe.call('TIME'))
    this.#offset = integer(seconds) * 1000 + integer(micros) / 1000 - performance.now()
  }

  /**
   * Nothing was heard for a while. Did nothing happen, or do we not hear? Somebody may have switched events off, and a
   * count of keys that nothing told us of (DEBUG POPULATE by another program) means that track is lost.
   */
  async #checkHearing(): Promise<void> {
    await this.#patiently(() => this.#setClock())
    await this.#checkListeners()
    if (!this.#hears.events) return
    const setting = await this.#patiently(() => readSetting(this.probe))
    if (setting !== undefined && !hearsAll(setting)) return this.#listener.onDeaf()
    const counts = keyspaceCounts(await this.#patiently(() => this.probe.info('keyspace')))
    // all that happened before the counting is heard by then
    await this.#patiently(() => this.#feed.barrier())
    const quiet = this.#dirty.isEmpty && this.#attribution.isEmpty
    if (quiet && !isDeepStrictEqual(counts, this.#log.state.counts())) this.#want('lost track')
  }

  /** A program that listened may be gone: no line and no event tells of a connection that closes. */
  async #checkListeners(): Promise<void> {
    const others = this.#log.state.listening().filter(({ client }) => client.id === undefined)
    if (others.length === 0) return
    // where CLIENT is denied, what was heard last stays
    const there = await this.#patiently(() => this.probe.call('CLIENT', 'LIST', 'TYPE', 'PUBSUB').catch(unlessBusy))
    if (there === undefined) return
    const names = new Set([...text(there).matchAll(/\b(?:addr|name)=(\S+)/g)].map(([, name]) => name))
    for (const { client } of others)
      if (!names.has(client.name))
        this.say({ kind: 'listening', client, listening: [], how: 'closed', gone: [], views: [], counts: [] })
  }

  #made(): Map<string, number> {
    return plus(this.probe.made, this.#feed.made)
  }

  async #beginFlood(): Promise<void> {
    await (this.#quieted ?? this.#feed.quiet())
    this.#quieted = undefined
    const batch = this.#attribution.take()
    this.#tally?.hear(batch.counts)
    this.#append({ batch, by: 'monitor', looks: new Map(), created: new Set(), counts: [], ms: TICK })
    this.#dirty.clear()
    const stats = await this.probe.info('stats')
    this.#flood = { said: new Map(), ...collected(stats), calm: 0 }
    this.#listener.onFlood(true)
  }

  async #floodTick(flood: Flood): Promise<void> {
    const info = await this.#patiently(() => this.probe.info('commandstats', 'keyspace', 'stats'))
    const ms = performance.now() - this.#lastTick
    this.#lastTick = performance.now()
    const commands = await this.#appendUnheard(flood, info, ms)
    flood.calm = commands / (ms / 1000) < CALM.perSecond ? flood.calm + 1 : 0
    if (flood.calm < CALM.looks) return
    // the last counts are of the very moment hearing begins again
    const before = this.#tally
    const stats = await this.#feed.listen(this.#hears)
    const made = this.#made()
    this.#tally = new Tally(stats, made, name => this.#docs.get(name)?.flags.some(unheard) ?? false)
    const rest = minus(before?.unheard(stats, made) ?? new Map(), flood.said)
    this.#flood = undefined
    this.#hot = 0
    this.#want('flood ended')
    this.#append({ ...unseen(rest, 0, 0), looks: new Map(), created: new Set(), counts: [], ms })
    this.#listener.onFlood(false)
  }

  async #appendUnheard(flood: Flood, info: Map<string, string>, ms: number): Promise<number> {
    const unheard = this.#tally?.unheard(callCounts(info), this.#made()) ?? new Map()
    const calls = minus(unheard, flood.said)
    flood.said = unheard
    const { expired, evicted } = collected(info)
    const batch = unseen(calls, expired - flood.expired, evicted - flood.evicted)
    Object.assign(flood, { expired, evicted })
    const { looks } = await this.#look([...this.#watched.values()].slice(0, KEYS_A_CALL), [])
    for (const [id, { db, key, view }] of looks) if (sameView(view, this.#log.state.view(db, key))) looks.delete(id)
    this.#append({ ...batch, looks, created: new Set(), counts: keyspaceCounts(info), ms })
    return batch.batch.commands
  }

  // ---- trouble ------------------------------------------------------------------------------------------------------

  /** Asks again while a script keeps Redis busy; says so when an answer takes longer than a second. */
  async #patiently<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
      const alarm = setTimeout(() => this.#busyIs(true), 1_000)
      try {
        const answer = await ask()
        this.#busyIs(false)
        return answer
      } catch (error) {
        if (this.#closed || !(error instanceof Error && error.message.startsWith('BUSY'))) throw error
        this.#busyIs(true)
        await sleep(100)
      } finally {
        clearTimeout(alarm)
      }
    }
  }

  #busyIs(busy: boolean): void {
    if (busy === this.#busy || this.#closed) return
    this.#busy = busy
    this.#listener.onBusy(busy)
  }

  #lose(why: string): void {
    if (this.#closed) return
    // while it opens, the error tells
    this.close(this.#open ? AWAY : new Error(why))
    if (this.#open) this.#listener.onLost(why)
  }
}

const unlessBusy = (error: unknown): undefined => {
  if (error instanceof Error && /^(NOPERM|ERR unknown)/.test(error.message)) return
  throw error
}

const unheard = (flag: string) => flag === 'skip_monitor' || flag === 'admin'

const collected = (stats: ReadonlyMap<string, string>) => ({
  expired: Number(stats.get('expired_keys') ?? 0),
  evicted: Number(stats.get('evicted_keys') ?? 0),
})

function unseen(counts: Map<string, number>, expired: number, evicted: number): Pick<Tick, 'batch' | 'by'> {
  const commands = [...counts.values()].reduce((sum, n) => sum + n, 0)
  return { by: 'commandstats', batch: { ...emptyBatch(), counts, commands, overflow: commands > 0, expired, evicted } }
}

const sameView = (now: KeyView | null, before: KeyView | undefined): boolean =>
  now === null || before === undefined
    ? now === null && before === undefined
    : isDeepStrictEqual(unringed(now), unringed(before))

const unringed = (view: KeyView) => ({ ...view, ringFrom: undefined, fieldRingsFrom: undefined })
