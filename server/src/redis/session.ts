/**
 * Session: one client of a room at its own connection to Redis, as redis-cli is one. Whatever a person types may change
 * the connection itself (MULTI, SUBSCRIBE, MONITOR, RESET, HELLO), so it is shared with nobody and never reopened by
 * itself: a new connection would look the same and have forgotten all that. When it closes, the command that waits is
 * reported unanswered, and the room opens another session.
 */
import { connect as connectTcp, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'
import type { Bytes } from '@rdd/shared/bytes'
import type { Listened } from '@rdd/shared/keyspace/listening'
import type { Reply } from '@rdd/shared/reply'
import type { Address } from '../engine/engine.ts'
import { Refused } from '../refused.ts'
import { ConnectionState, type Mode, nameOf } from './connection-state.ts'
import { toReply } from './reply.ts'
import { Decoder, encode, type Raw } from './resp.ts'

export type SessionState = {
  db: number
  resp: 2 | 3
  mode: Mode
  /** Channels and patterns listened to. */
  channels: Bytes[]
  /** The same, each with the way it is listened to. */
  listening: Listened[]
  /** The command without a reply yet. `since`: ms of performance.now(). */
  waiting?: { argv: readonly Uint8Array[]; since: number }
}
export type Closed = {
  /** `quit`: the person asked Redis to; `us`: `close` was called; `lost`: neither. */
  by: 'quit' | 'us' | 'lost'
  /** A sentence for people. */
  text: string
}
export type SessionOptions = {
  address: Address
  /** CLIENT SETNAME: no spaces. */
  name: string
  /**
   * A value nobody asked for: a message, a MONITOR line, an invalidation, the second and later acknowledgements of a
   * SUBSCRIBE. Those that follow a reply are handed out after its promise has been seen to.
   */
  onPush(reply: Reply): void
  /** Database, protocol, mode or channels changed. */
  onState(state: SessionState): void
  /** Once, when the connection is no more. Not called when `connect` itself fails. */
  onClose(why: Closed): void
  /**
   * The session is about to send a command of its own (signing in, getting out of MONITOR): MONITOR will show it from
   * this address, and nobody typed it.
   */
  onOwn?(command: string, from: string): void
}
export type Answer = {
  reply: Reply
  /** µs from writing the command to having read its last reply. */
  tookUs: number
}

/** The connection closed before the answer came: Redis may or may not have run the command. */
export class Unanswered extends Error {
  override name = 'Unanswered'
}
/** Another command of this session has no answer yet. */
export class Busy extends Error {
  override name = 'Busy'
}

type Pending = {
  argv: readonly Uint8Array[]
  own: boolean
  since: number
  /** Replies still to come, and those that came. */
  left: number
  replies: Raw[]
  resolve(answer: { replies: Raw[]; tookUs: number }): void
  reject(error: Error): void
}

const CONNECT_MS = 5000
/** ms without an answer after which Redis counts as paused. */
const PAUSED_MS = 1000

export class Session {
  readonly #options: SessionOptions
  readonly #socket: Socket
  readonly #decoder = new Decoder()
  readonly #connection = new ConnectionState()
  readonly #pending: Pending[] = []
  /** Pushes held back until the reply before them was seen to. */
  #held: Raw[] | undefined
  #by: Closed['by'] = 'lost'
  #closed = false
  #open = false
  #address: string
  #id = 0

  private constructor(socket: Socket, options: SessionOptions) {
    this.#socket = socket
    this.#options = options
    const ip = socket.localAddress ?? ''
    this.#address = `${ip.includes(':') ? `[${ip}]` : ip}:${socket.localPort ?? 0}`
    socket.setNoDelay(true)
    socket.setKeepAlive(true, 10_000)
    socket.on('data', chunk => this.#read(chunk))
    socket.on('error', error => this.#end(`The connection to Redis broke (${error.message}).`))
    socket.on('close', () => this.#end('Redis closed the connection.'))
  }

  /** Connects, signs in, takes its name and database. Rejects with what is wrong, in a sentence. */
  static async connect(options: SessionOptions): Promise<Session> {
    const { host, port, tls, db } = options.address
    const socket = tls ? connectTls({ host, port, servername: host }) : connectTcp({ host, port })
    socket.setTimeout(CONNECT_MS, () => socket.destroy(new Error(`no answer within ${CONNECT_MS / 1000} s`)))
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.once(tls ? 'secureConnect' : 'connect', () => {
        socket.off('error', reject)
        resolve()
      })
    })
    const session = new Session(socket, options)
    try {
      const [hello, info] = await Promise.all([
        session.#own('HELLO', '2', ...session.#auth(), 'SETNAME', options.name),
        // where Redis lets us not ask, the socket knows the same unless a proxy stands between
        session.#own('CLIENT', 'INFO').catch(() => undefined),
        db === 0 ? undefined : session.#own('SELECT', `${db}`),
      ])
      const flat = hello.t === 'array' ? hello.v : []
      const id = flat[flat.findIndex(field => field.t === 'bulk' && field.v.toString() === 'id') + 1]
      session.#id = id?.t === 'int' ? Number(id.v) : 0
      const told = info?.t === 'bulk' ? /\baddr=(\S+)/.exec(info.v.toString())?.[1] : undefined
      session.#address = told ?? session.#address
    } catch (error) {
      session.close()
      throw error
    }
    socket.setTimeout(0)
    session.#open = true
    return session
  }

  /** `ip:port`, as MONITOR names it. */
  get localAddress(): string {
    return this.#address
  }

  /** CLIENT ID: what CLIENT UNBLOCK takes. */
  get clientId(): number {
    return this.#id
  }

  get state(): SessionState {
    const { db, resp, mode, channels, listening } = this.#connection
    const waiting = this.#pending.find(({ own }) => !own)
    const state = { db, resp, mode, channels, listening }
    return waiting === undefined ? state : { ...state, waiting: { argv: waiting.argv, since: waiting.since } }
  }

  /**
   * Runs one command. An error reply is a reply. A (P|S)(UN)SUBSCRIBE of several channels is answered by its first
   * acknowledgement; the others follow as pushes. Rejects with Busy or Unanswered.
   */
  async run(argv: readonly Uint8Array[]): Promise<Answer> {
    if (this.#pending.some(({ own }) => !own)) throw new Busy('The command before this one has no reply yet.')
    const { replies, tookUs } = await this.#send(argv, false)
    return { reply: replies[0] === undefined ? { t: 'null' } : toReply(replies[0]), tookUs }
  }

  /**
   * Gets out of what keeps the session: a blocked command is answered nil, a transaction is discarded, subscriptions end,
   * MONITOR stops (database and protocol stay, subscriptions beside it end too). False: nothing to get out of.
   * @param unblock CLIENT UNBLOCK over another connection; resolves to whether the client was blocked
   * @throws Refused while CLIENT PAUSE holds commands back
   */
  async cancel(unblock: (clientId: number) => Promise<boolean>): Promise<boolean> {
    if (this.#closed) return false
    if (this.state.waiting !== undefined) {
      if (await this.#paused())
        throw new Refused(
          'busy',
          'Redis is paused (CLIENT PAUSE), and unblocking a paused client can end it.',
          'Run CLIENT UNPAUSE in another client, or wait.',
        )
      return unblock(this.#id)
    }
    const { mode, resp, db, unsubscribes } = this.#connection
    if (mode === 'multi') await this.#own('DISCARD')
    else if (mode === 'subscribed') await Promise.all(unsubscribes.map(command => this.#own(command)))
    else if (mode === 'monitor')
      await Promise.all([
        this.#own('RESET'),
        this.#own('HELLO', `${resp}`, ...this.#auth(), 'SETNAME', this.#options.name),
        this.#own('SELECT', `${db}`),
      ])
    else return false
    return true
  }

  /** Closes the connection. A command that waits is rejected as Unanswered. */
  close(): void {
    this.#by = 'us'
    this.#socket.destroy()
    this.#end('The client was closed.')
  }

  /**
   * Redis 7.0 aborts on CLIENT UNBLOCK of a client that waits because of CLIENT PAUSE, and nothing in CLIENT LIST tells that
   * wait from another. So first a harmless command that every pause holds back, over a connection that can be thrown away.
   */
  async #paused(): Promise<boolean> {
    const nothing = () => {}
    const { address, onOwn } = this.#options
    const hooks = { onPush: nothing, onState: nothing, onClose: nothing, ...(onOwn && { onOwn }) }
    const asking = Session.connect({ address, name: 'redis-deep-dive-asks', ...hooks })
    const answered = asking.then(other => other.#own('PFCOUNT', 'redis-deep-dive:no-such-key'))
    try {
      return await Promise.race([answered.then(() => false), sleep(PAUSED_MS, true)])
    } catch (error) {
      // it unblocks nobody either while a script runs: the caller sees to that
      if (error instanceof Error && error.message.includes('BUSY')) return false
      throw error
    } finally {
      answered.catch(nothing)
      asking.then(other => other.close(), nothing)
    }
  }

  #auth(): string[] {
    const { username, password } = this.#options.address
    return password === undefined ? [] : ['AUTH', username ?? 'default', password]
  }

  /** Sends a command nobody typed. Rejects where Redis refuses it. */
  async #own(...argv: string[]): Promise<Raw> {
    this.#options.onOwn?.(argv[0] ?? '', this.#address)
    const { replies } = await this.#send(
      argv.map(arg => Buffer.from(arg)),
      true,
    )
    const reply = replies[0] ?? { t: 'null' }
    if (reply.t === 'error') throw new Error(`Redis refused ${argv[0]}: ${reply.v.toString()}`)
    return reply
  }

  #send(argv: readonly Uint8Array[], own: boolean): Promise<{ replies: Raw[]; tookUs: number }> {
    if (this.#closed) return Promise.reject(new Unanswered('The connection is closed.'))
    return new Promise((resolve, reject) => {
      const left = this.#connection.expect(argv)
      this.#pending.push({ argv, own, since: performance.now(), left, replies: [], resolve, reject })
      this.#socket.write(encode(argv))
    })
  }

  #read(chunk: Buffer): void {
    let changed = false
    try {
      this.#decoder.push(chunk)
      for (let raw = this.#decoder.next(); raw !== undefined; raw = this.#decoder.next())
        changed = this.#take(raw) || changed
    } catch (error) {
      this.#end(`Redis sent what is no reply (${error instanceof Error ? error.message : String(error)}).`)
      this.#socket.destroy()
    }
    if (changed && !this.#closed) this.#options.onState(this.state)
  }

  /** True when the state of the connection changed. */
  #take(raw: Raw): boolean {
    const pending = this.#pending[0]
    if (pending === undefined || this.#connection.isPush(raw, pending.argv)) {
      this.#push(raw)
      return this.#connection.pushed(raw)
    }
    const changed = this.#connection.answered(pending.argv, raw)
    pending.replies.push(raw)
    pending.left = raw.t === 'error' ? 0 : pending.left - 1
    if (pending.left > 0) return changed
    this.#pending.shift()
    pending.resolve({ replies: pending.replies, tookUs: Math.round((performance.now() - pending.since) * 1000) })
    if (pending.own) return changed
    this.#holdPushes()
    for (const more of pending.replies.slice(1)) this.#push(more)
    this.#afterwards(nameOf(pending.argv), raw)
    return changed
  }

  /** What a person's RESET takes that is ours to give: the sign-in of the room and the client's name. */
  #afterwards(name: string, raw: Raw): void {
    if (raw.t === 'error') return
    if (name === 'quit') this.#by = 'quit'
    if (name === 'reset')
      this.#own('HELLO', '2', ...this.#auth(), 'SETNAME', this.#options.name).catch(error => {
        this.#end(error instanceof Error ? error.message : String(error))
        this.#socket.destroy()
      })
  }

  #push(raw: Raw): void {
    if (this.#held !== undefined) this.#held.push(raw)
    else if (this.#open) this.#options.onPush(toReply(raw))
  }

  /** A promise is seen to in the next microtasks; what came behind the reply must not overtake it. */
  #holdPushes(): void {
    if (this.#held !== undefined) return
    this.#held = []
    setImmediate(() => this.#release())
  }

  #release(): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const raw of held) this.#push(raw)
  }

  #end(text: string): void {
    if (this.#closed) return
    this.#closed = true
    this.#release()
    for (const { reject } of this.#pending.splice(0)) reject(new Unanswered(text))
    if (this.#open) this.#options.onClose({ by: this.#by, text: this.#by === 'quit' ? 'It sent QUIT.' : text })
  }
}
