/**
 * Room: one engine, one log, the clients of its viewers. It keeps an observer open for as long as it lives, begins a new
 * epoch when its own Redis dies with its data, and tells its listener everything; it never looks up to the gateway.
 */
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Bytes, fromRaw, toRaw } from '@rdd/shared/bytes'
import type { Catalogue, CommandDoc } from '@rdd/shared/commands/catalogue'
import { indexCatalogue } from '@rdd/shared/commands/keys'
import type { Fact, KeyId } from '@rdd/shared/fact'
import type {
  AnswerOf,
  ClientState,
  Connections,
  Info,
  Joined,
  KeyDetail,
  KeyPage,
  KeysQuery,
  LedPlace,
  Limits,
  LogEntry,
  RequestOf,
  RoomStatus,
  ServerInfo,
} from '@rdd/shared/protocol'
import { instant } from '@rdd/shared/time'
import type { DatabaseSource } from '../database/open.ts'
import { type Engine, EngineError } from '../engine/engine.ts'
import { BUSY_AFTER } from '../engine/settings.ts'
import { EventsSetting, hearsAll, readSetting } from '../observer/events-setting.ts'
import { Log } from '../observer/log.ts'
import { Observer, type ObserverListener } from '../observer/observer.ts'
import { loadCatalogue } from '../redis/catalogue.ts'
import type { Hears } from '../redis/feed.ts'
import { Probe } from '../redis/probe.ts'
import { buffer, integer, list, pairs, text } from '../redis/raw.ts'
import { Refused } from '../refused.ts'
import type { Place } from '../runner/place.ts'
import { Runner } from '../runner/runner.ts'
import { connectionsOf } from './connections.ts'
import { type Home, RoomClient } from './room-client.ts'
import { within } from './within.ts'

/** Clients of one viewer, and of all: each is a connection. ms a viewer's clients wait for a page that left. */
const MOST_CLIENTS = 8
const MOST_IN_ALL = 500
const GRACE = 60_000
/** ms a step of a run waits for what Redis did to be in the log. */
const SETTLED = 100
/** ms in which pages that come and go are told of together: hundreds may come back at once. */
const COMINGS = 100

/** Sections of INFO for a picture of the server. */
const PICTURED = ['server', 'clients', 'memory', 'persistence', 'stats', 'replication', 'keyspace']
/** ms: Redis's clock is read with each look, to the ms below, and a look takes a few ms on a busy machine. */
const CLOCK_ERROR = 5

export interface RoomListener {
  onFacts(epoch: string, facts: Fact[]): void
  onStatus(status: RoomStatus): void
  /** `by`: the page that leads, which need not hear of itself. */
  onLed(by: string, place: LedPlace | null): void
  onEpoch(epoch: string, why: string): void
  onEntry(viewer: string, client: string, entry: LogEntry): void
  onClients(viewer: string, clients: ClientState[]): void
}

export interface RoomOptions {
  id: string
  engine: Engine
  /** Where the rows of the caching patterns live; started when the room first needs it. */
  database: DatabaseSource
  log(line: string): void
  /** REDIS_TRUST=full: nothing is switched off on an attached server. */
  trust: boolean
  listener: RoomListener
}

export class Room {
  readonly id: string
  /** The room's run through a caching pattern. */
  readonly runner: Runner
  readonly #engine: Engine
  readonly #listener: RoomListener
  readonly #clients = new Map<string, RoomClient>()
  /** Addresses of the apps and writers of runs. */
  readonly #runs = new Set<string>()
  /** Pages of each viewer, and the keys each page draws. */
  readonly #pages = new Map<string, { viewer: string; keys: KeyId[] }>()
  readonly #leaving = new Map<string, NodeJS.Timeout>()
  /** The page that leads, and where it stands. */
  #led: { page: string; place: LedPlace } | undefined
  #coming: NodeJS.Timeout | undefined
  #catalogue: Catalogue = { commands: [] }
  #docs: ReadonlyMap<string, CommandDoc> = new Map()
  #log: Log
  #observer: Observer | undefined
  /** Who waits for the next observer. */
  #awaiting: ((observer: Observer | undefined) => void)[] = []
  #hears: Hears
  readonly #events = new EventsSetting()
  #databases = 16
  #dangerous: boolean
  #trouble: { state: RoomStatus['state']; text: string } | undefined
  #flood = false
  /** Rises with every new beginning, so that an older attempt to connect gives up. */
  #attempt = 0
  #closed = false
  readonly #unsubscribe: () => void

