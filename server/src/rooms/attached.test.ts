import { VERSION } from '@rdd/shared/protocol'
import { Redis } from 'ioredis'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startApp, type TestAppOptions } from '../../test/app.ts'
import { startRedis } from '../../test/redis.ts'
import type { Engine } from '../engine/engine.ts'
import { redisOptions } from '../redis/probe.ts'

const EVENTS = 'notify-keyspace-events'

/** Somebody's server, as somebody has set it up. */
const theirs: Engine = await startRedis()

function owner(): Redis {
  const redis = new Redis({ ...redisOptions(theirs.address), retryStrategy: () => null })
  redis.on('error', () => {})
  onTestFinished(() => redis.disconnect())
  return redis
}
const setting = async (of: Redis) =>
  String((await of.config('GET', EVENTS)) && Object(await of.config('GET', EVENTS))[1])

/** The app attached to it, with some keys in it and events as its owner wants them. */
async function attached({
  events = '',
  user = '',
  ...options
}: TestAppOptions & { events?: string; user?: string } = {}) {
  const redis = owner()
  await redis.flushall()
  await redis.config('SET', EVENTS, events)
  await redis.mset('a', '1', 'b', '2')
  const { host, port, password } = theirs.address
  const app = await startApp({ url: `redis://${user || `:${password}`}@${host}:${port}`, ...options })
  return { app, redis, page: await app.page() }
}

describe('an attached server', () => {
  test.each([
    ['FLUSHALL'],
    ['flushdb'],
    ['KEYS', '*'],
    ['EVAL', "return redis.call('FLUSHALL')", '0'],
    ['CONFIG', 'SET', 'maxmemory', '1'],
    ['DEBUG', 'SEGFAULT'],
    ['SHUTDOWN', 'NOSAVE'],
    ['ACL', 'SETUSER', 'default', 'off'],
    ['CLIENT', 'KILL', 'TYPE', 'normal'],
    ['SORT', 'a', 'BY', 'x'],
    ['MONITOR'],
    ['REPLICAOF', 'h', '1'],
    ['MIGRATE', 'h', '1', 'k', '0', '1'],
    ['RESTORE', 'k', '0', 'x'],
    ['FUNCTION', 'FLUSH'],
    ['SCRIPT', 'FLUSH'],
    ['BGSAVE'],
    ['NOSUCHCOMMAND'],
  ])('is spared %s %s: refused with the reason and what to do (S7)', async (...argv) => {
    const { page, redis } = await attached()
    const before = await redis.call('DEBUG', 'DIGEST')
    expect(await page.run(...argv.filter(arg => arg !== undefined))).toMatchObject({
      kind: 'refused',
      outcome: 'refused',
      message: expect.stringMatching(/is not run here\. .+/),
      mend: expect.any(String),
    })
    // nor inside a transaction
    await page.run('MULTI')
    expect(await page.run(...argv.filter(arg => arg !== undefined))).toMatchObject({ kind: 'refused' })
    await page.run('EXEC')
    expect(await redis.call('DEBUG', 'DIGEST')).toBe(before)
  })

  test('has no reset, no other rooms, and an address that is not given out (R6, H4, H5)', async () => {
    const { app, page, redis } = await attached()
    expect(await page.ask('reset', {})).toMatchObject({ refused: { code: 'forbidden', mend: expect.any(String) } })
    expect(await redis.dbsize()).toBe(2)
    const post = { method: 'POST', headers: { origin: `http://127.0.0.1:${app.port}` } }
    expect((await fetch(`http://127.0.0.1:${app.port}/api/rooms`, post)).status).toBe(403)
    expect((await app.get(`/api/rooms/${page.joined.room}/address`)).status).toBe(403)
    expect(page.joined.server.lacks.map(({ what }) => what)).toEqual(['new-room', 'events', 'monitor'])
  })

  test('shows what is in it and what our own clients do; of others it hears nothing until a person agrees', async () => {
    const { page, redis } = await attached()
    expect(page.status).toMatchObject({ state: 'live', events: false, monitor: false, dangerous: false })
    expect([...(page.timeline?.state.keys(0).keys() ?? [])].sort()).toEqual(['a', 'b'])
    await redis.set('c', '3')
    const { fact } = await page.ran('INCR', 'a')
    expect(fact.views).toMatchObject([{ key: 'a', value: { head: '2' } }])
    expect(page.news.map(({ kind }) => kind)).toEqual(['command'])
    await page.must('resync', {})
    expect(page.timeline?.state.view(0, 'c' as never)).toBeDefined()
  })

  test('tells of others once a person agrees to events; ours stay one fact each (R11)', async () => {
    const { page, redis } = await attached()
    expect(await page.must('consent', { events: true })).toMatchObject({ events: true })
    await redis.set('c', '3')
    await page.fact(({ kind, views }) => kind === 'change' && views.some(({ key }) => key === 'c'))
    await redis.set('brief', 'x', 'PX', 300)
    await page.fact(({ kind, gone }) => kind === 'gone' && gone.some(({ how }) => how === 'expired'))
    const before = page.seq
    const { fact } = await page.ran('RPUSH', 'l', 'x')
    expect(fact).toMatchObject({ kind: 'command', views: [{ key: 'l' }] })
    await page.ran('GET', 'a')
    expect(page.facts.filter(({ seq }) => seq > before).map(({ kind }) => kind)).toEqual(['command', 'command'])
  })

  test('tells who did it once a person agrees to MONITOR (R11, F5)', async () => {
    const { page, redis } = await attached()
    expect(await page.must('consent', { events: true, monitor: true })).toMatchObject({ monitor: true })
    await redis.set('c', '3')
    const fact = await page.fact(({ kind, views }) => kind === 'command' && views.some(({ key }) => key === 'c'))
    expect(fact).toMatchObject({ argv: { args: ['set', 'c', '3'] } })
    expect(await page.must('consent', { monitor: false })).toMatchObject({ events: true, monitor: false })
    await redis.set('d', '3')
    await page.fact(({ kind, views }) => kind === 'change' && views.some(({ key }) => key === 'd'))
  })

  test('runs what is dangerous once a person agrees, or from the start with REDIS_TRUST=full (R11, S7)', async () => {
    const { page, redis } = await attached()
    expect(await page.must('consent', { dangerous: true })).toMatchObject({ dangerous: true })
    expect((await page.ran('FLUSHALL')).entry.reply).toMatchObject({ v: 'OK' })
    expect(await redis.dbsize()).toBe(0)
    const trusting = await attached({ trust: true })
    expect(trusting.page.status).toMatchObject({ dangerous: true })
    await trusting.page.must('reset', {})
    expect(await redis.dbsize()).toBe(0)
  })
})

