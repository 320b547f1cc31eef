/**
 * PgliteServer: many connections to the one session that PGlite has. Each is let in by turns, for as long as a transaction
 * of it lasts, with its own schema set before. Statements wait for each other; one that waits for too long is refused as
 * Postgres refuses it, and one that runs is stopped by nobody.
 */
import { createServer, type Server, type Socket } from 'node:net'
import type { Worker } from 'node:worker_threads'
import { PATIENCE } from './database.ts'
import { firstOf, Messages, query, settingsOf, standing, TIMED_OUT, WELCOME } from './pglite-messages.ts'

const HOST = '127.0.0.1'

interface Connection {
  socket: Socket
  /** The schema its names are looked up in. */
  schema: string
}
/** What one connection asks in one go: up to a Query or a Sync, after which PGlite says how its session stands. */
interface Round {
  from: Connection
  asked: Buffer
  alarm: NodeJS.Timeout
}

export class PgliteServer {
  readonly #worker: Worker
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #rounds: Round[] = []
  #busy = false
  /** Whose transaction is open. */
  #holder: Connection | undefined
  #schema = ''

  private constructor(worker: Worker) {
    this.#worker = worker
    this.#server = createServer({ noDelay: true }, socket => this.#join(socket))
  }

  /** Listens on a loopback port. `worker` has begun. */
  static async open(worker: Worker): Promise<{ server: PgliteServer; port: number }> {
    const server = new PgliteServer(worker)
    worker.once('exit', () => server.close())
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', reject)
      server.#server.listen(0, HOST, resolve)
    })
    const address = server.#server.address()
    return { server, port: address !== null && typeof address === 'object' ? address.port : 0 }
  }

  close(): void {
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
  }

  #join(socket: Socket): void {
    const messages = new Messages()
    const connection: Connection = { socket, schema: 'public' }
    let asked: Buffer[] = []
    this.#sockets.add(socket)
    // the close that follows is what counts
    socket.on('error', () => {})
    socket.on('close', () => {
      this.#sockets.delete(socket)
      for (const { from, alarm } of this.#rounds) if (from === connection) clearTimeout(alarm)
      this.#rounds = this.#rounds.filter(({ from }) => from !== connection)
      if (this.#holder === connection && !this.#busy) void this.#undo()
    })
    socket.on('data', piece => {
      for (const { letter, bytes } of messages.take(piece)) {
        if (letter === '') this.#greet(connection, bytes)
        else if (letter === 'X') socket.end()
        else {
          asked.push(bytes)
          if (letter !== 'Q' && letter !== 'S') continue
          this.#wait(connection, Buffer.concat(asked))
          asked = []
        }
      }
    })
  }

  #greet(connection: Connection, first: Buffer): void {
    const wants = firstOf(first)
    if (wants === 'cancel') connection.socket.destroy()
    else if (wants === 'tls') connection.socket.write('N')
    else {
      const options = settingsOf(first).get('options') ?? ''
      connection.schema = /search_path=(\w+)/.exec(options)?.[1] ?? 'public'
      connection.socket.write(WELCOME)
    }
  }

  /** In the queue, where a statement waits no longer than one may that waits for a lock. */
  #wait(from: Connection, asked: Buffer): void {
    const alarm = setTimeout(() => {
      this.#rounds = this.#rounds.filter(one => one !== round)
      from.socket.write(TIMED_OUT)
    }, PATIENCE.statement)
    const round: Round = { from, asked, alarm }
    this.#rounds.push(round)
    void this.#next()
  }

  /** The next round that may go: the holder's, where somebody holds the session. */
  async #next(): Promise<void> {
    if (this.#busy) return
    const round = this.#rounds.find(({ from }) => this.#holder === undefined || from === this.#holder)
    if (round === undefined) return
    this.#busy = true
    this.#rounds.splice(this.#rounds.indexOf(round), 1)
    const { from, asked, alarm } = round
    clearTimeout(alarm)
    if (from.schema !== this.#schema) await this.#exec(query(`SET search_path TO ${from.schema}`))
    this.#schema = from.schema
    const answer = await this.#exec(asked)
    this.#holder = standing(answer) === 'I' ? undefined : from
    if (!from.socket.destroyed) from.socket.write(answer)
    this.#busy = false
    if (this.#holder !== undefined && from.socket.destroyed) await this.#undo()
    else await this.#next()
  }

  /** Who left in a transaction has not made it. */
  async #undo(): Promise<void> {
    this.#busy = true
    await this.#exec(query('ROLLBACK'))
    this.#holder = undefined
    this.#busy = false
    await this.#next()
  }

  #exec(asked: Buffer): Promise<Buffer> {
    return new Promise(resolve => {
      this.#worker.once('message', (answer: Uint8Array) => resolve(Buffer.from(answer)))
      this.#worker.postMessage(Uint8Array.from(asked))
    })
  }
}
