/**
 * Wire: a stretch of cable between an app and a server that a person may cut or slow down. To both ends it is nothing but
 * TCP, so what a break does is what it does in earnest: a cut connection is closed, a new one is refused.
 */
import { connect, createServer, type Server, type Socket } from 'node:net'
import type { Target } from '../database/database.ts'

const HOST = '127.0.0.1'

export interface WireParts {
  /** The far end, asked anew for each connection. */
  target(): Target
  /** A connection was made; `address` is how the far end sees it: `127.0.0.1:50412`. */
  onOpen(address: string): void
}

export class Wire {
  readonly #parts: WireParts
  readonly #ends = new Set<Socket>()
  #server: Server | undefined
  #port = 0
  #delay = 0
  #added = 0

  private constructor(parts: WireParts) {
    this.#parts = parts
  }

  /** A whole wire, on a loopback port of its own. */
  static async open(parts: WireParts): Promise<Wire> {
    const wire = new Wire(parts)
    await wire.mend()
    return wire
  }

  /** Where the app connects. It stays after a cut, so that a connection to it is refused; after a mend it is another. */
  get near(): { host: string; port: number } {
    return { host: HOST, port: this.#port }
  }

  /** ms of delay added so far. Pieces under way at the same time are delayed once. */
  get addedMs(): number {
    return this.#added
  }

  /** From now on every question takes `ms` longer to arrive; 0: no longer. */
  slow(ms: number): void {
    this.#delay = ms
  }

  /** Closes every connection; new ones are refused. */
  cut(): void {
    this.#server?.close()
    this.#server = undefined
    // a reset is TCP's; a socket in the file system is just closed
    for (const end of this.#ends) {
      if (end.remoteAddress === undefined) end.destroy()
      else end.resetAndDestroy()
    }
  }

  /** Lets connections through again. */
  async mend(): Promise<void> {
    if (this.#server !== undefined) return
    const server = createServer({ noDelay: true }, near => this.#join(near))
    this.#server = server
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(0, HOST, resolve)
    })
    const address = server.address()
    if (address !== null && typeof address === 'object') this.#port = address.port
  }

  #join(near: Socket): void {
    const far = connect({ ...this.#parts.target(), noDelay: true })
    far.once('connect', () => {
      const { localAddress, localPort, localFamily } = far
      if (localAddress !== undefined)
        this.#parts.onOpen(`${localFamily === 'IPv6' ? `[${localAddress}]` : localAddress}:${localPort}`)
    })
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#ends.add(end)
      // the other end hears of it by the close that follows
      end.on('error', () => {})
      end.on('close', () => {
        this.#ends.delete(end)
        other.destroy()
      })
    }
    far.pipe(near)
    this.#delayed(near, far)
  }

  /** Passes on what the app asks, in order, each piece as late as the wire says when it comes. */
  #delayed(near: Socket, far: Socket): void {
    let due = 0
    near.on('data', piece => {
      const now = performance.now()
      const at = Math.max(due, now + this.#delay)
      this.#added += at - Math.max(due, now)
      due = at
      if (at <= now) far.write(piece)
      else setTimeout(() => far.destroyed || far.write(piece), at - now)
    })
  }
}
