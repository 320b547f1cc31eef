/**
 * RedisLink: one app's connection to Redis, made when it is first needed and again after it was lost. It retries nothing
 * and hides nothing: what ioredis says of a broken connection is what the pattern gets.
 */
import { Redis } from 'ioredis'
import type { Address } from '../engine/engine.ts'
import { redisOptions } from '../redis/probe.ts'
import type { Node } from '../redis/raw.ts'
import type { Wire } from './wire.ts'

/** ms a connection, and an answer, may take. */
const PATIENCE = { connect: 5_000, answer: 10_000 }
/** What ioredis says by itself to introduce a connection, in MONITOR's words. */
export const INTRODUCTION = ['hello', 'client', 'client', 'client', 'client']

export type Argv = readonly (string | number)[]

export class RedisLink {
  readonly #wire: Wire
  readonly #address: () => Address
  readonly #name: string
  #redis: Promise<Redis> | undefined
  #closed = false

  /** `name`: CLIENT SETNAME. */
  constructor(wire: Wire, address: () => Address, name: string) {
    this.#wire = wire
    this.#address = address
    this.#name = name
  }

  /** @throws what Redis answers, or why the connection is gone */
  async call([command = '', ...args]: Argv): Promise<Node> {
    const redis = await this.#open()
    return redis.callBuffer(String(command), ...args)
  }

  /** The commands as one transaction: their replies. @throws the first error among them */
  async multi(commands: readonly Argv[]): Promise<unknown[]> {
    const redis = await this.#open()
    return repliesOf(await redis.multi(batchOf(commands)).exec())
  }

  /** The commands in one piece, so that Redis runs them one right after the other: their replies. @throws as `multi` */
  async pipeline(commands: readonly Argv[]): Promise<unknown[]> {
    const redis = await this.#open()
    return repliesOf(await redis.pipeline(batchOf(commands)).exec())
  }

  /** Connects where it is not connected. @throws why it cannot */
  async ready(): Promise<void> {
    await this.#open()
  }

  /** Ends the connection for good, even one that is just being made. */
  close(): void {
    this.#closed = true
    this.#redis?.then(
      redis => redis.disconnect(),
      () => {},
    )
  }

  #open(): Promise<Redis> {
    if (this.#closed) return Promise.reject(new Error('Connection is closed.'))
    this.#redis ??= this.#connect()
    return this.#redis
  }

  async #connect(): Promise<Redis> {
    const at = this.#address()
    const redis = new Redis({
      ...redisOptions({ ...at, ...this.#wire.near }),
      ...(at.tls && { tls: { servername: at.host } }),
      // replies as lists, whatever the command: the ports read them
      protocol: 2,
      lazyConnect: true,
      enableReadyCheck: false,
      maxRetriesPerRequest: null,
      retryStrategy: () => null,
      connectTimeout: PATIENCE.connect,
      commandTimeout: PATIENCE.answer,
      connectionName: this.#name,
    })
    let why: Error | undefined
    redis.on('error', error => {
      why = error
    })
    redis.on('end', () => {
      this.#redis = undefined
    })
    try {
      await redis.connect()
    } catch (error) {
      this.#redis = undefined
      redis.disconnect()
      throw why ?? error
    }
    if (this.#closed) {
      redis.disconnect()
      throw new Error('Connection is closed.')
    }
    return redis
  }
}

/** ioredis knows the commands of a batch by their names in small letters. */
const batchOf = (commands: readonly Argv[]) =>
  commands.map(([command = '', ...args]) => [String(command).toLowerCase(), ...args])

const repliesOf = (replies: [error: Error | null, reply: unknown][] | null): unknown[] =>
  (replies ?? []).map(([error, reply]) => {
    if (error) throw error
    return reply
  })
