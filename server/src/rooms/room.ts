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
  Joined,
  KeyDetail,
  KeyPage,
  KeysQuery,
  LogEntry,
  RequestOf,
  RoomStatus,
  ServerInfo,
} from '@rdd/shared/protocol'
import { instant } from '@rdd/shared/time'
import type { Engine } from '../engine/engine.ts'
import { loadCatalogue } from '../redis/catalogue.ts'
import type { Hears } from '../redis/feed.ts'
import { Probe } from '../redis/probe.ts'
import { buffer, list, pairs, text } from '../redis/raw.ts'
import { Refused } from '../refused.ts'
import { Log } from './log.ts'
import { Observer } from './observer.ts'
import { type Home, RoomClient } from './room-client.ts'

/** Clients of one viewer; ms a viewer's clients wait for a page that left. */
const MOST_CLIENTS = 8
const GRACE = 60_000

export interface RoomListener {
  onFacts(epoch: string, facts: Fact[]): void
  onStatus(status: RoomStatus): void
  onEpoch(epoch: string, why: string): void
  onEntry(viewer: string, client: string, entry: LogEntry): void
  onClients(viewer: string, clients: ClientState[]): void
}

export interface RoomOptions {
  id: string
  engine: Engine
  /** REDIS_TRUST=full: nothing is switched off on an attached server. */
  trust: boolean
  listener: RoomListener
}

export class Room {
  readonly id: string
  readonly #engine: Engine
  readonly #listener: RoomListener
  readonly #clients = new Map<string, RoomClient>()
  /** Pages of each viewer, and the keys each page draws. */
  readonly #pages = new Map<string, { viewer: string; keys: KeyId[] }>()
  readonly #leaving = new Map<string, NodeJS.Timeout>()
  #catalogue: Catalogue = { commands: [] }
  #docs: ReadonlyMap<string, CommandDoc> = new Map()
  #log: Log
  #observer: Observer | undefined
  #hears: Hears
  #dangerous: boolean
  #trouble: { state: RoomStatus['state']; text: string } | undefined
  #flood = false
  /** Rises with every new beginning, so that an older attempt to connect gives up. */
  #attempt = 0
  #closed = false
  readonly #unsubscribe: () => void

