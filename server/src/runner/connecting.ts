/**
 * Connecting: the same PINGs over connections used in several ways, timed, and attempts that must fail. Every connection it
 * opens is closed when it is over, however it ends.
 */
import { createServer } from 'node:net'
import { type Connected, type Failure, Way } from '@rdd/shared/connecting'
import { Redis } from 'ioredis'
import type { Address, Engine } from '../engine/engine.ts'
import { redisOptions } from '../redis/probe.ts'

const COMMANDS = 50
const ROUNDS = 5
/** Connections of the pool. */
const POOL = 5
/** ms an attempt may take. */
const PATIENCE = 5_000

/** Connections that all end with it. */
class Connections {
  readonly #address: Address
  readonly #open = new Set<Redis>()

  constructor(address: Address) {
    this.#address = address
  }

  /** Resolves when Redis has let it in. */
  async one(): Promise<Redis> {
    const redis = new Redis({
      ...redisOptions(this.#address),
      ...(this.#address.tls && { tls: { servername: this.#address.host } }),
      lazyConnect: true,
      enableReadyCheck: false,
      retryStrategy: () => null,
      connectTimeout: PATIENCE,
      commandTimeout: PATIENCE,
    })
    this.#open.add(redis)
    let why: Error | undefined
    redis.on('error', error => {
      why = error
    })
    try {
      await redis.connect()
      await redis.ping()
    } catch (error) {
      throw why ?? error
    }
    return redis
  }

  /** Resolves when Redis has closed it. */
  async end(redis: Redis): Promise<void> {
    await redis.quit()
    this.#open.delete(redis)
  }

  close(): void {
    for (const redis of this.#open) redis.disconnect()
    this.#open.clear()
  }
}

const pings = async (redis: Redis, count: number): Promise<void> => {
  for (let i = 0; i < count; i += 1) await redis.ping()
}

/** One round of a way: what comes before the clock starts, and what is timed. */
type Round = (connections: Connections) => Promise<() => Promise<unknown>>

const ways: Record<Way, { connections: number; round: Round }> = {
  one: {
    connections: 1,
    async round(connections) {
      const redis = await connections.one()
      return () => pings(redis, COMMANDS)
    },
  },
  pipelined: {
    connections: 1,
    async round(connections) {
      const redis = await connections.one()
      const pipeline = redis.pipeline()
      for (let i = 0; i < COMMANDS; i += 1) pipeline.ping()
      return () => pipeline.exec()
    },
  },
  pool: {
    connections: POOL,
    async round(connections) {
      const pool = await Promise.all(Array.from({ length: POOL }, () => connections.one()))
      return () => Promise.all(pool.map(redis => pings(redis, COMMANDS / POOL)))
    },
  },
  new: {
    connections: COMMANDS,
    async round(connections) {
      return async () => {
        // its first PING is the command
        for (let i = 0; i < COMMANDS; i += 1) await connections.end(await connections.one())
      }
    },
  },
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const since = performance.now()
  await act()
  return performance.now() - since
}

async function over<T>(address: Address, act: (connections: Connections) => Promise<T>): Promise<T> {
  const connections = new Connections(address)
  try {
    return await act(connections)
  } finally {
    connections.close()
  }
}

/** A port of this machine where nobody listens: it was free a moment ago. */
async function deserted(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  await new Promise(resolve => server.close(resolve))
  return at !== null && typeof at === 'object' ? at.port : 1
}

/** @throws Error when the attempt succeeds */
async function failed(failure: Failure, address: Address): Promise<Connected['failures'][number]> {
  const since = performance.now()
  const error = await over(address, connections => connections.one()).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  if (error === undefined) throw new Error(`The attempt that had to fail (${failure}) was let in.`)
  return { failure, error, ms: performance.now() - since }
}

/** @param engine one of our own, with a password, that nobody else uses */
export async function measureConnecting({
  address,
  product,
  version,
}: Pick<Engine, 'address' | 'product' | 'version'>): Promise<Connected> {
  const measured = []
  const { username: _, password: __, ...nameless } = address
  for (const [way, { connections, round }] of Object.entries(ways)) {
    const ms: number[] = []
    // the first round warms up both ends and does not count
    for (let i = 0; i <= ROUNDS; i += 1) {
      const took = await over(address, async connections => timed(await round(connections)))
      if (i > 0) ms.push(took)
    }
    measured.push({ way: Way.parse(way), connections, ms })
  }
  return {
    server: `${product} ${version}`,
    commands: COMMANDS,
    rounds: ROUNDS,
    ways: measured,
    failures: [
      await failed('refused', { ...address, host: '127.0.0.1', port: await deserted(), tls: false }),
      await failed('wrong-password', { ...address, password: 'wrong' }),
      await failed('no-password', nameless),
    ],
  }
}
