/** A bare redis-server of the bench's own, that nobody watches, and connections to any. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { Redis } from 'ioredis'

export interface RedisAddress {
  host: string
  port: number
  password: string
}

export interface BareRedis {
  address: RedisAddress
  stop: () => Promise<void>
}

export const connectTo = (address: RedisAddress): Redis => new Redis({ ...address, lazyConnect: false })

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port.')
  return address.port
}

/** Settled as a room's own server is (server/src/engine/settings.ts), as far as speed goes. */
export async function startBareRedis(): Promise<BareRedis> {
  const port = await freePort()
  const program = process.env.REDIS_SERVER ?? 'redis-server'
  const password = 'bench'
  const settings = `bind 127.0.0.1\nport ${port}\nrequirepass ${password}\nsave ""\nappendonly no\nhz 100\nnotify-keyspace-events EAn\n`
  const child = spawn(program, ['-'], { stdio: ['pipe', 'ignore', 'inherit'] })
  child.stdin.end(settings)
  const ended = once(child, 'exit')
  const address = { host: '127.0.0.1', port, password }
  const redis = connectTo(address)
  redis.on('error', () => {})
  await redis.ping()
  redis.disconnect()
  return {
    address,
    async stop() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Keys `k:000000` and on, of every type, strings most of all; a tenth of them with a TTL. */
export async function fill(redis: Redis, count: number): Promise<void> {
  for (let from = 0; from < count; from += 5_000) {
    const pipeline = redis.pipeline()
    for (let i = from; i < Math.min(count, from + 5_000); i += 1) {
      const key = `k:${String(i).padStart(6, '0')}`
      if (i % 10 === 6) pipeline.hset(key, { name: `user ${i}`, age: i % 90 })
      else if (i % 10 === 7) pipeline.rpush(key, 'a', 'b', 'c')
      else if (i % 10 === 8) pipeline.sadd(key, 'x', 'y', `${i}`)
      else if (i % 10 === 9) pipeline.zadd(key, 1, 'one', 2, 'two', i, 'three')
      else if (i % 10 === 5) pipeline.set(key, `value ${i}`, 'EX', 36_000)
      else pipeline.set(key, `value ${i}`)
    }
    await pipeline.exec()
  }
}
