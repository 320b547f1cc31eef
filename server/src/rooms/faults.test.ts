import type { LogEntry } from '@rdd/shared/protocol'
import { describe, expect, test } from 'vitest'
import { startApp } from '../../test/app.ts'
import type { Page } from '../../test/page.ts'

const isNotice = (pattern: RegExp) => (entry: LogEntry) => entry.kind === 'notice' && pattern.test(entry.text)
const live = (page: Page) => page.until(() => page.status.state === 'live')
/** The room began anew: the page has joined the new log, and Redis is back. */
const anew = async (page: Page, epoch: string) => {
  await page.until(() => page.timeline !== undefined && page.timeline.epoch !== epoch && page.seq > 0)
  await live(page)
}
const note = (page: Page, pattern: RegExp) => page.fact(fact => fact.kind === 'note' && pattern.test(fact.text))

describe('a Redis that ends', () => {
  test('by kill -9: said with its cause, what ran is unknown, a new epoch begins at 1, clients are back (F18, L4)', async () => {
    const app = await startApp()
    const page = await app.page()
    const other = await app.page()
    const { epoch } = page.joined
    await page.run('SET', 'k', 'v')
    await page.run('SELECT', '3')
    const { entry } = await page.start(page.client, 'BLPOP', 'nothing', '0')
    await page.fact(({ kind }) => kind === 'waiting')
    process.kill(await app.processId(), 'SIGKILL')
    const down = await page.nextStatus(({ state, text }) => state === 'redis-down' && /SIGKILL/.test(text))
    expect(down.text).toMatch(/^The room's Redis ended and its data with it\. .*SIGKILL/)
    expect(await entry).toMatchObject({
      kind: 'refused',
      outcome: 'unknown',
      message: expect.stringMatching(/answer was lost/),
    })
    await anew(page, epoch)
    await anew(other, epoch)
    expect(page.epochs).toHaveLength(1)
    expect(page.epochs[0]?.why).toMatch(/SIGKILL/)
    expect(page.facts.map(({ seq }) => seq)).toEqual(page.facts.map((_, i) => i + 1))
    expect(page.facts[0]).toMatchObject({ kind: 'sync', reason: 'start', views: [], seq: 1 })
    expect(page.timeline?.state.counts()).toEqual([])
    expect(page.timeline?.state.waiting()).toEqual([])
    await note(page, /SIGKILL.*A new, empty one is running/)
    await page.entry(isNotice(/SIGKILL.*A new, empty one is running/))
    await page.clientState(page.client, 'idle')
    const { entry: answer, fact } = await page.ran('SET', 'k', 'again')
    expect(answer.db).toBe(0)
    await other.until(() => other.seq >= fact.seq)
    expect(other.facts).toEqual(page.facts)
    expect(page.strangers + other.strangers).toBe(0)
  })

  test('again and again, even before it was observed: each time the room comes back', async () => {
    const app = await startApp()
    const page = await app.page()
    for (let i = 0; i < 4; i += 1) {
      const { epoch } = page.joined
      process.kill(await app.processId(), 'SIGKILL')
      await page.until(() => page.epochs.at(-1)?.epoch !== epoch && page.epochs.length > i)
    }
    await live(page)
    expect((await page.ran('SET', 'k', 'v')).fact.views).toHaveLength(1)
    expect(page.facts.map(({ seq }) => seq)).toEqual(page.facts.map((_, i) => i + 1))
    expect(page.strangers).toBe(0)
  }, 10_000)

  test.each([
    ['a client', /ran SHUTDOWN/],
    ['another program', /was shut down/],
  ])('because %s ran SHUTDOWN: it is replaced by an empty one, and that is said', async (who, why) => {
    const app = await startApp()
    const page = await app.page()
    const { epoch } = page.joined
    await page.run('SET', 'k', 'v')
    if (who === 'a client') await page.run('SHUTDOWN')
    else
      app
        .program()
        .call('SHUTDOWN', 'NOSAVE')
        .catch(() => {})
    await anew(page, epoch)
    await note(page, why)
    await page.entry(isNotice(why))
    expect((await page.ran('GET', 'k')).entry.reply).toEqual({ t: 'null' })
  })

  test('while a page comes in: it sees the room when that is back', async () => {
    const app = await startApp()
    const first = await app.page()
    process.kill(await app.processId(), 'SIGKILL')
    await first.nextStatus(({ state }) => state === 'redis-down')
    const page = await app.page()
    await live(page)
    await page.clientState(page.client, 'idle')
    expect((await page.ran('SET', 'k', 'v')).fact.views).toHaveLength(1)
    expect(page.strangers).toBe(0)
  })
})

describe('a Redis that does not answer', () => {
  test('stopped (SIGSTOP): named, pages are answered meanwhile, and all goes on after it (F19)', async () => {
    const app = await startApp()
    const page = await app.page()
    const pid = await app.processId()
    process.kill(pid, 'SIGSTOP')
    const { entry } = await page.start(page.client, 'SET', 'k', 'v')
    const busy = await page.nextStatus(({ state }) => state === 'busy')
    expect(busy.text).toMatch(/does not answer/)
    const late = await app.page()
    await late.must('history', {})
    await late.must('clock', {})
    await late.addClient()
    expect(late.status.state).toBe('busy')
    await page.clientState(page.client, 'waiting')
    process.kill(pid, 'SIGCONT')
    await live(page)
    expect(page.answered(await entry).fact.views).toMatchObject([{ key: 'k' }])
    expect((await late.ran('GET', 'k')).entry.reply).toEqual({ t: 'bulk', v: 'v' })
    expect(page.epochs).toEqual([])
  })

  test.each([
    ['DEBUG', 'SLEEP', '1.8'],
    ['CLIENT', 'PAUSE', '1800'],
  ])('because of %s %s %s: named, and live again after it', async (...argv) => {
    const app = await startApp()
    const page = await app.page()
    await page.start(page.client, ...argv)
    await page.nextStatus(({ state }) => state === 'busy')
    const other = await page.addClient()
    const { entry } = await page.start(other, 'SET', 'k', 'v')
    await page.nextStatus(({ state }) => state === 'live')
    expect(page.answered(await entry).fact.views).toHaveLength(1)
    expect(page.epochs).toEqual([])
  })

  const forever = 'while true do end'
  test.concurrent.each([
    ['a script', ['EVAL', forever, '0'], []],
    [
      'a function',
      ['FCALL', 'f', '0'],
      [['FUNCTION', 'LOAD', `#!lua name=l\nredis.register_function('f', function() ${forever} end)`]],
    ],
  ])(
    'because of %s without end: it is killed, and that is said',
    async (_, argv, first) => {
      const ends: (() => Promise<void>)[] = []
      const app = await startApp({}, end => ends.push(end))
      const page = await app.page()
      for (const command of first) await page.run(...command)
      await page.run('SET', 'k', 'v')
      const { entry } = await page.start(page.client, ...argv)
      await page.nextStatus(({ state }) => state === 'busy')
      const killed = page.answered(await entry)
      expect(killed.entry.reply).toMatchObject({ t: 'error', v: expect.stringMatching(/killed by user/i) })
      await note(page, /more than 3 s.*was killed/)
      await page.entry(isNotice(/was killed/))
      await live(page)
      expect((await page.ran('GET', 'k')).entry.reply).toEqual({ t: 'bulk', v: 'v' })
      expect(page.epochs).toEqual([])
      for (const end of ends) await end()
    },
    15_000,
  )

  test.concurrent('because of a script without end that has written: its server is replaced, and that is said', async () => {
    const ends: (() => Promise<void>)[] = []
    const app = await startApp({}, end => ends.push(end))
    const page = await app.page()
    const { epoch } = page.joined
    const { entry } = await page.start(page.client, 'EVAL', `redis.call('SET', 'k', 1) ${forever}`, '0')
    expect(await entry).toMatchObject({ kind: 'refused', outcome: 'unknown' })
    await anew(page, epoch)
    await note(page, /already written.*with its server/)
    expect((await page.ran('GET', 'k')).entry.reply).toEqual({ t: 'null' })
    for (const end of ends) await end()
  }, 15_000)
})

describe('a script without end', () => {
  test.concurrent('that begins while the room is cut off is ended too', async () => {
    const ends: (() => Promise<void>)[] = []
    const app = await startApp({}, end => ends.push(end))
    const page = await app.page()
    const others = [app.program(), app.program()]
    await Promise.all(others.map(other => other.ping()))
    // all of it reaches Redis before the room can connect again
    for (const type of ['pubsub', 'normal'])
      others[0]?.call('CLIENT', 'KILL', 'TYPE', type, 'SKIPME', 'yes').catch(() => {})
    others[0]?.eval('while true do end', 0).catch(() => {})
    await page.nextStatus(({ state }) => state === 'redis-down')
    await live(page)
    await page.until(() => page.clients.some(({ state }) => state === 'idle'))
    expect((await page.ran('SET', 'k', 'v')).fact.views).toHaveLength(1)
    for (const end of ends) await end()
  }, 20_000)
})

describe('a Redis that runs out of memory', () => {
  const fill = async (page: Page, key: string) => {
    for (let i = 0; i < 200; i += 1) {
      const { entry } = await page.ran('SET', `${key}${i}`, 'x'.repeat(50_000))
      if (entry.reply.t === 'error') return entry.reply.v
    }
    return 'it never was full'
  }
  const limit = async (page: Page, policy: string) => {
    const { entry } = await page.ran('INFO', 'memory')
    const used = Number(/used_memory:(\d+)/.exec(entry.reply.t === 'bulk' ? entry.reply.v : '')?.[1])
    await page.run('CONFIG', 'SET', 'maxmemory', `${used + 3_000_000}`, 'maxmemory-policy', policy)
  }

  test('says so, and goes on being observed', async () => {
    const app = await startApp()
    const page = await app.page()
    await limit(page, 'noeviction')
    expect(await fill(page, 'k')).toMatch(/^OOM/)
    expect((await page.ran('DEL', 'k0')).fact.gone).toMatchObject([{ key: 'k0', how: 'deleted' }])
    const late = await app.page()
    expect(late.timeline?.state.count(0)).toBe(page.timeline?.state.count(0))
    expect(page.status.state).toBe('live')
  })

  test('or evicts: each key that goes is a fact that says so, and the count is exact', async () => {
    const app = await startApp()
    const page = await app.page()
    await limit(page, 'allkeys-lru')
    expect(await fill(page, 'k')).toBe('it never was full')
    const gone = page.news.flatMap(fact => fact.gone)
    expect(gone.length).toBeGreaterThan(20)
    expect(new Set(gone.map(({ how }) => how))).toEqual(new Set(['evicted']))
    const size = (await page.ran('DBSIZE')).entry.reply
    expect(page.timeline?.state.count(0)).toBe(size.t === 'int' ? Number(size.v) : -1)
    expect(page.timeline?.state.keys(0).size).toBe(page.timeline?.state.count(0))
  })
})

describe('what Redis tells nobody', () => {
  test.each(['a client', 'another program'])('DEBUG POPULATE by %s is noticed: all is read anew (F20)', async who => {
    const app = await startApp()
    const page = await app.page()
    if (who === 'a client') await page.run('DEBUG', 'POPULATE', '1000')
    else await app.program().call('DEBUG', 'POPULATE', '1000')
    const sync = await page.fact(({ kind, views }) => kind === 'sync' && views.length > 0)
    expect(sync).toMatchObject({ reason: who === 'a client' ? 'DEBUG' : 'lost track', counts: [[0, 1000]] })
    expect(page.timeline?.state.keys(0).size).toBe(1000)
  })

  test.each(['a client', 'another program'])('SWAPDB by %s is noticed: all is read anew (F10)', async who => {
    const app = await startApp()
    const page = await app.page()
    await page.run('SET', 'here', 'x')
    if (who === 'a client') await page.run('SWAPDB', '0', '5')
    else await app.program().swapdb(0, 5)
    await page.fact(fact => fact.kind === 'sync' && fact.reason === 'SWAPDB')
    expect(page.timeline?.state.counts()).toEqual([[5, 1]])
    expect([...(page.timeline?.state.keys(5).keys() ?? [])]).toEqual(['here'])
  })

  test('that its events were switched off by another program: they are switched on again, and that is said (F20)', async () => {
    const app = await startApp()
    const page = await app.page()
    const other = app.program()
    await other.config('SET', 'notify-keyspace-events', '')
    await other.set('unheard', 'x')
    await note(page, /switched keyspace events off/)
    await page.until(() => page.timeline?.state.view(0, 'unheard' as never))
    await other.set('heard', 'x')
    await page.fact(({ kind, views }) => kind === 'command' && views.some(({ key }) => key === 'heard'))
  })

  test('5,000 keys that expire at once: each is told as expired, and the count is exact (F8)', async () => {
    const app = await startApp()
    const page = await app.page()
    const other = app.program()
    // in steps, so that it is no flood, in which Redis only counts
    for (let step = 1; step <= 5; step += 1) {
      await other.eval(`for i = 1, 1000 do redis.call('SET', '${step}-' .. i, 'x') end`, 0)
      await page.until(() => page.timeline?.state.keys(0).size === step * 1_000)
    }
    const [seconds] = await other.time()
    const deadline = (Number(seconds) + 3) * 1_000
    for (let step = 1; step <= 5; step += 1) {
      await other.eval(`for i = 1, 1000 do redis.call('PEXPIREAT', '${step}-' .. i, ${deadline}) end`, 0)
      await page.run('PING')
    }
    await page.until(() => page.timeline?.state.keys(0).size === 0)
    const gone = page.news.flatMap(fact => fact.gone)
    expect(gone).toHaveLength(5_000)
    expect(new Set(gone.map(({ how }) => how))).toEqual(new Set(['expired']))
    expect(page.timeline?.state.count(0)).toBe(0)
    expect(await other.dbsize()).toBe(0)
  }, 15_000)
})

test('when another program kills every connection, all come back, and each client is told what it lost', async () => {
  const app = await startApp()
  const page = await app.page()
  const other = await page.addClient('other')
  await page.runBy(other, 'SUBSCRIBE', 'news')
  await page.run('SET', 'k', 'v')
  const { epoch } = page.joined
  for (const type of ['pubsub', 'normal']) await app.program().call('CLIENT', 'KILL', 'TYPE', type)
  await page.entry((entry, client) => client === other && isNotice(/subscriptions begin anew/)(entry))
  await page.entry((entry, client) => client === page.client && isNotice(/begin anew/)(entry))
  await page.clientState(other, 'idle')
  await page.fact(fact => fact.kind === 'sync' && fact.reason === 'reconnected')
  expect((await page.ran('GET', 'k')).entry.reply).toEqual({ t: 'bulk', v: 'v' })
  expect(page.timeline?.epoch).toBe(epoch)
})
