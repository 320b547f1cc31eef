import { instant } from '@rdd/shared/time'
import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { randomCommands, seeded } from '../../test/random-commands.ts'
import { startRedis } from '../../test/redis.ts'
import { loadCatalogue } from '../redis/catalogue.ts'
import { redisOptions } from '../redis/probe.ts'
import type { Node } from '../redis/raw.ts'
import { Log } from './log.ts'
import { Observer, type ObserverParts } from './observer.ts'

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000)
const COMMANDS = Number(process.env.FUZZ ?? 10_000)

test(`the folded facts of ${COMMANDS} random commands equal a fresh read (SEED=${SEED})`, async () => {
  const engine = await startRedis()
  const clients = [new Redis(redisOptions(engine.address)), new Redis(redisOptions(engine.address))] as const
  const ask: Parameters<typeof loadCatalogue>[0] = ([name = '', ...args]) =>
    clients[0].callBuffer(name, ...args) as Promise<Node>
  const { commands } = await loadCatalogue(ask)
  const parts = (log: Log): ObserverParts => ({
    address: engine.address,
    log,
    docs: new Map(commands.map(doc => [doc.name, doc])),
    hears: { events: true, monitor: true },
    listener: {
      onFacts: () => {},
      onBusy: () => {},
      onDeaf: () => {},
      onLost: why => {
        throw new Error(why)
      },
      onFlood: () => {},
    },
  })
  const log = new Log(instant(0))
  const observer = await Observer.open(parts(log), 'start')
  const random = seeded(SEED)
  const next = randomCommands(random)
  for (let done = 0; done < COMMANDS; ) {
    const client = clients[random() < 0.5 ? 0 : 1]
    // one alone, a pipeline, a transaction
    const size = random() < 0.6 ? 1 : 1 + Math.floor(random() * 12)
    const batch = client[random() < 0.3 ? 'multi' : 'pipeline']()
    for (let i = 0; i < size; i += 1) {
      const [name = '', ...args] = next()
      batch.call(name, ...args)
    }
    await batch.exec().catch(() => {})
    done += size
  }
  for (const client of clients) client.disconnect()

  // every expiry that is still to come comes by itself; what is left is compared
  await new Promise<void>(resolve => {
    const volatile = () =>
      [0, 1, 2].some(db => [...log.state.keys(db).values()].some(({ expiresAt }) => expiresAt !== undefined))
    const timer = setInterval(() => {
      if (volatile()) return
      clearInterval(timer)
      resolve()
    }, 20)
  })
  await observer.settled()
  const fresh = new Log(instant(0))
  const second = await Observer.open(parts(fresh), 'start')
  for (const db of [0, 1, 2]) {
    if (db === 0) expect(fresh.state.count(db)).toBeGreaterThan(0)
    expect(log.state.count(db)).toBe(fresh.state.count(db))
    expect(new Map(log.state.keys(db))).toEqual(new Map(fresh.state.keys(db)))
  }
  observer.close()
  second.close()
}, 120_000)