describe('the setting of keyspace events on it', () => {
  test('is added to while a person wants them, and put back when the app closes', async () => {
    const { app, page, redis } = await attached({ events: 'Kg' })
    const before = await setting(redis)
    await page.must('consent', { events: true })
    expect(await setting(redis)).toMatch(/^(?=.*A)(?=.*E)(?=.*K)/)
    await app.close()
    expect(await setting(redis)).toBe(before)
  })

  test('is put back when the person wants them no more', async () => {
    const { page, redis } = await attached({ events: 'Kg' })
    const before = await setting(redis)
    await page.must('consent', { events: true })
    await page.must('consent', { events: false })
    expect(await setting(redis)).toBe(before)
    expect(page.status.events).toBe(false)
  })

  test('is left alone where its owner has them on, or changes it after us', async () => {
    const on = await attached({ events: 'AE' })
    expect(on.page.status.events).toBe(true)
    await on.redis.set('c', '3')
    await on.page.fact(({ kind }) => kind === 'change')
    await on.app.close()
    expect(await setting(on.redis)).toBe('AE')

    const changed = await attached()
    await changed.page.must('consent', { events: true })
    await changed.redis.config('SET', EVENTS, 'AKE')
    await changed.app.close()
    expect(await setting(changed.redis)).toBe('AKE')
  })

  test('that its owner switches off is noticed and said, and stays off (F20)', async () => {
    const { page, redis } = await attached({ events: 'AE' })
    await redis.config('SET', EVENTS, '')
    await page.until(() => !page.status.events)
    await page.fact(fact => fact.kind === 'note' && /switched keyspace events off/.test(fact.text))
    expect(await setting(redis)).toBe('')
    expect((await page.ran('INCR', 'a')).fact.views).toHaveLength(1)
  })
})

