/** Rooms: the rooms of this server by id. The default one is everybody's; others are made on request and end unused. */
import { randomInt } from 'node:crypto'
import type { Crowd } from '@rdd/shared/patterns/labs/measure'
import type { KeyQuery, KeysQuery } from '@rdd/shared/protocol'
import type { DatabaseSource } from '../database/open.ts'
import { EngineError } from '../engine/engine.ts'
import type { EngineSource } from '../engine/source.ts'
import { Refused } from '../refused.ts'
import { Labs } from '../runner/labs.ts'
import type { RoomsApi } from './api.ts'
import { Room, type RoomListener } from './room.ts'

/** Rooms at most; ms a room without a page is kept, and between looks at that. */
const LIMITS = { rooms: 16, unused: 30 * 60_000, every: 60_000 }

const ADJECTIVES =
  'brave calm clever bright eager gentle happy jolly kind lively lucky merry nimble proud quick quiet swift warm wise witty'.split(
    ' ',
  )
const ANIMALS =
  'otter badger beaver falcon fox gecko hare heron ibis jay koala lark lynx marten moose newt owl panda raven seal'.split(
    ' ',
  )
const pick = (words: readonly string[]) => words[randomInt(words.length)] ?? ''

export interface RoomsParts {
  source: EngineSource
  /** One for all rooms. It is closed with them. */
  database: DatabaseSource
  trust: boolean
  /** Who hears what happens in a room. */
  listen(room: string): RoomListener
  log(line: string): void
}

export class Rooms implements RoomsApi {
  readonly #source: EngineSource
  readonly #database: DatabaseSource
  readonly #trust: boolean
  readonly #listen: (room: string) => RoomListener
  readonly #log: (line: string) => void
  readonly #labs: Labs
  readonly #limits: typeof LIMITS
  readonly #rooms = new Map<string, Room>()
  /** Rooms whose Redis is still starting. */
  readonly #opening = new Map<string, Promise<Room>>()
  #closed = false
  readonly #unused = new Map<string, number>()
  readonly #sweep: NodeJS.Timeout
  #default = ''

  private constructor({ source, database, trust, listen, log }: RoomsParts, limits: typeof LIMITS) {
    this.#source = source
    this.#database = database
    this.#trust = trust
    this.#listen = listen
    this.#log = log
    this.#labs = new Labs(database, () => source.openPrivate())
    this.#limits = limits
    this.#sweep = setInterval(() => this.#endUnused(), limits.every).unref()
  }

  /** @throws EngineError when no Redis can be had */
  static async open(parts: RoomsParts, limits = LIMITS): Promise<Rooms> {
    const rooms = new Rooms(parts, limits)
    rooms.#default = await rooms.#add()
    return rooms
  }

  /** The room of that name; without one, the default room. @throws Refused */
  room(id: string = this.#default): Room {
    const room = this.#rooms.get(id)
    if (room === undefined)
      throw new Refused(
        'unknown-room',
        `There is no room ${id} here.`,
        'Open the address without ?room=, or make a new room.',
      )
    return room
  }

  async newRoom() {
    if (this.#source.kind === 'attached')
      throw new Refused('forbidden', 'This server shows one Redis that is not its own: there is one room.')
    if (this.#rooms.size + this.#opening.size >= this.#limits.rooms)
      throw new Refused(
        'too-many',
        `There are ${this.#limits.rooms} rooms already.`,
        'Use the default room, or wait: a room nobody looks at ends after a while.',
      )
    try {
      return { room: await this.#add() }
    } catch (error) {
      if (error instanceof EngineError) throw new Refused('failed', error.message)
      throw error
    }
  }

  async commands(room: string) {
    return this.room(room).catalogue
  }

  keyPage(room: string, query: KeysQuery) {
    return this.room(room).questions.keyPage(query)
  }

  keyDetail(room: string, { db, key }: KeyQuery) {
    return this.room(room).questions.keyDetail(db, key)
  }

  limits(room: string) {
    return this.room(room).questions.limits()
  }

  info(room: string) {
    return this.room(room).questions.info()
  }

  connections(room: string) {
    return this.room(room).questions.connections()
  }

  async address(room: string) {
    const url = this.room(room).url
    if (url === null)
      throw new Refused('forbidden', 'The address of an attached server is not given out.', 'You set it in REDIS_URL.')
    return { url }
  }

  database() {
    return this.#database.status()
  }

  startDatabase() {
    // what goes wrong stands in the status
    this.#database.open().catch(() => {})
    return this.#database.status()
  }

  lab(id: string) {
    return this.#labs.run(id)
  }

  measure(crowd: Crowd) {
    return this.#labs.measure(crowd)
  }

  compare() {
    return this.#labs.compare()
  }

  connecting() {
    return this.#labs.connecting()
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#sweep)
    const opening = await Promise.allSettled(this.#opening.values())
    const late = opening.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))
    await Promise.all([...this.#rooms.values(), ...late].map(room => room.close()))
    this.#rooms.clear()
    await this.#labs.close()
    await this.#database.close()
  }

  async #add(): Promise<string> {
    const isTaken = (id: string) => this.#rooms.has(id) || this.#opening.has(id)
    let id = `${pick(ADJECTIVES)}-${pick(ANIMALS)}`
    while (isTaken(id)) id = `${pick(ADJECTIVES)}-${pick(ANIMALS)}-${randomInt(1000)}`
    const opening = this.#open(id)
    this.#opening.set(id, opening)
    try {
      const room = await opening
      if (!this.#closed) this.#rooms.set(id, room)
      return id
    } finally {
      this.#opening.delete(id)
    }
  }

  async #open(id: string): Promise<Room> {
    const engine = await this.#source.open()
    try {
      const options = { id, engine, database: this.#database, trust: this.#trust, listener: this.#listen(id) }
      return await Room.open({ ...options, log: this.#log })
    } catch (error) {
      await engine.stop()
      throw error
    }
  }

  #endUnused(): void {
    for (const [id, room] of this.#rooms) {
      if (id === this.#default || room.viewers.count > 0) this.#unused.delete(id)
      else {
        const since = this.#unused.get(id) ?? performance.now()
        this.#unused.set(id, since)
        if (performance.now() - since < this.#limits.unused) continue
        this.#unused.delete(id)
        this.#rooms.delete(id)
        void room.close()
      }
    }
  }
}