  private constructor({ id, engine, database, trust, listener, log }: RoomOptions) {
    this.id = id
    this.runner = new Runner(database, this.#place(log))
    this.#engine = engine
    this.#listener = listener
    this.#dangerous = trust || engine.kind === 'own'
    this.#hears = { events: engine.kind === 'own', monitor: engine.kind === 'own' || trust }
    this.#log = new Log(instant(0))
    this.#unsubscribe = engine.subscribe(event => {
      if (event.kind === 'died') this.#died(event.why)
      else void this.#begin()
    })
  }

  /** Opens a room on an engine that answers. @throws what keeps it from being observed */
  static async open(options: RoomOptions): Promise<Room> {
    const room = new Room(options)
    await room.#learn()
    await room.#observe('start')
    return room
  }

  // ---- pages --------------------------------------------------------------------------------------------------------

  /**
   * A page of a viewer comes in. Its first client is made for it; those it had come back to it. All in one turn: no fact
   * can come between what is answered here and what the page hears from now on. @throws Refused when the room is full
   */
  join(page: string, viewer: string): Joined {
    if (this.#clientsOf(viewer).length === 0) this.addClient(viewer, {})
    clearTimeout(this.#leaving.get(viewer))
    this.#leaving.delete(viewer)
    this.#pages.set(page, { viewer, keys: [] })
    this.#viewersChanged()
    return {
      room: this.id,
      epoch: this.#log.epoch,
      ...this.#log.tail(),
      oldest: this.#log.oldest,
      clients: this.#clientsOf(viewer).map(client => ({ client: client.state(), entries: client.entries() })),
      server: this.server(),
      status: this.status(),
      led: this.#led?.place ?? null,
    }
  }

  leave(page: string): void {
    const viewer = this.#pages.get(page)?.viewer
    this.#pages.delete(page)
    if (this.#led?.page === page) this.lead(page, null)
    this.#viewersChanged()
    if (viewer === undefined || [...this.#pages.values()].some(other => other.viewer === viewer)) return
    // a reload comes back within the grace
    this.#leaving.set(
      viewer,
      setTimeout(() => {
        this.#leaving.delete(viewer)
        for (const client of this.#clientsOf(viewer)) this.#drop(client)
      }, GRACE).unref(),
    )
  }

  get viewers(): number {
    return this.#pages.size
  }

  watch(page: string, { db, keys }: RequestOf<'watch'>): null {
    this.#checkDatabase(db)
    const known = this.#pages.get(page)
    if (known) known.keys = keys.map(key => ({ db, key }))
    this.#observer?.watch(this.#watched())
    return null
  }

  /** The page leads from there, and no other any more; null: it leads no more. */
  lead(page: string, place: LedPlace | null): null {
    if (place === null && this.#led?.page !== page) return null
    this.#led = place === null ? undefined : { page, place }
    this.#listener.onLed(page, place)
    return null
  }

  // ---- clients ------------------------------------------------------------------------------------------------------

  /** A new client, whose connection opens at once. @throws Refused when there are too many */
  addClient(viewer: string, { name }: RequestOf<'addClient'>): ClientState {
    const own = this.#clientsOf(viewer)
    if (own.length >= MOST_CLIENTS)
      throw new Refused('too-many', `A page has at most ${MOST_CLIENTS} clients.`, 'Close one first.')
    this.#makeSpace()
    const taken = new Set([...this.#clients.values()].map(client => client.name))
    const id = randomBytes(8).toString('hex')
    const client = new RoomClient(
      { id, name: name !== undefined && !taken.has(name) ? name : freeName(taken), viewer },
      this.#home,
      entry => this.#listener.onEntry(viewer, id, entry),
      () => this.#listener.onClients(viewer, this.#states(viewer)),
    )
    this.#clients.set(id, client)
    if (this.#observer) open(client)
    this.#listener.onClients(viewer, this.#states(viewer))
    return client.state()
  }

  closeClient(viewer: string, id: string): null {
    this.#drop(this.#client(viewer, id))
    this.#listener.onClients(viewer, this.#states(viewer))
    return null
  }

  run(viewer: string, request: RequestOf<'run'>): AnswerOf<'run'> {
    return { n: this.#client(viewer, request.client).run(request) }
  }

  cancel(viewer: string, id: string): Promise<boolean> {
    return this.#client(viewer, id).cancel()
  }

  // ---- the room -----------------------------------------------------------------------------------------------------

  async reset(viewer: string): Promise<null> {
    if (!this.#dangerous)
      throw new Refused(
        'forbidden',
        `Reset would run FLUSHALL on ${this.#engine.shown}, a server this page only visits.`,
        'Switch dangerous commands on first, if the server is yours to empty.',
      )
    await this.#there().reset({ name: this.#clientsOf(viewer)[0]?.name ?? 'a viewer' })
    return null
  }

  async resync(): Promise<null> {
    await this.#there().sync('asked')
    return null
  }

  missing({ epoch, from, to }: RequestOf<'missing'>): AnswerOf<'missing'> {
    return {
      epoch: this.#log.epoch,
      facts: epoch === this.#log.epoch ? this.#log.slice(from, Math.min(to, from + 5_000)) : [],
    }
  }

  history(): AnswerOf<'history'> {
    return { epoch: this.#log.epoch, ...this.#log.whole() }
  }

  async consent({ dangerous, events, monitor }: RequestOf<'consent'>): Promise<RoomStatus> {
    if (this.#engine.kind === 'own') return this.status()
    this.#dangerous = dangerous ?? this.#dangerous
    const hears = { events: events ?? this.#hears.events, monitor: monitor ?? this.#hears.monitor }
    if (hears.events && !this.#hears.events) await this.#events.on(this.#there().probe)
    if (!hears.events && this.#hears.events) await this.#events.back(this.#there().probe)
    if (hears.events !== this.#hears.events || hears.monitor !== this.#hears.monitor) {
      this.#hears = hears
      await this.#there().hear(hears)
    }
    this.#statusChanged()
    return this.status()
  }

  clock(): AnswerOf<'clock'> {
    return { at: this.#observer?.clock.now() ?? instant(Date.now()), errorMs: CLOCK_ERROR }
  }

  status(): RoomStatus {
    const hears = this.#flood ? { events: false, monitor: false } : this.#hears
    return {
      ...(this.#trouble ?? {
        state: 'live',
        text: this.#flood ? 'A flood: Redis counts, the keys in view are read 30 times a second.' : '',
      }),
      viewers: this.#pages.size,
      ...hears,
      dangerous: this.#dangerous,
    }
  }

  server(): ServerInfo {
    const { kind, product, version, shown } = this.#engine
    const lacks: ServerInfo['lacks'] = []
    if (kind === 'attached')
      lacks.push({
        what: 'new-room',
        why: `${shown} is one server with one set of keys: rooms of their own need a Redis of their own.`,
      })
    if (kind === 'attached' && !this.#hears.events)
      lacks.push({
        what: 'events',
        why: 'Keyspace events are off on this server: changes by other programs are not seen.',
      })
    if (kind === 'attached' && !this.#hears.monitor)
      lacks.push({
        what: 'monitor',
        why: 'MONITOR is off: changes by other programs are seen, but not the commands behind them.',
      })
    return { engine: kind, product, version, address: shown, databases: this.#databases, lacks }
  }

  // ---- questions ----------------------------------------------------------------------------------------------------

  catalogue(): Catalogue {
    return this.#catalogue
  }

  url(): string | null {
    return this.#engine.url
  }

  async keyPage({ db, match, type, cursor }: KeysQuery): Promise<KeyPage> {
    this.#checkDatabase(db)
    const { probe } = this.#there()
    const only = type === undefined ? [] : ['TYPE', type]
    const glob = Buffer.from(toRaw(match))
    try {
      const [next, keys] = list(await probe.callIn(db, 'SCAN', cursor, 'MATCH', glob, 'COUNT', 1000, ...only))
      const found = list(keys).map(buffer)
      const types = await Promise.all(found.map(key => probe.callIn(db, 'TYPE', key)))
      return { cursor: text(next), keys: found.map((key, i) => ({ key: fromRaw(key), type: text(types[i]) })) }
    } catch (error) {
      // what is no reply of Redis means that it went away
      const said = error instanceof Error && error.name === 'ReplyError' ? error.message : undefined
      if (said === undefined) throw new Refused('redis-down', 'Redis went away.', 'Wait until it is back.')
      throw new Refused(said.startsWith('BUSY') ? 'busy' : 'bad-message', `Redis refuses this: ${said}`)
    }
  }

  async keyDetail(db: number, key: Bytes): Promise<KeyDetail> {
    this.#checkDatabase(db)
    const observer = this.#there()
    const { probe } = observer
    const expiresAt = this.#log.state.view(db, key)?.expiresAt
    // a look at a key past its deadline would collect it
    if (expiresAt !== undefined && expiresAt <= observer.clock.now())
      return { idleSeconds: null, frequency: null, refcount: null, policy: '' }
    const name = Buffer.from(toRaw(key))
    const ask = (what: string) =>
      probe.callIn(db, 'OBJECT', what, name).then(
        reply => (typeof reply === 'number' ? reply : null),
        () => null,
      )
    const [idleSeconds, frequency, refcount] = await Promise.all([ask('IDLETIME'), ask('FREQ'), ask('REFCOUNT')])
    const policy = await probe.call('CONFIG', 'GET', 'maxmemory-policy').then(
      reply => text(pairs(reply)[0]?.[1] ?? ''),
      () => '',
    )
    return { idleSeconds, frequency, refcount, policy }
  }

  /** The thresholds of encodings in force, by their names in CONFIG; empty where CONFIG is denied. */
  async limits(): Promise<Limits> {
    const { probe } = this.#there()
    const asked = ['*-entries', '*-value', '*-size', '*-max-bytes']
    const answers = await Promise.all(asked.map(pattern => probe.call('CONFIG', 'GET', pattern).then(pairs, () => [])))
    return Object.fromEntries(answers.flat().map(([name, value]) => [text(name), text(value)]))
  }

  /** INFO by its own names, of the sections a picture of the server needs. */
  async info(): Promise<Info> {
    return Object.fromEntries(await this.#there().probe.info(...PICTURED))
  }

  /** Whose the connections of the room's Redis are; null where it does not say. */
  async connections(): Promise<Connections> {
    const observer = this.#there()
    const list = await observer.probe.call('CLIENT', 'LIST').then(text, () => undefined)
    if (list === undefined) return null
    // a port may be somebody else's next time
    for (const address of this.#runs) if (!list.includes(` addr=${address} `)) this.#runs.delete(address)
    const consoles = new Set([...this.#clients.values()].flatMap(client => client.address ?? []))
    return connectionsOf(list, { isEye: address => observer.isOwn(address), consoles, runs: this.#runs })
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#attempt += 1
    this.#unsubscribe()
    for (const timer of this.#leaving.values()) clearTimeout(timer)
    clearTimeout(this.#coming)
    for (const client of this.#clients.values()) client.close()
    const observer = this.#observer
    // from here on nobody finds it: an answer that is still to be told is told to no one
    this.#observer = undefined
    this.#tellAwaiting(undefined)
    if (observer)
      await within(
        1_000,
        this.#events.back(observer.probe).catch(() => {}),
      )
    await this.runner.close()
    observer?.close()
    await this.#engine.stop()
  }

  // ---- inside -------------------------------------------------------------------------------------------------------

  readonly #home: Home = {
    address: () => this.#engine.address,
    engine: () => this.#engine.kind,
    dangerous: () => this.#dangerous,
    docs: () => this.#docs,
    observer: () => this.#observer,
    observed: () =>
      this.#closed ? Promise.resolve(undefined) : new Promise(resolve => void this.#awaiting.push(resolve)),
    restart: by => this.#replace(`${by} ran SHUTDOWN.`),
  }

  #place(log: (line: string) => void): Place {
    const call: Place['call'] = (command, ...args) =>
      this.#there().probe.callIn(this.#engine.address.db, command, ...args)
    return {
      log,
      call,
      redis: () => this.#engine.address,
      own: () => this.#engine.kind === 'own',
      say: draft => void this.#observer?.say(draft),
      seq: () => this.#log.seq,
      settled: async () => {
        // somebody else's flood never settles
        await Promise.race([this.#observer?.settled().catch(() => {}), sleep(SETTLED)])
      },
      known: (address, name, introduction) => {
        // of a room where nobody asks, not all are kept for ever
        if (this.#runs.size > 1_000) this.#runs.clear()
        this.#runs.add(address)
        this.#observer?.names.tell(address, name)
        for (const command of introduction) this.#observer?.unasked.expect(address, command)
      },
      transaction: commands => this.#there().probe.transaction(commands),
      now: () => this.#there().clock.now(),
      sync: () => this.#there().sync('asked'),
      state: () => this.#log.state,
      stateAt: seq =>
        this.#log.stateAt(seq) ?? { unknown: 'That point is no longer in the log: the room keeps a bounded one.' },
    }
  }

  #there(): Observer {
    if (this.#observer === undefined) throw new Refused('redis-down', 'Redis is away.', 'Wait until it is back.')
    return this.#observer
  }

  #client(viewer: string, id: string): RoomClient {
    const client = this.#clients.get(id)
    if (client?.viewer !== viewer)
      throw new Refused('unknown-client', 'This page has no such client.', 'Add one, or reload the page.')
    return client
  }

  #clientsOf(viewer: string): RoomClient[] {
    return [...this.#clients.values()].filter(client => client.viewer === viewer)
  }

  #states(viewer: string): ClientState[] {
    return this.#clientsOf(viewer).map(client => client.state())
  }

  #drop(client: RoomClient): void {
    client.close()
    this.#clients.delete(client.id)
  }

  #watched(): KeyId[] {
    return [...this.#pages.values()].flatMap(({ keys }) => keys)
  }

  #checkDatabase(db: number): void {
    if (db >= 0 && db < this.#databases) return
    throw new Refused('bad-message', `There is no database ${db}.`, `They are 0 to ${this.#databases - 1}.`)
  }

  /** A full room lets go of the viewer who left first. @throws Refused when all are here */
  #makeSpace(): void {
    if (this.#clients.size < MOST_IN_ALL) return
    const [left] = this.#leaving.keys()
    if (left === undefined)
      throw new Refused('too-many', `The room has ${MOST_IN_ALL} clients already.`, 'Close one, or make a new room.')
    clearTimeout(this.#leaving.get(left))
    this.#leaving.delete(left)
    for (const client of this.#clientsOf(left)) this.#drop(client)
  }

  async #learn(): Promise<void> {
    const probe = await Probe.open(this.#engine.address)
    try {
      this.#catalogue = await loadCatalogue(args => probe.call(args[0] ?? '', ...args.slice(1)))
      this.#docs = indexCatalogue(this.#catalogue)
      if (this.#engine.kind === 'attached') {
        this.#hears = { ...this.#hears, events: hearsAll((await readSetting(probe)) ?? '') }
        const databases = await probe.call('CONFIG', 'GET', 'databases').catch(() => [])
        this.#databases = integer(pairs(databases)[0]?.[1] ?? this.#databases)
      }
    } finally {
      probe.close()
    }
  }

  /**
   * Opens an observer, again and again until it works; undefined when something newer began meanwhile. Where an attached
   * server cannot be observed at the very start, that is thrown.
   */
  async #observe(reason: 'start' | 'reconnected'): Promise<Observer | undefined> {
    this.#attempt += 1
    const attempt = this.#attempt
    const log = this.#log
    const isOld = () => attempt !== this.#attempt
    const listener: ObserverListener = {
      onFacts: facts => {
        if (!isOld()) this.#listener.onFacts(log.epoch, facts)
      },
      onBusy: busy => this.#busy(busy),
      onDeaf: () => void this.#deaf().catch(() => {}),
      onLost: why => this.#lost(why),
      onFlood: on => {
        this.#flood = on
        this.#statusChanged()
      },
    }
    for (let wait = 50; ; wait = Math.min(2_000, wait * 2)) {
      try {
        const parts = { address: this.#engine.address, log, docs: this.#docs, hears: this.#hears, listener }
        const observer = await Observer.open(parts, reason)
        // a server that was started again has forgotten what we set
        const again = this.#events.ours && (await this.#events.on(observer.probe).catch(() => false))
        if (again) await observer.sync(reason)
        if (isOld()) {
          observer.close()
          return undefined
        }
        this.#observed(observer)
        return observer
      } catch (error) {
        if (isOld()) return undefined
        const why = error instanceof Error ? error.message : error
        if (reason === 'start' && this.#engine.kind === 'attached')
          throw new EngineError(`Redis at ${this.#engine.shown} cannot be observed: ${why}.`)
        this.#say('redis-down', `Redis at ${this.#engine.shown} does not answer: ${why}`)
        // without a connection nobody can kill the script that keeps it busy
        if (this.#engine.kind === 'own' && String(why).startsWith('BUSY'))
          this.#replace('A script ran for too long while the room was cut off; it could only be ended with its server.')
        await sleep(wait)
        if (isOld()) return undefined
      }
    }
  }

  #observed(observer: Observer): void {
    this.#observer = observer
    this.#flood = false
    this.#trouble = undefined
    observer.watch(this.#watched())
    for (const client of this.#clients.values()) {
      client.resume(observer)
      open(client)
    }
    this.#tellAwaiting(observer)
    this.#statusChanged()
  }

  #tellAwaiting(observer: Observer | undefined): void {
    for (const tell of this.#awaiting.splice(0)) tell(observer)
  }

  #lost(why: string): void {
    this.#observer = undefined
    if (this.#closed) return
    this.#say('redis-down', `The connection to Redis at ${this.#engine.shown} was lost: ${why}. Trying again.`)
    void this.#observe('reconnected')
  }

  #died(why: string): void {
    this.#attempt += 1
    this.#observer?.close()
    this.#observer = undefined
    this.#tellAwaiting(undefined)
    this.#say('redis-down', `The room's Redis ended and its data with it. ${why}`)
    for (const client of this.#clients.values()) client.drop(why)
  }

  /** The own Redis is back, empty: a new epoch. */
  async #begin(): Promise<void> {
    const why = this.#trouble?.text ?? ''
    this.#log = new Log(instant(0))
    this.#listener.onEpoch(this.#log.epoch, why)
    if (await this.#observe('start')) this.#tellAll(`${why} A new, empty one is running.`)
  }

  /** In the log, and in every console, where the eyes are. */
  #tellAll(text: string): void {
    this.#observer?.say({ kind: 'note', text, gone: [], views: [], counts: [] })
    for (const client of this.#clients.values()) client.notice(text)
  }

  #replace(why: string): void {
    // it refuses only when it is stopped, and then there is nobody to tell
    this.#engine.restart(why).catch(() => {})
  }

  /** Redis answers nobody, or answers again. */
  #busy(busy: boolean): void {
    if (busy) {
      this.#say('busy', 'Redis does not answer: one command or script keeps it busy, or it was paused.')
      if (this.#engine.kind === 'own' && this.#observer) void this.#endScript(this.#observer)
    } else if (this.#trouble?.state === 'busy') {
      this.#trouble = undefined
      this.#statusChanged()
    }
  }

  /** A script that runs for too long on an own server is killed; where that cannot be, its server is replaced. */
  async #endScript(observer: Observer): Promise<void> {
    while (observer === this.#observer && this.#trouble?.state === 'busy') {
      for (const kind of ['SCRIPT', 'FUNCTION']) {
        const outcome = await observer.probe.call(kind, 'KILL').then(
          () => 'killed',
          error => String(error instanceof Error ? error.message : error),
        )
        if (outcome === 'killed') {
          this.#tellAll(`A script ran for more than ${BUSY_AFTER / 1000} s and kept everybody waiting: it was killed.`)
          return
        }
        if (outcome.startsWith('UNKILLABLE'))
          return this.#replace(
            `A script that had already written ran for more than ${BUSY_AFTER / 1000} s; it could only be ended with its server.`,
          )
      }
      await sleep(100)
    }
  }

  /** Somebody switched keyspace events off. On our own server they are needed; on another's that is their right. */
  async #deaf(): Promise<void> {
    const observer = this.#observer
    if (observer === undefined) return
    const own = this.#engine.kind === 'own'
    if (own) {
      await this.#events.on(observer.probe)
      this.#tellAll('Another program switched keyspace events off. The room needs them: they are on again.')
      return observer.sync('lost track')
    }
    this.#hears = { ...this.#hears, events: false }
    this.#tellAll('Another program switched keyspace events off: what others change is not seen any more.')
    this.#statusChanged()
    await observer.hear(this.#hears)
  }

  #say(state: RoomStatus['state'], what: string): void {
    this.#trouble = { state, text: what }
    this.#statusChanged()
  }

  #statusChanged(): void {
    clearTimeout(this.#coming)
    this.#coming = undefined
    this.#listener.onStatus(this.status())
  }

  #viewersChanged(): void {
    this.#coming ??= setTimeout(() => this.#statusChanged(), COMINGS).unref()
  }
}

/** Where it fails, the next command or the next observer tries again. */
function open(client: RoomClient): void {
  client.open().catch(() => {})
}

function freeName(taken: ReadonlySet<string>): string {
  if (!taken.has('you')) return 'you'
  for (let i = 2; ; i += 1) if (!taken.has(`client-${i}`)) return `client-${i}`
}
