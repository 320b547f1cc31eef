/**
 * Feed: one RESP3 connection that hears everything in order: keyspace events, MONITOR lines, and the null invalidation
 * that tells of FLUSHALL and FLUSHDB. PING on the same connection is a barrier: its answer comes after all that happened
 * before it. During a flood the feed goes quiet, so that Redis pays nothing for being watched.
 */
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { fromRaw } from '@rdd/shared/bytes'
import type { Address } from '../engine/engine.ts'
import type { KeyEvent } from './attribution.ts'
import { callCounts, infoFields, SILENCE, SILENT } from './probe.ts'
import { Decoder, encode, type Raw } from './resp.ts'

export interface FeedListener {
  onEvent(event: KeyEvent): void
  onLine(line: Buffer): void
  /** Some database was flushed, and MONITOR does not tell which. */
  onFlush(): void
  onLost(why: string): void
}
export interface Hears {
  events: boolean
  monitor: boolean
}

type Waiting = { resolve: (reply: Raw) => void; reject: (error: Error) => void }

export class Feed {
  readonly #socket: Socket
  readonly #auth: string[]
  readonly #decoder = new Decoder({ string: 1_000_000, bytes: 4_000_000 })
  readonly #waiting: Waiting[] = []
  /** Set it before `listen`. */
  listener: FeedListener | undefined
  #address = ''
  /** How often each command ran on this connection. */
  readonly made = new Map<string, number>()
  #closed = false

  private constructor(socket: Socket, auth: string[]) {
    this.#socket = socket
    this.#auth = auth
    socket.setNoDelay(true)
    socket.on('data', chunk => this.#read(chunk))
    socket.on('error', error => this.#end(error.message))
    socket.on('close', () => this.#end('the connection was closed'))
  }

  static async open(at: Address): Promise<Feed> {
    const socket = at.tls
      ? connectTls({ host: at.host, port: at.port, servername: at.host })
      : connectTcp({ host: at.host, port: at.port })
    socket.setTimeout(SILENCE, () => socket.destroy(new Error(SILENT)))
    await new Promise<void>((resolve, reject) => {
      socket.once(at.tls ? 'secureConnect' : 'connect', () => resolve())
      socket.once('error', reject)
    })
    socket.setTimeout(0)
    const auth = at.password === undefined ? [] : ['AUTH', at.username ?? 'default', at.password]
    const feed = new Feed(socket, auth)
    try {
      const [, info] = await Promise.all([feed.#hello(), feed.#ask('CLIENT', 'INFO')])
      feed.#address = /\baddr=(\S+)/.exec(textOf(info))?.[1] ?? ''
      return feed
    } catch (error) {
      feed.close()
      throw error
    }
  }

  /** `ip:port`, as MONITOR names this connection. */
  get address(): string {
    return this.#address
  }

  /** Resolves once everything that happened in Redis before this call was heard. */
  async barrier(): Promise<void> {
    await this.#ask('PING', 'barrier')
  }

  /**
   * Starts to hear. Written as one piece, so Redis runs it without a gap: the counters are those of the very moment
   * hearing began (INFO commandstats, calls by command).
   */
  async listen({ events, monitor }: Hears): Promise<Map<string, number>> {
    if (events) {
      this.#tell('CLIENT', 'TRACKING', 'ON')
      this.#write('PSUBSCRIBE', '__keyevent@*__:*')
    }
    const stats = this.#ask('INFO', 'commandstats')
    if (monitor) this.#tell('MONITOR')
    return callCounts(infoFields(textOf(await stats)))
  }

  /** Hears nothing any more. What came before is heard when this resolves. */
  async quiet(): Promise<void> {
    const reset = this.#ask('RESET')
    await Promise.all([reset, this.#hello()])
  }

  close(): void {
    this.#closed = true
    this.#socket.destroy()
    this.#end('the connection was closed')
  }

  #hello(): Promise<Raw> {
    return this.#ask('HELLO', '3', ...this.#auth, 'SETNAME', 'redis-deep-dive-feed')
  }

  /** Asks and does not look at the answer: only a lost connection matters, and the listener hears of that. */
  #tell(...argv: string[]): void {
    this.#ask(...argv).catch(() => {})
  }

  #ask(...argv: string[]): Promise<Raw> {
    if (this.#closed) return Promise.reject(new Error('the connection was closed'))
    return new Promise((resolve, reject) => {
      const alarm = setTimeout(() => this.#socket.destroy(new Error(SILENT)), SILENCE)
      this.#waiting.push({
        resolve: reply => {
          clearTimeout(alarm)
          resolve(reply)
        },
        reject: error => {
          clearTimeout(alarm)
          reject(error)
        },
      })
      this.#write(...argv)
    })
  }

  #write(...argv: string[]): void {
    const name = (argv[0] ?? '').toLowerCase()
    this.made.set(name, (this.made.get(name) ?? 0) + 1)
    this.#socket.write(encode(argv))
  }

  #read(chunk: Buffer): void {
    try {
      this.#decoder.push(chunk)
      for (let raw = this.#decoder.next(); raw !== undefined; raw = this.#decoder.next()) this.#take(raw)
    } catch (error) {
      this.#end(error instanceof Error ? error.message : String(error))
      this.#socket.destroy()
    }
  }

  #take(raw: Raw): void {
    if (raw.t === 'push') this.#pushed(raw.v)
    else if (raw.t === 'simple' && isLine(raw.v)) this.listener?.onLine(raw.v)
    else {
      const waiting = this.#waiting.shift()
      if (raw.t === 'error') waiting?.reject(new Error(raw.v.toString()))
      else waiting?.resolve(raw)
    }
  }

  #pushed([kind, , channel, message]: Raw[]): void {
    if (kind?.t !== 'bulk') return
    const name = kind.v.toString('latin1')
    if (name === 'pmessage' && channel?.t === 'bulk' && message?.t === 'bulk') {
      // __keyevent@<db>__:<event>
      const at = channel.v.indexOf('__:', 11)
      this.listener?.onEvent({
        db: Number(channel.v.toString('latin1', 11, at)),
        name: channel.v.toString('latin1', at + 3),
        key: fromRaw(message.v),
      })
    } else if (name === 'invalidate') this.listener?.onFlush()
  }

  #end(why: string): void {
    for (const { reject } of this.#waiting.splice(0)) reject(new Error(why))
    if (this.#closed) return
    this.#closed = true
    this.listener?.onLost(why)
  }
}

/** A MONITOR line starts with a time stamp; no reply we ask for does. */
const isLine = (text: Buffer): boolean => (text[0] ?? 0) >= 0x30 && (text[0] ?? 0) <= 0x39

const textOf = (raw: Raw): string => (raw.t === 'bulk' || raw.t === 'verbatim' ? raw.v.toString('utf8') : '')
