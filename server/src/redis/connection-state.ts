/**
 * What a connection is in the middle of, learned from its own commands and replies alone: database, protocol version, the
 * commands a MULTI has queued, channels, MONITOR. Redis keeps this state per connection, and it decides how the next bytes
 * must be read: after SUBSCRIBE an array may be a message, after MONITOR a line may be somebody else's command.
 */
import { type Bytes, fromRaw } from '@rdd/shared/bytes'
import type { Listened } from '@rdd/shared/keyspace/listening'
import type { Many, Raw } from './resp.ts'

export type Mode = 'idle' | 'multi' | 'subscribed' | 'monitor'

/** Three kinds of subscription, each with its own commands. */
const kinds = ['', 'p', 's'] as const
type Kind = (typeof kinds)[number]
const listens: Record<Kind, Listened[0]> = { '': 'channel', p: 'pattern', s: 'shard' }
const subscribes = /^([ps]?)(un)?subscribe$/
const messages = new Set(['message', 'pmessage', 'smessage'])
/** `1795447285.212659 [0 127.0.0.1:45286] "SET" …`: no reply of a command looks like this. */
const monitorLine = /^\d{9,}\.\d{6} \[\d+ /

/** The command's name in lower case. */
export const nameOf = (argv: readonly Uint8Array[]): string =>
  Buffer.from(argv[0] ?? [])
    .toString('latin1')
    .toLowerCase()

/** The first word of a pushed value in lower case, '' where there is none. */
function word(raw: Raw): string {
  const first = raw.t === 'push' || raw.t === 'array' ? raw.v[0] : undefined
  return first?.t === 'bulk' ? first.v.toString('latin1') : ''
}

export class ConnectionState {
  db = 0
  resp: 2 | 3 = 2
  #monitor = false
  #queued: Uint8Array[][] | undefined
  /** Commands of an EXEC not yet matched with their replies, and the replies the first of them still gets. */
  #executing: Uint8Array[][] = []
  #left = 0
  readonly #channels: Record<Kind, Set<Bytes>> = { '': new Set(), p: new Set(), s: new Set() }

  get mode(): Mode {
    if (this.#queued !== undefined) return 'multi'
    if (this.#monitor) return 'monitor'
    return this.channels.length > 0 ? 'subscribed' : 'idle'
  }

  /** Channels and patterns it listens to. */
  get channels(): Bytes[] {
    return kinds.flatMap(kind => [...this.#channels[kind]])
  }

  /** The same, each with the way it is listened to. */
  get listening(): Listened[] {
    return kinds.flatMap(kind => [...this.#channels[kind]].map((name): Listened => [listens[kind], name]))
  }

  /** The commands that end every subscription it has. */
  get unsubscribes(): string[] {
    return kinds.filter(kind => this.#channels[kind].size > 0).map(kind => `${kind}unsubscribe`)
  }

  /** To be called before a command is sent: how many replies it will get. */
  expect(argv: readonly Uint8Array[]): number {
    this.#executing = []
    this.#left = 0
    return this.#answers(argv)
  }

  /** (P|S)(UN)SUBSCRIBE are answered once for each channel. */
  #answers(argv: readonly Uint8Array[]): number {
    const match = subscribes.exec(nameOf(argv))
    if (match === null || this.#queued !== undefined) return 1
    if (argv.length > 1 || match[2] === undefined) return Math.max(1, argv.length - 1)
    return Math.max(1, this.#channels[kindOf(match[1])].size)
  }

  /** True when `raw` came by itself rather than as an answer to `awaited` (undefined: nothing is awaited). */
  isPush(raw: Raw, awaited: readonly Uint8Array[] | undefined): boolean {
    if (awaited === undefined) return true
    if (raw.t === 'push') return word(raw) !== nameOf(awaited)
    if (raw.t === 'array' && this.#queued !== undefined) return false
    return this.#isNews(raw)
  }

  /** By its looks a message or a line of MONITOR. */
  #isNews(raw: Raw): boolean {
    if (raw.t === 'simple') return this.#monitor && monitorLine.test(raw.v.toString('latin1', 0, 32))
    return raw.t === (this.resp === 3 ? 'push' : 'array') && messages.has(word(raw)) && this.channels.length > 0
  }

  /** Takes in a value pushed to it. True when that changed anything. */
  pushed(raw: Raw): boolean {
    if (this.#executing.length > 0) return this.#executed(raw)
    return this.#heard(raw)
  }

  #heard(raw: Raw): boolean {
    if ((raw.t !== 'push' && raw.t !== 'array') || !subscribes.test(word(raw))) return false
    this.#acknowledged(raw)
    return true
  }

  /** Takes in what `argv` was answered. True when that may have changed anything. */
  answered(argv: readonly Uint8Array[], raw: Raw): boolean {
    const queued = this.#queued
    if (queued === undefined) return this.#ran(argv, raw)
    const name = nameOf(argv)
    if (raw.t === 'simple' && raw.v.toString() === 'QUEUED') {
      queued.push([...argv])
      return false
    }
    if (raw.t === 'error') {
      // an error while queueing leaves the transaction open, but doomed
      if (!raw.v.toString('latin1').startsWith('EXECABORT')) return false
      this.#queued = undefined
    } else if (name === 'exec') {
      this.#queued = undefined
      if (raw.t === 'array') {
        this.#executing = queued
        for (const reply of raw.v) this.#executed(reply)
      }
    } else if (name === 'discard') this.#queued = undefined
    else this.#ran(argv, raw)
    return true
  }

  /**
   * Matches a reply with the command of the transaction it belongs to. A SUBSCRIBE there takes the place of as many
   * replies as it has channels, messages to oneself and lines of one's own MONITOR stand between; what all these displace
   * comes after the array, where it looks like pushes.
   */
  #executed(reply: Raw): true {
    const [argv] = this.#executing
    if (argv === undefined || this.#isNews(reply)) return true
    if (this.#left === 0) this.#left = this.#answers(argv)
    this.#ran(argv, reply)
    this.#left = reply.t === 'error' ? 0 : this.#left - 1
    if (this.#left === 0) this.#executing.shift()
    return true
  }

  #ran(argv: readonly Uint8Array[], raw: Raw): boolean {
    if (raw.t === 'error') return false
    const name = nameOf(argv)
    const number = () => Number(Buffer.from(argv[1] ?? []).toString('latin1'))
    if (name === 'select') this.db = number()
    else if (name === 'multi') this.#queued = []
    else if (name === 'monitor') this.#monitor = true
    else if (name === 'hello' && argv.length > 1) this.resp = number() === 3 ? 3 : 2
    else if (name === 'reset') this.#reset()
    else return subscribes.test(name) && this.#heard(raw)
    return true
  }

  #reset(): void {
    this.db = 0
    this.resp = 2
    this.#monitor = false
    this.#queued = undefined
    for (const kind of kinds) this.#channels[kind].clear()
  }

  #acknowledged({ v: [what, channel] }: Many): void {
    const match = what?.t === 'bulk' ? subscribes.exec(what.v.toString('latin1')) : null
    if (match === null || channel?.t !== 'bulk') return
    const channels = this.#channels[kindOf(match[1])]
    if (match[2] === undefined) channels.add(fromRaw(channel.v))
    else channels.delete(fromRaw(channel.v))
  }
}

const kindOf = (prefix: string | undefined): Kind => kinds.find(kind => kind === prefix) ?? ''
