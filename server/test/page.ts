/**
 * A page without a screen: it joins a room, keeps all it hears, and awaits what should come. As the real page does, it
 * joins again when the room's log begins anew, and asks for what is missing.
 */
import { randomBytes } from 'node:crypto'
import { Socket as NetSocket } from 'node:net'
import { bytes, fromRaw } from '@rdd/shared/bytes'
import type { Fact, FactOf } from '@rdd/shared/fact'
import {
  type Ack,
  type AnswerOf,
  acks,
  type ClientState,
  type ClientToServer,
  events,
  type Joined,
  type LedPlace,
  type LogEntry,
  type RequestName,
  type RequestOf,
  type RoomStatus,
  type ServerToClient,
  VERSION,
} from '@rdd/shared/protocol'
import { Timeline } from '@rdd/shared/timeline'
import { io, type Socket } from 'socket.io-client'
import { expect } from 'vitest'

export interface PageOptions {
  port: number
  room?: string
  viewer: string
}
type Entry<K extends LogEntry['kind']> = Extract<LogEntry, { kind: K }>
/** An argument: text, or bytes that are none. */
type Argument = string | Uint8Array

const random = () => randomBytes(8).toString('hex')

export class Page {
  readonly socket: Socket<ServerToClient, ClientToServer>
  readonly viewer: string
  readonly #room: string | undefined
  #joined: Joined | undefined
  /** The log, from what was joined on. */
  timeline: Timeline | undefined
  /** Facts of this epoch in the order they came, those of joining included. */
  facts: Fact[] = []
  #start = 0
  /** Messages of an epoch nobody had announced. */
  strangers = 0
  readonly entries: { client: string; entry: LogEntry }[] = []
  readonly statuses: RoomStatus[] = []
  readonly epochs: { epoch: string; why: string }[] = []
  /** Where it was told that another page leads to, in order. */
  readonly led: (LedPlace | null)[] = []
  clients: ClientState[] = []
  readonly #waiting = new Set<() => void>()

