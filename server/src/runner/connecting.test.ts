/** What connections cost, measured on a real Redis, and attempts that really fail; and nothing of it is left open. */
import { Connected } from '@rdd/shared/connecting'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { startRedis } from '../../test/redis.ts'
import { redisOptions } from '../redis/probe.ts'
import { measureConnecting } from './connecting.ts'

describe('measured', () => {
  test('every way runs its commands, new connections cost most, and none stays open', async () => {
    const engine = await startRedis()
    const witness = new Redis(redisOptions(engine.address))
    const received = async () => Number(/total_connections_received:(\d+)/.exec(await witness.info('stats'))?.[1])
    const before = await received()
    const { ways, commands, rounds, server } = await measureConnecting(engine)
    expect(server).toBe(`redis ${engine.version}`)
    expect(ways.map(({ way, connections }) => [way, connections])).toEqual([
      ['one', 1],
      ['pipelined', 1],
      ['pool', 5],
      ['new', commands],
    ])
    for (const { ms } of ways) {
      expect(ms).toHaveLength(rounds)
      expect(ms.every(one => one > 0)).toBe(true)
    }
    // both refused ones of the three attempts came as far as Redis
    expect(await received()).toBe(before + (rounds + 1) * (1 + 1 + 5 + commands) + 2)
    const fastest = (name: string) => Math.min(...(ways.find(({ way }) => way === name)?.ms ?? []))
    expect(fastest('pipelined')).toBeLessThan(fastest('new'))
    expect(fastest('one')).toBeLessThan(fastest('new'))
    await expect
      .poll(async () =>
        String(await witness.client('LIST'))
          .trim()
          .split('\n'),
      )
      .toHaveLength(1)
    witness.disconnect()
  }, 60_000)

  test('each attempt fails with the words that the library and Redis have for it', async () => {
    const engine = await startRedis()
    const { failures } = await measureConnecting(engine)
    expect(failures.map(({ failure, error }) => [failure, error])).toEqual([
      ['refused', expect.stringMatching(/ECONNREFUSED 127\.0\.0\.1:\d+/)],
      ['wrong-password', expect.stringMatching(/^WRONGPASS/)],
      ['no-password', expect.stringMatching(/^NOAUTH/)],
    ])
    expect(JSON.stringify(failures)).not.toContain(engine.address.password)
  }, 60_000)
})

describe('over HTTP', () => {
  let app: TestApp
  const ends: (() => Promise<void>)[] = []
  beforeAll(async () => {
    app = await startApp({}, end => ends.push(end))
  }, 60_000)
  afterAll(async () => {
    for (const end of ends) await end()
  })

  test('POST /api/labs/connecting measures on a Redis of its own, and no room sees of it (H9)', async () => {
    const program = app.program()
    const received = async () => /total_connections_received:(\d+)/.exec(await program.info('stats'))?.[1]
    const before = await received()
    const origin = `http://127.0.0.1:${app.port}`
    const response = await fetch(`${origin}/api/labs/connecting`, { method: 'POST', headers: { origin } })
    expect(response.status).toBe(200)
    expect(Connected.parse(await response.json()).ways).toHaveLength(4)
    expect(await received()).toBe(before)
    expect(app.opened).toBe(1)
  }, 60_000)

  test('a page of another site measures nothing (H9)', async () => {
    const headers = { origin: 'http://evil.example' }
    const response = await fetch(`http://127.0.0.1:${app.port}/api/labs/connecting`, { method: 'POST', headers })
    expect(response.status).toBe(403)
  })
})