describe('an attached server that goes away', () => {
  test('comes back to the same room and log, with events as the person wanted them', async () => {
    const { page } = await attached()
    const { epoch } = page.joined
    await page.must('consent', { events: true })
    await page.run('SELECT', '2')
    const { entry } = await page.start(page.client, 'BLPOP', 'nothing', '0')
    await page.clientState(page.client, 'waiting')
    await theirs.restart('its owner wants it so')
    expect(await entry).toMatchObject({ kind: 'refused', outcome: 'unknown' })
    await page.fact(fact => fact.kind === 'sync' && fact.reason === 'reconnected')
    await page.until(() => page.status.state === 'live')
    expect(page.statuses.some(({ state }) => state === 'redis-down')).toBe(true)
    expect(page.timeline?.epoch).toBe(epoch)
    expect(page.epochs).toEqual([])
    expect(page.timeline?.state.counts()).toEqual([])
    await page.entry(entry => entry.kind === 'notice' && /begin anew/.test(entry.text))
    const redis = owner()
    await redis.set('c', '3')
    await page.fact(({ views }) => views.some(({ key }) => key === 'c'))
    expect((await page.ran('GET', 'c')).entry.reply).toEqual({ t: 'bulk', v: '3' })
  })

  test('does not hold up commands: they are refused, and nothing runs later (R7)', async () => {
    const other = await startRedis()
    const { host, port, password } = other.address
    const app = await startApp({ url: `redis://:${password}@${host}:${port}` })
    const page = await app.page()
    await other.stop()
    await page.until(() => page.status.state === 'redis-down')
    expect(page.status.text).toMatch(new RegExp(`Redis at ${host}:${port}`))
    expect(await page.run('SET', 'k', 'v')).toMatchObject({ kind: 'refused', outcome: 'refused' })
    expect(await page.ask('resync', {})).toMatchObject({ refused: { code: 'redis-down' } })
    expect((await app.get(`/api/rooms/${page.joined.room}/keys?db=0`)).status).toBe(503)
    const late = await app.page()
    expect(late.status.state).toBe('redis-down')
  })
})

describe('a user of an attached server who may not', () => {
  const grant = async (name: string, ...rules: string[]) => {
    await owner().call('ACL', 'SETUSER', name, 'reset', 'on', '>pass', '~*', '&*', '+@all', ...rules)
    onTestFinished(async () => void (await owner().call('ACL', 'DELUSER', name)))
    return `${name}:pass`
  }

  test('change settings is told so when asking for events, and goes on without', async () => {
    const { page } = await attached({ user: await grant('careful', '-config') })
    expect(await page.ask('consent', { events: true })).toMatchObject({
      refused: { code: 'forbidden', message: expect.stringMatching(/keyspace events/), mend: expect.any(String) },
    })
    expect(page.status.events).toBe(false)
    expect((await page.ran('INCR', 'a')).fact.views).toHaveLength(1)
  })

  test('run scripts cannot be served, and that is said in a sentence', async () => {
    await expect(attached({ user: await grant('mute', '-@scripting') })).rejects.toThrow(
      /cannot be observed: NOPERM.*evalsha/,
    )
  })
})

test('no password of an attached server is in anything the server says (S6)', async () => {
  const { app, page } = await attached({ trust: true })
  const heard: string[] = []
  page.socket.io.engine.on('packet', ({ data }) => heard.push(String(data)))
  await page.must('join', { version: VERSION, viewer: page.viewer })
  await page.must('consent', { events: true, monitor: true })
  await page.run('CLIENT', 'LIST')
  await page.run('CLIENT', 'INFO')
  await page.run('INFO')
  await page.run('ACL', 'LIST')
  await page.run('MONITOR')
  const second = await page.addClient()
  await page.runBy(second, 'RESET')
  await page.runBy(second, 'GET', 'a')
  await page.must('history', {})
  const { room } = page.joined
  for (const path of [
    '/api/health',
    '/api/rooms',
    `/api/rooms/${room}/commands`,
    `/api/rooms/${room}/address`,
    `/api/rooms/${room}/keys?db=99`,
  ])
    heard.push((await app.get(path)).body)
  await theirs.restart('to be reconnected to')
  await page.nextStatus(({ state }) => state === 'live')
  const { password = '' } = theirs.address
  expect(password).not.toBe('')
  expect(heard.length).toBeGreaterThan(20)
  expect([...heard, ...app.logged].filter(text => text.includes(password))).toEqual([])
})
