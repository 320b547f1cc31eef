/** Clients: the clients of a room's viewers, each with a connection of its own that is its viewer's alone. */
import { randomBytes } from 'node:crypto'
import type { AnswerOf, ClientState, LogEntry, RequestOf } from '@rdd/shared/protocol'
import type { Observer } from '../observer/observer.ts'
import { Refused } from '../refused.ts'
import { type Home, RoomClient } from './room-client.ts'

/** Of one viewer, and of all: each is a connection. */
const MOST_CLIENTS = 8
const MOST_IN_ALL = 500

export interface ClientsParts {
  home: Home
  onEntry(viewer: string, client: string, entry: LogEntry): void
  onClients(viewer: string, clients: ClientState[]): void
  /** A viewer whose clients may go, the longest gone first; undefined when all are here. */
  giveUp(): string | undefined
}

export class Clients {
  readonly #parts: ClientsParts
  readonly #all = new Map<string, RoomClient>()

  constructor(parts: ClientsParts) {
    this.#parts = parts
  }

  of(viewer: string): RoomClient[] {
    return [...this.#all.values()].filter(client => client.viewer === viewer)
  }

  /** Where they are connected from, `ip:port`. */
  addresses(): Set<string> {
    return new Set([...this.#all.values()].flatMap(client => client.address ?? []))
  }

  /** A new client, whose connection opens at once. @throws Refused when there are too many */
  add(viewer: string, { name }: RequestOf<'addClient'>): ClientState {
    if (this.of(viewer).length >= MOST_CLIENTS)
      throw new Refused('too-many', `A page has at most ${MOST_CLIENTS} clients.`, 'Close one first.')
    this.#makeSpace()
    const taken = new Set([...this.#all.values()].map(client => client.name))
    const id = randomBytes(8).toString('hex')
    const { home, onEntry } = this.#parts
    const client = new RoomClient(
      { id, name: name !== undefined && !taken.has(name) ? name : freeName(taken), viewer },
      home,
      entry => onEntry(viewer, id, entry),
      () => this.#changed(viewer),
    )
    this.#all.set(id, client)
    if (home.observer()) open(client)
    this.#changed(viewer)
    return client.state()
  }

  close(viewer: string, id: string): null {
    this.#drop(this.#get(viewer, id))
    this.#changed(viewer)
    return null
  }

  run(viewer: string, request: RequestOf<'run'>): AnswerOf<'run'> {
    return { n: this.#get(viewer, request.client).run(request) }
  }

  cancel(viewer: string, id: string): Promise<boolean> {
    return this.#get(viewer, id).cancel()
  }

  /** The viewer is gone for good. */
  dropOf(viewer: string): void {
    for (const client of this.of(viewer)) this.#drop(client)
  }

  /** Redis is observed, maybe again. */
  resume(observer: Observer): void {
    for (const client of this.#all.values()) {
      client.resume(observer)
      open(client)
    }
  }

  /** Redis ended. */
  cutOff(why: string): void {
    for (const client of this.#all.values()) client.drop(why)
  }

  /** A line in every console. */
  notice(text: string): void {
    for (const client of this.#all.values()) client.notice(text)
  }

  closeAll(): void {
    for (const client of this.#all.values()) client.close()
  }

  #get(viewer: string, id: string): RoomClient {
    const client = this.#all.get(id)
    if (client?.viewer !== viewer)
      throw new Refused('unknown-client', 'This page has no such client.', 'Add one, or reload the page.')
    return client
  }

  #drop(client: RoomClient): void {
    client.close()
    this.#all.delete(client.id)
  }

  #changed(viewer: string): void {
    this.#parts.onClients(
      viewer,
      this.of(viewer).map(client => client.state()),
    )
  }

  /** A full room lets go of the viewer who left first. @throws Refused when all are here */
  #makeSpace(): void {
    if (this.#all.size < MOST_IN_ALL) return
    const left = this.#parts.giveUp()
    if (left === undefined)
      throw new Refused('too-many', `The room has ${MOST_IN_ALL} clients already.`, 'Close one, or make a new room.')
    this.dropOf(left)
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
