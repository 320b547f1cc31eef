/**
 * Lane: one client of a run with all that is its own: a wire to Redis and one to Postgres, a connection over each, and the
 * ports over those. Ending it closes everything, also in the middle of a call.
 */
import type { Background, Ports } from '@rdd/shared/patterns/ports'
import type { Database } from '../database/database.ts'
import type { Address } from '../engine/engine.ts'
import { cachePort } from './ports/cache.ts'
import { clockPort, randomPort } from './ports/clock.ts'
import { databasePort } from './ports/database.ts'
import { queuePort } from './ports/queue.ts'
import { PostgresLink } from './postgres-link.ts'
import { INTRODUCTION, RedisLink } from './redis-link.ts'
import { Wire } from './wire.ts'

/** How a server is to be reached: as it is, not at all, or with so many ms added to each question. */
export type Reach = { state: 'up' } | { state: 'down' } | { state: 'slow'; addedMs: number }

export interface LaneParts {
  /** CLIENT SETNAME. */
  name: string
  redis(): Address
  database: Database
  schema: string
  background: Background
  /** A connection to Redis was made, from `address`. */
  onOpen(address: string, name: string, introduction: readonly string[]): void
}

export class LaneConnections {
  readonly ports: Ports
  readonly cache: Wire
  readonly database: Wire
  readonly #redis: RedisLink
  readonly #postgres: PostgresLink
  readonly #ends = new AbortController()

  private constructor(cache: Wire, database: Wire, parts: LaneParts) {
    this.cache = cache
    this.database = database
    const redis = new RedisLink(cache, parts.redis, parts.name)
    const postgres = new PostgresLink(database, parts.database, parts.schema, parts.name)
    this.#redis = redis
    this.#postgres = postgres
    this.ports = {
      cache: cachePort(redis),
      queue: queuePort(redis),
      database: databasePort(postgres),
      clock: clockPort(this.#ends.signal),
      random: randomPort,
      background: parts.background,
    }
  }

  static async open(parts: LaneParts): Promise<LaneConnections> {
    const cache = await Wire.open({
      target: () => {
        const { host, port } = parts.redis()
        return { host, port }
      },
      onOpen: address => parts.onOpen(address, parts.name, INTRODUCTION),
    })
    const database = await Wire.open({ target: () => parts.database.target, onOpen: () => {} })
    return new LaneConnections(cache, database, parts)
  }

  /** ms of delay its wires have added so far. */
  get addedMs(): number {
    return this.cache.addedMs + this.database.addedMs
  }

  /** From now on its servers are to be reached so. */
  async reach(cache: Reach, database: Reach): Promise<void> {
    await Promise.all([reach(this.cache, this.#redis, cache), reach(this.database, this.#postgres, database)])
  }

  close(): void {
    this.#ends.abort()
    for (const link of [this.#redis, this.#postgres]) link.close()
    for (const wire of [this.cache, this.database]) wire.cut()
  }
}

/** Connects before the wire is slowed: what a call takes is the call alone. */
async function reach(wire: Wire, link: { ready(): Promise<void> }, how: Reach): Promise<void> {
  if (how.state === 'down') return wire.cut()
  await wire.mend()
  wire.slow(0)
  // who is not let in is told so at the first call
  await link.ready().catch(() => {})
  wire.slow(how.state === 'slow' ? how.addedMs : 0)
}
