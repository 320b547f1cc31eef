/** Lanes: those of a run, each with its connections and the tape between them and its code. */
import type { Ports } from '@rdd/shared/patterns/ports'
import type { ActorName, Lane } from '@rdd/shared/run'
import type { Database } from '../database/database.ts'
import type { Rows } from '../database/rows.ts'
import type { Call } from './hops.ts'
import type { Journal } from './journal.ts'
import { LaneConnections, type Reach } from './lane.ts'
import type { Place } from './place.ts'
import type { Tape } from './tape.ts'

export type Form = Lane['form']
export type Actors = Record<'cache' | 'database' | 'writer', Reach>
/** Work that goes on behind a lane's answer. */
export type Background = (ports: Ports) => Promise<unknown>

/** A lane that runs, or ran. */
export interface Running {
  name: string
  form: Form
  /** Who asks: the app, our caching layer in it, or the writer. */
  from: ActorName
  connections: LaneConnections
  /** Between its code and its connections. */
  tape: Tape
  /** Calls that wait to be asked or answered. */
  calls: Call[]
  over: boolean
  /** How it ended by itself, until that is told. `stale`: with another row than the database's. */
  end?: Pick<Lane, 'state' | 'stale'> & { outcome: string }
  /** Over because its process was ended. */
  crashed: boolean
  /** Settles when its code has ended and all about that was told. */
  finished: Promise<void>
}

export interface LanesParts {
  place: Place
  database: Database
  rows: Rows
  actors: Actors
  journal: Journal
  /** Whether writers are told to stop. */
  stopping(): boolean
  onBackground(parent: Running, work: Background): void
}

export class Lanes {
  readonly #parts: LanesParts
  readonly #all = new Map<string, Running>()
  #actors: Actors

  constructor(parts: LanesParts) {
    this.#parts = parts
    this.#actors = parts.actors
  }

  get actors(): Actors {
    return this.#actors
  }

  get(name: string): Running | undefined {
    return this.#all.get(name)
  }

  all(): Running[] {
    return [...this.#all.values()]
  }

  writers(): Running[] {
    return this.all().filter(({ from }) => from === 'writer')
  }

  /** A lane that has not begun, in the place of one of the same name. */
  async open(name: string, form: Form, from: ActorName): Promise<Running> {
    const { place, database, rows } = this.#parts
    const connections = await LaneConnections.open({
      name: from === 'writer' ? name : `app-${name}`,
      redis: () => place.redis(),
      database,
      schema: rows.schema,
      background: { run: work => this.#parts.onBackground(lane, work) },
      onOpen: (...opened) => place.known(...opened),
    })
    const lane: Running = {
      ...{ name, form, from, connections, calls: [], over: false, crashed: false },
      tape: this.#tapeOf(name, connections),
      finished: Promise.resolve(),
    }
    this.#all.set(name, lane)
    await this.#reach(lane)
    return lane
  }

  /** One for work that goes on behind a lane's answer, over that lane's connections. */
  beside(parent: Running): Running {
    const name = `${parent.name}+`
    const { end: _, ...shared } = parent
    const lane: Running = {
      ...shared,
      ...{ name, calls: [], over: false },
      // nobody asks the layer for it
      from: parent.from === 'layer' ? 'app' : parent.from,
      tape: this.#tapeOf(name, parent.connections),
    }
    this.#all.set(name, lane)
    return lane
  }

  /** From now on the servers are to be reached so, by all that are not over. */
  async reach(actors: Actors): Promise<void> {
    this.#actors = actors
    for (const lane of this.all()) if (!lane.over) await this.#reach(lane)
  }

  close(): void {
    for (const { connections } of this.all()) connections.close()
  }

  async #reach({ connections, from }: Running): Promise<void> {
    const { cache, database, writer } = this.#actors
    const slower = (how: Reach): Reach =>
      from === 'writer' && writer.state === 'slow' && how.state === 'up' ? writer : how
    await connections.reach(slower(cache), slower(database))
  }

  #tapeOf(name: string, { ports }: LaneConnections): Tape {
    return this.#parts.journal.tapeOf(name, { ports, stopping: () => this.#parts.stopping() })
  }
}
