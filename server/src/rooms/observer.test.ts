import { bytes } from '@rdd/shared/bytes'
import type { Fact } from '@rdd/shared/fact'
import { instant } from '@rdd/shared/time'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRedis } from '../../test/redis.ts'
import type { Engine } from '../engine/engine.ts'
import { redisOptions } from '../redis/probe.ts'
import { Log } from './log.ts'
import { Observer } from './observer.ts'

let engine: Engine
let other: Redis
let log: Log
let observer: Observer
let heard: (facts: Fact[]) => void = () => {}

beforeAll(async () => {
  engine = await startRedis()
  other = new Redis(redisOptions(engine.address))
  log = new Log(instant(0))
  observer = await Observer.open(
    {
      address: engine.address,
      log,
      docs: new Map(),
      hears: { events: true, monitor: true },
      listener: {
        onFacts: facts => heard(facts),
        onBusy: () => {},
        onDeaf: () => {},
        onLost: () => {},
        onFlood: () => {},
      },
    },
    'start',
  )
})
afterAll(async () => {
  observer.close()
  other.disconnect()
  await engine.stop()
})

/** Resolves with all facts up to the one that satisfies. */
function until(satisfied: (fact: Fact) => boolean): Promise<Fact[]> {
  const all: Fact[] = []
  return new Promise(resolve => {
    heard = facts => {
      all.push(...facts)
      if (facts.some(satisfied)) resolve(all)
    }
  })
}
const shows = (key: string) => (fact: Fact) => fact.views.some(view => view.key === key)

test('a write by another program becomes a fact with its command and the key as it is now (F5)', async () => {
  const facts = until(shows('greeting'))
  await other.set('greeting', 'hello')
  const fact = (await facts).find(shows('greeting'))
  expect(fact).toMatchObject({
    kind: 'command',
    argv: { args: ['set', 'greeting', 'hello'] },
    views: [{ key: 'greeting', length: 5, encoding: 'embstr', value: { type: 'string', head: 'hello' } }],
  })
  expect(log.state.view(0, bytes('greeting'))?.length).toBe(5)
})

test('the keys of a transaction belong to its EXEC, the keys of a script to its EVAL (F6)', async () => {
  const exec = until(shows('a'))
  await other.multi().set('a', '1').lpush('b', 'x').exec()
  expect((await exec).find(shows('a'))).toMatchObject({
    argv: { args: ['exec'] },
    calls: [{ args: ['set', 'a', '1'] }, { args: ['lpush', 'b', 'x'] }],
  })
  const script = until(shows('c'))
  await other.eval("redis.call('set', 'c', 1) return redis.call('rpush', 'd', 2)", 0)
  expect((await script).find(shows('c'))).toMatchObject({
    calls: [{ args: ['set', 'c', '1'] }, { args: ['rpush', 'd', '2'] }],
  })
})

test('a key that expires is gone by expiry, a deleted one by its command (F8)', async () => {
  const gone = until(fact => fact.gone.some(({ key }) => key === 'brief'))
  await other.set('brief', 'x', 'PX', 300)
  const facts = await gone
  expect(facts.find(shows('brief'))?.views[0]?.expiresAt).toBeGreaterThan(0)
  expect(facts.at(-1)).toMatchObject({ kind: 'gone', gone: [{ key: 'brief', how: 'expired' }] })
  const deleted = until(fact => fact.gone.length > 0)
  await other.del('greeting')
  expect((await deleted).at(-1)).toMatchObject({ kind: 'command', gone: [{ key: 'greeting', how: 'deleted' }] })
})

test('FLUSHALL empties the state and the counts', async () => {
  const flushed = until(fact => fact.flushed === 'all')
  await other.flushall()
  await flushed
  expect(log.state.counts()).toEqual([])
  expect(log.state.keys(0).size).toBe(0)
})

test('a key that dies while it is looked at has expired, however short its life', async () => {
  for (let i = 0; i < 40; i += 1) {
    const key = `mayfly:${i}`
    const seen = until(shows(key))
    await other.set(key, 'x')
    await seen
    const gone = until(fact => fact.gone.some(one => one.key === key))
    await other.pexpire(key, 1)
    expect((await gone).flatMap(fact => fact.gone).find(one => one.key === key)?.how).toBe('expired')
  }
})