  private constructor({ id, engine, trust, listener }: RoomOptions) {
    this.id = id
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

  /** A page of a viewer comes in. Its first client is made for it; those it had come back to it. */
  async join(page: string, viewer: string): Promise<Joined> {
    clearTimeout(this.#leaving.get(viewer))
    this.#leaving.delete(viewer)
    this.#pages.set(page, { viewer, keys: [] })
    if (this.#clientsOf(viewer).length === 0) await this.addClient(viewer, {})
    this.#statusChanged()
    return {
      room: this.id,
      epoch: this.#log.epoch,
      ...this.#log.tail(),
      oldest: this.#log.oldest,
      clients: this.#clientsOf(viewer).map(client => ({ client: client.state(), entries: client.entries() })),
      server: this.server(),
      status: this.status(),
    }
  }

  leave(page: string): void {
    const viewer = this.#pages.get(page)?.viewer
    this.#pages.delete(page)
    if (viewer === undefined || [...this.#pages.values()].some(other => other.viewer === viewer)) return
    // a reload comes back within the grace
    this.#leaving.set(
      viewer,
      setTimeout(() => {
        this.#leaving.delete(viewer)
        for (const client of this.#clientsOf(viewer)) this.#drop(client)
      }, GRACE).unref(),
    )
    this.#statusChanged()
  }

  get viewers(): number {
    return this.#pages.size
  }

  watch(page: string, { db, keys }: RequestOf<'watch'>): null {
    const known = this.#pages.get(page)
    if (known) known.keys = keys.map(key => ({ db, key }))
    this.#observer?.watch([...this.#pages.values()].flatMap(({ keys }) => keys))
    return null
  }

  // ---- clients ------------------------------------------------------------------------------------------------------

  async addClient(viewer: string, { name }: RequestOf<'addClient'>): Promise<ClientState> {
    const own = this.#clientsOf(viewer)
    if (own.length >= MOST_CLIENTS)
      throw new Refused('too-many', `A page has at most ${MOST_CLIENTS} clients.`, 'Close one first.')
    const taken = new Set([...this.#clients.values()].map(client => client.name))
    const id = randomBytes(8).toString('hex')
    const client = new RoomClient(
      { id, name: name !== undefined && !taken.has(name) ? name : freeName(taken), viewer },
      this.#home,
      entry => this.#listener.onEntry(viewer, id, entry),
      () => this.#listener.onClients(viewer, this.#states(viewer)),
    )
    this.#clients.set(id, client)
    if (this.#observer) await client.open().catch(() => {})
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
    if (hears.events && !this.#hears.events) await this.#switchEventsOn()
    if (hears.events !== this.#hears.events || hears.monitor !== this.#hears.monitor) {
      this.#hears = hears
      await this.#there().hear(hears)
    }
    this.#statusChanged()
    return this.status()
  }

  clock(): AnswerOf<'clock'> {
    return { at: this.#observer?.now() ?? instant(Date.now()), errorMs: 1 }
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
    return { engine: kind, product, version, address: shown, databases: 16, lacks }
  }

  // ---- questions ----------------------------------------------------------------------------------------------------

  catalogue(): Catalogue {
    return this.#catalogue
  }

  url(): string | null {
    return this.#engine.url
  }

  async keyPage({ db, match, type, cursor }: KeysQuery): Promise<KeyPage> {
    const { probe } = this.#there()
    const only = type === undefined ? [] : ['TYPE', type]
    const page = await probe.callIn(db, 'SCAN', cursor, 'MATCH', Buffer.from(toRaw(match)), 'COUNT', 1000, ...only)
    const [next, keys] = list(page)
    const found = list(keys).map(buffer)
    const types = await Promise.all(found.map(key => probe.callIn(db, 'TYPE', key)))
    return { cursor: text(next), keys: found.map((key, i) => ({ key: fromRaw(key), type: text(types[i]) })) }
  }

  async keyDetail(db: number, key: Bytes): Promise<KeyDetail> {
    const observer = this.#there()
    const { probe } = observer
    const expiresAt = this.#log.state.view(db, key)?.expiresAt
    // a look at a key past its deadline would collect it
    if (expiresAt !== undefined && expiresAt <= observer.now())
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

  async close(): Promise<void> {
    this.#closed = true
    this.#attempt += 1
    this.#unsubscribe()
    for (const timer of this.#leaving.values()) clearTimeout(timer)
    for (const client of this.#clients.values()) client.close()
    this.#observer?.close()
    await this.#engine.stop()
  }

  // ---- inside -------------------------------------------------------------------------------------------------------

  readonly #home: Home = {
    address: () => this.#engine.address,
    engine: () => this.#engine.kind,
    dangerous: () => this.#dangerous,
    docs: () => this.#docs,
    observer: () => this.#observer,
    restart: by => this.#engine.restart(`SHUTDOWN by ${by}`),
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

  async #learn(): Promise<void> {
    const probe = await Probe.open(this.#engine.address)
    try {
      this.#catalogue = await loadCatalogue(args => probe.call(args[0] ?? '', ...args.slice(1)))
      this.#docs = indexCatalogue(this.#catalogue)
      if (this.#engine.kind === 'attached') {
        const flags = text(
          pairs(await probe.call('CONFIG', 'GET', 'notify-keyspace-events').catch(() => []))[0]?.[1] ?? '',
        )
        this.#hears = { ...this.#hears, events: flags.includes('E') && flags.includes('A') }
      }
    } finally {
      probe.close()
    }
  }

  async #switchEventsOn(): Promise<void> {
    await this.#there().probe.call('CONFIG', 'SET', 'notify-keyspace-events', 'EA')
  }

  /** Opens an observer, again and again until it works or something newer began. The first failure at start is thrown. */
  async #observe(reason: 'start' | 'reconnected'): Promise<void> {
    this.#attempt += 1
    const attempt = this.#attempt
    for (let wait = 50; ; wait = Math.min(2_000, wait * 2)) {
      try {
        const observer = await Observer.open(
          {
            address: this.#engine.address,
            log: this.#log,
            docs: this.#docs,
            hears: this.#hears,
            listener: {
              onFacts: facts => this.#listener.onFacts(this.#log.epoch, facts),
              onBusy: () => void this.#busy(),
              onLost: why => this.#lost(why),
              onFlood: on => {
                this.#flood = on
                this.#statusChanged()
              },
            },
          },
          reason,
        )
        if (attempt !== this.#attempt) return observer.close()
        this.#observer = observer
        this.#flood = false
        this.#trouble = undefined
        this.#statusChanged()
        return
      } catch (error) {
        if (attempt !== this.#attempt) return
        if (reason === 'start' && this.#log.seq === 0 && this.#engine.kind === 'attached') throw error
        this.#say(
          'redis-down',
          `Redis at ${this.#engine.shown} does not answer: ${error instanceof Error ? error.message : error}`,
        )
        await sleep(wait)
        if (attempt !== this.#attempt) return
      }
    }
  }

  #lost(why: string): void {
    this.#observer = undefined
    if (this.#closed) return
    this.#say('redis-down', `The connection to Redis at ${this.#engine.shown} was lost: ${why}. Trying again.`)
    void this.#observe('reconnected').then(() => this.#reopen())
  }

  #died(why: string): void {
    this.#attempt += 1
    this.#observer?.close()
    this.#observer = undefined
    for (const client of this.#clients.values()) client.drop()
    this.#say('redis-down', `The room's Redis ended and its data with it. ${why}`)
  }

  /** The own Redis is back, empty: a new epoch. */
  async #begin(): Promise<void> {
    const why = this.#trouble?.text ?? ''
    this.#log = new Log(instant(0))
    await this.#observe('start')
    if (this.#observer === undefined) return
    this.#observer.say({ kind: 'note', text: `${why} A new one is running.`, gone: [], views: [], counts: [] })
    this.#listener.onEpoch(this.#log.epoch, why)
    for (const client of this.#clients.values()) client.notice(`${why} A new, empty one is running.`)
    this.#reopen()
  }

  #reopen(): void {
    for (const client of this.#clients.values()) client.open().catch(() => {})
  }

  /** A script runs for too long: on an own server it is killed, and where that is refused the server is replaced. */
  async #busy(): Promise<void> {
    if (this.status().state === 'busy') return
    this.#say('busy', 'Redis is busy with one command or script and answers nobody else.')
    const observer = this.#observer
    try {
      while (this.#engine.kind === 'own' && observer !== undefined && observer === this.#observer) {
        const outcome = await observer.probe.call('SCRIPT', 'KILL').then(
          () => 'killed',
          (error: Error) => error.message,
        )
        if (outcome === 'killed') {
          const text = 'A script ran for more than 3 s and kept everybody waiting: it was killed.'
          observer.say({ kind: 'note', text, gone: [], views: [], counts: [] })
          for (const client of this.#clients.values()) client.notice(text)
          break
        }
        if (outcome.startsWith('UNKILLABLE')) {
          await this.#engine.restart(
            'A script that had already written ran for too long; it could only be ended with its server.',
          )
          return
        }
        if (outcome.startsWith('NOTBUSY')) break
        await sleep(100)
      }
    } finally {
      if (this.status().state === 'busy') {
        this.#trouble = undefined
        this.#statusChanged()
      }
    }
  }

  #say(state: RoomStatus['state'], what: string): void {
    this.#trouble = { state, text: what }
    this.#statusChanged()
  }

  #statusChanged(): void {
    this.#listener.onStatus(this.status())
  }
}

function freeName(taken: ReadonlySet<string>): string {
  if (!taken.has('you')) return 'you'
  for (let i = 2; ; i += 1) if (!taken.has(`client-${i}`)) return `client-${i}`
}
