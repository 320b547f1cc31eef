import { bytes } from '@rdd/shared/bytes'
import type { Fact } from '@rdd/shared/fact'
import { instant } from '@rdd/shared/time'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRedis } from '../../test/redis.ts'
import type { Engine } from '../engine/engine.ts'
import { loadCatalogue } from '../redis/catalogue.ts'
import { redisOptions } from '../redis/probe.ts'
import type { Node } from '../redis/raw.ts'
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
  const { commands } = await loadCatalogue(([name = '', ...args]) => other.callBuffer(name, ...args) as Promise<Node>)
  observer = await Observer.open(
    {
      address: engine.address,
      log,
      docs: new Map(commands.map(doc => [doc.name, doc])),
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

test.each(['flushdb', 'multi flushdb exec'])(
  '%s before more than is told one by one empties the state too',
  async way => {
    const left = until(shows('left'))
    await other.set('left', '1')
    await left
    const batch = other.pipeline()
    for (const command of way.split(' ')) batch.call(command)
    for (let i = 0; i < 100; i += 1) batch.set('after', i)
    const read = until(fact => fact.kind === 'sync')
    await batch.exec()
    expect((await read).at(-1)).toMatchObject({ reason: 'lost track', views: [{ key: 'after' }], counts: [[0, 1]] })
    expect([...log.state.keys(0).keys()]).toEqual(['after'])
  },
)

test('a key that dies while it is looked at has expired, however short its life', async () => {
  for (let i = 0; i < 40; i += 1) {
    const key = `mayfly:${i}`
    const seen = until(shows(key))
    await other.set(key, 'x')
    await seen
    const gone = until(fact => fact.gone.some(one => one.key === key))
    // 1 ms may be over before Redis 7.0 has set it: then it deletes the key at once, and says so
    await other.pexpire(key, 3)
    expect((await gone).flatMap(fact => fact.gone).find(one => one.key === key)?.how).toBe('expired')
  }
})

/** What a command answers; an error as its words. */
const ask = (line: string) => {
  const [name = '', ...args] = line.split(' ')
  return other.call(name, ...args).catch((error: Error) => error.message)
}
const lacks = (reply: unknown) => /^ERR unknown command/.test(String(reply))

test('a field that expires by itself is a fact with what is left; a server without HPEXPIRE refuses it', async () => {
  const made = until(shows('session'))
  await ask('HSET session user 1001 token a81f')
  await made
  const expired = until(fact => fact.kind === 'change' && fact.events.some(([name]) => name === 'hexpired'))
  const reply = await ask('HPEXPIRE session 300 FIELDS 1 token')
  if (lacks(reply)) return expect(log.state.view(0, bytes('session'))?.length).toBe(2)
  const facts = await expired
  const set = facts.flatMap(({ views }) => views).find(view => view.fieldRingsFrom !== undefined)
  const at = set?.value.type === 'hash' ? set.value.fields.find(([field]) => field === 'token')?.[2] : undefined
  const from = set?.fieldRingsFrom?.find(ring => ring !== null)
  expect((at ?? 0) - (from ?? 0)).toBeGreaterThan(0)
  expect(facts.at(-1)?.views).toMatchObject([{ length: 1, value: { fields: [['user', '1001', null]] } }])
})

test('an entry acknowledged when it is gone already is seen; a server without XACKDEL refuses it', async () => {
  for (const line of ['XADD s 1-1 a 1', 'XGROUP CREATE s g 0', 'XREADGROUP GROUP g me STREAMS s >', 'XDEL s 1-1'])
    await ask(line)
  const pending = (fact: Fact) => {
    const view = fact.views.find(({ key }) => key === 's')
    return view?.value.type === 'stream' ? view.value.groups[0]?.pendingCount : undefined
  }
  const acked = until(fact => pending(fact) === 0)
  if (lacks(await ask('XACKDEL s g IDS 1 1-1'))) return expect(await ask('XPENDING s g - + 9')).toHaveLength(1)
  expect((await acked).at(-1)).toMatchObject({
    kind: 'command',
    argv: { args: ['XACKDEL', 's', 'g', 'IDS', '1', '1-1'] },
  })
})

test('a sorted set that is only sorted is kept as a skiplist from then on, and that is seen', async () => {
  const made = until(shows('sorted'))
  await ask('ZADD sorted 1 a')
  expect((await made).at(-1)?.views).toMatchObject([{ encoding: 'listpack' }])
  const sorted = until(shows('sorted'))
  await ask('SORT sorted ALPHA')
  expect((await sorted).at(-1)).toMatchObject({
    kind: 'command',
    argv: { args: ['SORT', 'sorted', 'ALPHA'] },
    views: [{ key: 'sorted', encoding: 'skiplist', length: 1 }],
  })
})

test('a module tells of no event, and its writes are seen; a server without vector sets refuses them', async () => {
  for (const [element, length] of [
    ['a', 1],
    ['b', 2],
  ] as const) {
    const seen = until(shows('v'))
    if (lacks(await ask(`VADD v VALUES 2 1 ${length} ${element}`))) return expect(await other.exists('v')).toBe(0)
    expect((await seen).at(-1)).toMatchObject({
      kind: 'command',
      views: [{ key: 'v', length, value: { type: 'other', name: 'vectorset' } }],
    })
  }
})
