import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { bytes } from '@rdd/shared/bytes'
import type { Fact } from '@rdd/shared/fact'
import { pieceHead } from '@rdd/shared/keyspace/view'
import { instant } from '@rdd/shared/time'
import { expect, test } from 'vitest'
import { startRedis } from '../../test/redis.ts'
import type { Address } from '../engine/engine.ts'
import { callCounts, Probe } from '../redis/probe.ts'
import { Log } from './log.ts'
import { Observer, type ObserverParts } from './observer.ts'

/** Requests of each kind: a million of each is the long version. */
const REQUESTS = Number(process.env.STORM ?? 100_000)
const KINDS = ['set', 'incr', 'lpush', 'sadd', 'hset', 'zadd']

async function benchmark({ host, port, password = '' }: Address, ...args: string[]): Promise<void> {
  const child = spawn('redis-benchmark', ['-h', host, '-p', `${port}`, '-a', password, '-q', ...args], {
    stdio: 'ignore',
  })
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
}

test(`a storm of ${REQUESTS} requests of each kind is counted exactly, and the state after it equals a fresh read (F9, F12)`, async () => {
  const engine = await startRedis(1024 ** 3)
  const facts: Fact[] = []
  let floods = 0
  const parts = (log: Log, all?: Fact[]): ObserverParts => ({
    address: engine.address,
    log,
    docs: new Map(),
    hears: { events: true, monitor: true },
    listener: {
      onFacts: heard => all?.push(...heard),
      onBusy: () => {},
      onDeaf: () => {},
      onLost: why => {
        throw new Error(why)
      },
      onFlood: on => {
        if (on) floods += 1
      },
    },
  })
  const log = new Log(instant(0))
  const observer = await Observer.open(parts(log, facts), 'start')
  observer.watch([{ db: 0, key: bytes('mylist') }])
  await benchmark(engine.address, '-n', `${REQUESTS}`, '-r', '10000', '-P', '16', '-t', KINDS.join())
  await observer.settled()
  expect(floods).toBeGreaterThan(0)

  const told = new Map<string, number>()
  const tell = (name: string, n: number) => told.set(name, (told.get(name) ?? 0) + n)
  for (const fact of facts) {
    if (fact.kind === 'burst') for (const [name, n] of fact.calls) tell(name, n)
    const [name] = fact.kind === 'command' ? fact.argv.args : []
    if (name !== undefined) tell(pieceHead(name).toLowerCase(), 1)
  }
  const probe = await Probe.open(engine.address)
  const counted = callCounts(await probe.info('commandstats'))
  probe.close()
  for (const kind of KINDS) expect([kind, told.get(kind)]).toEqual([kind, counted.get(kind)])
  // the queue is bounded: the log holds few facts for all those writes
  expect(facts.length).toBeLessThan(2_000)

  const fresh = new Log(instant(0))
  const second = await Observer.open(parts(fresh), 'start')
  expect(log.state.count(0)).toBe(fresh.state.count(0))
  // more keys than a room carries: the two windows overlap
  const both = [...log.state.keys(0)].filter(([key]) => fresh.state.view(0, key) !== undefined)
  expect(both.length).toBeGreaterThan(1_000)
  for (const [key, view] of both) expect(view).toEqual(fresh.state.view(0, key))
  observer.close()
  second.close()
}, 120_000)