  constructor({ port, room, viewer = random() }: Partial<PageOptions>) {
    this.viewer = viewer
    this.#room = room
    this.socket = io(`http://127.0.0.1:${port}`, {
      transports: ['websocket'],
      extraHeaders: { origin: `http://127.0.0.1:${port}` },
      reconnection: false,
      forceNew: true,
    })
    this.socket.on('facts', message => {
      const { epoch, facts } = events.facts.parse(message)
      if (epoch !== this.#joined?.epoch && !this.epochs.some(known => known.epoch === epoch)) this.strangers += 1
      if (this.timeline === undefined || epoch !== this.timeline.epoch) return
      expect(this.timeline.append(facts), 'a hole in the facts').toBeUndefined()
      this.timeline.seek(this.timeline.last)
      this.facts.push(...facts)
      this.#look()
    })
    this.socket.on('entry', message => {
      this.entries.push(events.entry.parse(message))
      this.#look()
    })
    this.socket.on('clients', clients => {
      this.clients = events.clients.parse(clients)
      this.#look()
    })
    this.socket.on('status', status => {
      this.statuses.push(events.status.parse(status))
      this.#look()
    })
    this.socket.on('led', message => {
      this.led.push(events.led.parse(message).place)
      this.#look()
    })
    this.socket.on('epoch', message => {
      this.epochs.push(events.epoch.parse(message))
      void this.join()
    })
    this.socket.on('disconnect', () => this.#look())
  }

  get joined(): Joined {
    if (this.#joined === undefined) throw new Error('This page has not joined.')
    return this.#joined
  }
  /** Its first client. */
  get client(): string {
    const id = this.joined.clients[0]?.client.id
    if (id === undefined) throw new Error('This page has no client.')
    return id
  }
  get status(): RoomStatus {
    return this.statuses.at(-1) ?? this.joined.status
  }
  get seq(): number {
    return this.timeline?.last ?? 0
  }

  async join(): Promise<Joined> {
    const joined = await this.must('join', {
      version: VERSION,
      viewer: this.viewer,
      ...(this.#room !== undefined && { room: this.#room }),
    })
    this.timeline = new Timeline(joined.epoch, joined.base, joined.facts)
    this.timeline.seek(this.timeline.last)
    if (this.#joined === undefined) this.#start = this.timeline.last
    else if (this.#joined.epoch !== joined.epoch) this.#start = 0
    this.facts = [...joined.facts]
    this.#joined = joined
    this.clients = joined.clients.map(({ client }) => client)
    this.statuses.push(joined.status)
    this.#look()
    return joined
  }

  /** Sends a request as it stands, and checks the answer's form. */
  async ask<N extends RequestName>(name: N, message: RequestOf<N>): Promise<Ack<AnswerOf<N>>> {
    const answer = await this.send(name, message)
    acks[name].parse(answer)
    return answer as Ack<AnswerOf<N>>
  }
  /** … and fails when it is refused. */
  async must<N extends RequestName>(name: N, message: RequestOf<N>): Promise<AnswerOf<N>> {
    const answer = await this.ask(name, message)
    if ('refused' in answer) throw new Error(`${name} was refused: ${answer.refused.message}`)
    return answer.ok
  }
  /** Sends anything. */
  send(name: string, ...message: unknown[]): Promise<unknown> {
    // the types know only what is allowed
    const anything: Socket = this.socket
    return new Promise((resolve, reject) => {
      const cut = (why: string) => reject(new Error(`The connection ended (${why}) before ${name} was answered.`))
      anything.once('disconnect', cut)
      anything.emit(name, ...message, (answer: unknown) => {
        anything.off('disconnect', cut)
        resolve(answer)
      })
    })
  }

  /** Runs a command by the first client, or by another; resolves with its entry, once that and its fact are here. */
  async run(...argv: Argument[]): Promise<LogEntry> {
    return this.runBy(this.client, ...argv)
  }
  async runBy(client: string, ...argv: Argument[]): Promise<LogEntry> {
    return (await this.start(client, ...argv)).entry
  }
  /** Sends a command; resolves as soon as it was taken. Its `entry` comes later. */
  async start(client: string, ...argv: Argument[]): Promise<{ n: number; entry: Promise<LogEntry> }> {
    const { n } = await this.must('run', {
      client,
      id: random(),
      argv: argv.map(arg => (typeof arg === 'string' ? bytes(arg) : fromRaw(arg))),
      line: argv.join(' ').slice(0, 1_000),
    })
    const entry = this.until(() => {
      const found = this.entries.find(one => one.client === client && one.entry.n === n)?.entry
      return found?.kind === 'reply' && found.seq !== undefined && found.seq > this.seq ? undefined : found
    })
    return { n, entry }
  }
  /** Runs and gives the reply and the fact it became. */
  async ran(...argv: Argument[]): Promise<{ entry: Entry<'reply'>; fact: FactOf<'command'> }> {
    return this.ranBy(this.client, ...argv)
  }
  async ranBy(client: string, ...argv: Argument[]): Promise<{ entry: Entry<'reply'>; fact: FactOf<'command'> }> {
    return this.answered(await this.runBy(client, ...argv))
  }
  answered(entry: LogEntry): { entry: Entry<'reply'>; fact: FactOf<'command'> } {
    if (entry.kind !== 'reply') throw new Error(`No reply came: ${JSON.stringify(entry)}`)
    const fact = this.facts.find(({ seq }) => seq === entry.seq)
    if (fact?.kind !== 'command') throw new Error(`It became no command fact: ${JSON.stringify(entry)}`)
    return { entry, fact }
  }

  async addClient(name?: string): Promise<string> {
    return (await this.must('addClient', name === undefined ? {} : { name })).id
  }

  /** Resolves once `look` finds something; it looks again at all that comes. */
  until<T>(look: () => T | undefined | false): Promise<T> {
    return new Promise(resolve => {
      const again = () => {
        const found = look()
        if (found === undefined || found === false) return
        this.#waiting.delete(again)
        resolve(found)
      }
      this.#waiting.add(again)
      again()
    })
  }
  /** Facts since it joined first. */
  get news(): Fact[] {
    return this.facts.filter(({ seq }) => seq > this.#start)
  }
  /** The first fact since it joined that satisfies, now or later. */
  fact(satisfies: (fact: Fact) => boolean): Promise<Fact> {
    return this.until(() => this.news.find(satisfies))
  }
  /** The first pushed, refused or noticed entry that satisfies, now or later. */
  entry(satisfies: (entry: LogEntry, client: string) => boolean): Promise<LogEntry> {
    return this.until(() => this.entries.find(({ entry, client }) => satisfies(entry, client))?.entry)
  }
  /** The next status from now on that satisfies. */
  nextStatus(satisfies: (status: RoomStatus) => boolean): Promise<RoomStatus> {
    const since = this.statuses.length
    return this.until(() => this.statuses.slice(since).find(satisfies))
  }
  clientState(id: string, state: ClientState['state']): Promise<ClientState> {
    return this.until(() => this.clients.find(client => client.id === id && client.state === state))
  }
  gone(): Promise<boolean> {
    return this.until(() => this.socket.disconnected && this.#joined !== undefined)
  }

  /** Reads nothing any more, as a page whose machine fell asleep; `false` reads on. */
  sleep(asleep: boolean): void {
    const { transport } = this.socket.io.engine
    const socket = Reflect.get(Object(Reflect.get(transport, 'ws')), '_socket')
    if (!(socket instanceof NetSocket)) throw new Error('This page has no socket to pause.')
    if (asleep) socket.pause()
    else socket.resume()
  }

  leave(): void {
    this.socket.disconnect()
  }

  #look(): void {
    for (const again of [...this.#waiting]) again()
  }
}
