/**
 * Room: one engine, one log, the clients of its viewers. What happens in it is told to its listener; it never looks up to
 * the gateway.
 */
import type { Catalogue } from '@rdd/shared/commands/catalogue'
import type { Fact } from '@rdd/shared/fact'
import type {
  AnswerOf,
  ClientState,
  Joined,
  LedPlace,
  LogEntry,
  RequestOf,
  RoomStatus,
  ServerInfo,
} from '@rdd/shared/protocol'
import { instant } from '@rdd/shared/time'
import type { DatabaseSource } from '../database/open.ts'
import type { Engine } from '../engine/engine.ts'
import { Refused } from '../refused.ts'
import { Runner } from '../runner/runner.ts'
import { Clients } from './clients.ts'
import { Consent } from './consent.ts'
import { type Known, learn } from './learn.ts'
import { Observation } from './observation.ts'
import { Questions } from './questions.ts'
import { runPlace } from './run-place.ts'
import { serverInfo } from './server-info.ts'
import { Standing } from './standing.ts'
import { Viewers } from './viewers.ts'
import { within } from './within.ts'

/** ms: Redis's clock is read with each look, to the ms below, and a look takes a few ms on a busy machine. */
const CLOCK_ERROR = 5
/** Facts handed over at once to a page that missed them. */
const MISSING = 5_000

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
  /** The commands of its server. */
  readonly catalogue: Catalogue
  /** Its run through a caching pattern. */
  readonly runner: Runner
  readonly viewers: Viewers
  readonly clients: Clients
  readonly questions: Questions
  readonly #engine: Engine
  readonly #databases: number
  readonly #consent: Consent
  readonly #standing: Standing
  readonly #observation: Observation

  private constructor({ id, engine, database, trust, listener, log }: RoomOptions, known: Known) {
    const { catalogue, docs, databases, events } = known
    const standing = new Standing(() => listener.onStatus(this.status()))
    const consent = new Consent(engine.kind, events, trust)
    const viewers = new Viewers({
      onChange: () => standing.changedSoon(),
      onLed: (by, place) => listener.onLed(by, place),
      onGone: viewer => this.clients.dropOf(viewer),
    })
    const observation = new Observation({
      ...{ engine, docs, consent, standing },
      watched: () => viewers.watched,
      onFacts: (epoch, facts) => listener.onFacts(epoch, facts),
      onEpoch: (epoch, why) => listener.onEpoch(epoch, why),
      onObserver: observer => this.clients.resume(observer),
      onDied: why => this.clients.cutOff(why),
      onNotice: text => this.clients.notice(text),
    })
    this.clients = new Clients({
      home: {
        address: () => engine.address,
        engine: () => engine.kind,
        dangerous: () => consent.dangerous,
        docs: () => docs,
        observer: () => observation.observer,
        observed: () => observation.next(),
        restart: by => observation.replace(`${by} ran SHUTDOWN.`),
      },
      onEntry: (...entry) => listener.onEntry(...entry),
      onClients: (...clients) => listener.onClients(...clients),
      giveUp: () => viewers.giveUp(),
    })
    const runs = new Set<string>()
    this.questions = new Questions({
      ...{ databases, runs },
      there: () => observation.there(),
      expiresAt: (db, key) => observation.log.state.view(db, key)?.expiresAt,
      consoles: () => this.clients.addresses(),
    })
    this.runner = new Runner(database, runPlace({ engine, observation, runs, log }))
    this.id = id
    this.viewers = viewers
    this.catalogue = catalogue
    this.#engine = engine
    this.#databases = databases
    this.#consent = consent
    this.#standing = standing
    this.#observation = observation
  }

  /** Opens a room on an engine that answers. @throws what keeps it from being observed */
  static async open(options: RoomOptions): Promise<Room> {
    const room = new Room(options, await learn(options.engine))
    await room.#observation.open()
    return room
  }

  // ---- pages --------------------------------------------------------------------------------------------------------

  /**
   * A page of a viewer comes in. Its first client is made for it; those it had come back to it. All in one turn: no fact
   * can come between what is answered here and what the page hears from now on. @throws Refused when the room is full
   */
  join(page: string, viewer: string): Joined {
    if (this.clients.of(viewer).length === 0) this.clients.add(viewer, {})
    this.viewers.join(page, viewer)
    const { log } = this.#observation
    return {
      room: this.id,
      epoch: log.epoch,
      ...log.tail(),
      oldest: log.oldest,
      clients: this.clients.of(viewer).map(client => ({ client: client.state(), entries: client.entries() })),
      server: this.server(),
      status: this.status(),
      led: this.viewers.led,
    }
  }

  watch(page: string, { db, keys }: RequestOf<'watch'>): null {
    this.questions.checkDatabase(db)
    this.viewers.watch(
      page,
      keys.map(key => ({ db, key })),
    )
    this.#observation.observer?.watch(this.viewers.watched)
    return null
  }

  // ---- its server ---------------------------------------------------------------------------------------------------

  async reset(viewer: string): Promise<null> {
    if (!this.#consent.dangerous)
      throw new Refused(
        'forbidden',
        `Reset would run FLUSHALL on ${this.#engine.shown}, a server this page only visits.`,
        'Switch dangerous commands on first, if the server is yours to empty.',
      )
    await this.#observation.there().reset({ name: this.clients.of(viewer)[0]?.name ?? 'a viewer' })
    return null
  }

  async resync(): Promise<null> {
    await this.#observation.there().sync('asked')
    return null
  }

  async consent(request: RequestOf<'consent'>): Promise<RoomStatus> {
    if (this.#engine.kind === 'own') return this.status()
    await this.#consent.agree(request, () => this.#observation.there())
    this.#standing.changed()
    return this.status()
  }

  status(): RoomStatus {
    const { state, text, isFlood } = this.#standing
    const hears = isFlood ? { events: false, monitor: false } : this.#consent.hears
    return { state, text, viewers: this.viewers.count, ...hears, dangerous: this.#consent.dangerous }
  }

  server(): ServerInfo {
    return serverInfo(this.#engine, this.#consent.hears, this.#databases)
  }

  /** Where another program can join in; null where that is not for us to say. */
  get url(): string | null {
    return this.#engine.url
  }

  // ---- its log ------------------------------------------------------------------------------------------------------

  missing({ epoch, from, to }: RequestOf<'missing'>): AnswerOf<'missing'> {
    const { log } = this.#observation
    return { epoch: log.epoch, facts: epoch === log.epoch ? log.slice(from, Math.min(to, from + MISSING)) : [] }
  }

  history(): AnswerOf<'history'> {
    const { log } = this.#observation
    return { epoch: log.epoch, ...log.whole() }
  }

  clock(): AnswerOf<'clock'> {
    return { at: this.#observation.observer?.clock.now() ?? instant(Date.now()), errorMs: CLOCK_ERROR }
  }

  async close(): Promise<void> {
    this.viewers.close()
    this.#standing.close()
    this.clients.closeAll()
    const observer = this.#observation.end()
    if (observer)
      await within(
        1_000,
        this.#consent.back(observer.probe).catch(() => {}),
      )
    await this.runner.close()
    observer?.close()
    await this.#engine.stop()
  }
}
