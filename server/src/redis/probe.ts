/**
 * Probe: our own connection for questions (snapshots, SCAN, INFO, CLIENT UNBLOCK …). It counts what it runs, so that our
 * questions can be taken off Redis's own counters.
 */
import type { Bytes } from '@rdd/shared/bytes'
import { Redis } from 'ioredis'
import type { Address } from '../engine/engine.ts'
import { buffer, list, type Node, text } from './raw.ts'
import { type Call, snapshot } from './snapshot.ts'

/** What ioredis needs to reach an engine. */
export const redisOptions = ({ host, port, username, password, tls, db }: Address) => ({
  host,
  port,
  db,
  ...(username !== undefined && { username }),
  ...(password !== undefined && { password }),
  ...(tls && { tls: {} }),
})

/** ms without an answer after which a connection counts as dead: longer than any pause a room lets a client ask for. */
export const SILENCE = 15_000
export const SILENT = `no answer for ${SILENCE / 1000} s`

/** Commands named by two words in commandstats. */
const CONTAINERS = new Set(['client', 'config', 'script', 'memory', 'object', 'xinfo', 'command', 'function'])

export class Probe {
  readonly #redis: Redis
  onLost: ((why: string) => void) | undefined
  /** How often each command ran on this connection, by its name in INFO commandstats. */
  readonly made = new Map<string, number>()
  /** `ip:port`, as MONITOR names this connection. */
  readonly address: string
  /** Whether fields of a hash can have an expiry of their own here: since 7.4. */
  readonly fieldTtls: boolean
  /** ioredis `call` in Buffers. @throws what Redis answers, or that the connection is gone */
  readonly call: Call

  private constructor(redis: Redis, address: string, fieldTtls: boolean) {
    this.#redis = redis
    this.address = address
    this.fieldTtls = fieldTtls
    this.call = async (command, ...args) => {
      const name = command.toLowerCase()
      this.#count(CONTAINERS.has(name) ? `${name}|${String(args[0]).toLowerCase()}` : name, 1)
      return redis.callBuffer(command, ...args)
    }
  }

  /** Connects once: a lost probe is the room's matter, which opens another. */
  static async open(at: Address): Promise<Probe> {
    const redis = new Redis({
      ...redisOptions(at),
      lazyConnect: true,
      enableReadyCheck: false,
      enableOfflineQueue: false,
      maxRetriesPerRequest: null,
      retryStrategy: () => null,
      connectionName: 'redis-deep-dive',
      socketTimeout: SILENCE,
    })
    let why = 'the connection was closed'
    redis.on('error', error => {
      why = error.message.startsWith('Socket timeout') ? SILENT : error.message
    })
    try {
      await redis.connect()
      const info = text(await redis.callBuffer('CLIENT', 'INFO'))
      // an unknown command is nil here, where calling it would be an error in the server's own statistics
      const [known = null] = list(await redis.callBuffer('COMMAND', 'INFO', 'HPEXPIRETIME').catch(() => []))
      const probe = new Probe(redis, /\baddr=(\S+)/.exec(info)?.[1] ?? '', known !== null)
      redis.on('end', () => probe.onLost?.(why))
      return probe
    } catch (error) {
      redis.disconnect()
      // ioredis says only that the connection is closed; the cause came as an event before that
      throw error instanceof Error && error.message !== 'Connection is closed.' ? error : new Error(why)
    }
  }

  async snapshot(db: number, keys: readonly Bytes[]) {
    const seen = await snapshot(this.call, this.fieldTtls, db, keys)
    for (const [name, n] of seen.calls) this.#count(name, n)
    return seen
  }

  /** Sections of INFO as name -> value. */
  async info(...sections: string[]): Promise<Map<string, string>> {
    return infoFields(text(await this.call('INFO', ...sections)))
  }

  /** Runs a command in a database: the pair goes out as one, so that nobody comes between. */
  async callIn(db: number, ...[command, ...args]: Parameters<Call>): Promise<Node> {
    const [, reply] = await Promise.all([this.call('SELECT', db), this.call(command, ...args)])
    return reply
  }

  /** Runs commands as one MULTI … EXEC. @throws the first error among the replies */
  async transaction(commands: readonly Buffer[][]): Promise<void> {
    if (commands.length === 0) return
    const all = [[Buffer.from('MULTI')], ...commands, [Buffer.from('EXEC')]]
    const replies = await Promise.all(all.map(([name, ...args]) => this.call(String(name), ...args)))
    const failed = list(replies.at(-1)).find(reply => reply instanceof Error)
    if (failed !== undefined) throw failed
  }

  /** Keys of a database, each once, by SCAN, until the caller has enough. */
  async *scan(db: number): AsyncGenerator<Buffer> {
    const seen = new Set<string>()
    let cursor = '0'
    do {
      const [next, keys] = list(await this.callIn(db, 'SCAN', cursor, 'COUNT', 1000))
      cursor = text(next)
      for (const key of list(keys).map(buffer)) {
        const id = key.toString('latin1')
        if (seen.has(id)) continue
        seen.add(id)
        yield key
      }
    } while (cursor !== '0')
  }

  close(): void {
    this.onLost = undefined
    this.#redis.disconnect()
  }

  #count(name: string, n: number): void {
    this.made.set(name, (this.made.get(name) ?? 0) + n)
  }
}

export const infoFields = (info: string): Map<string, string> =>
  new Map(
    info
      .split('\r\n')
      .filter(line => line.includes(':'))
      .map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  )

/** `db0:keys=3,expires=1` of INFO keyspace, as [0, 3]. */
export const keyspaceCounts = (info: ReadonlyMap<string, string>): [db: number, count: number][] =>
  [...info].flatMap(([name, value]) => {
    const keys = /^keys=(\d+)/.exec(value)?.[1]
    return name.startsWith('db') && keys !== undefined ? [[Number(name.slice(2)), Number(keys)]] : []
  })

/** `cmdstat_set:calls=3,…` of INFO commandstats, as set -> 3. */
export const callCounts = (info: ReadonlyMap<string, string>): Map<string, number> =>
  new Map(
    [...info].flatMap(([name, value]): [string, number][] => {
      const calls = /^calls=(\d+)/.exec(value)?.[1]
      return name.startsWith('cmdstat_') && calls !== undefined ? [[name.slice(8), Number(calls)]] : []
    }),
  )
