import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Page } from '../../test/page.ts'

let app: TestApp
let page: Page

beforeAll(async () => {
  app = await startApp({}, afterAll)
})
beforeEach(async () => {
  page = await app.page()
  await page.must('reset', {})
})
afterEach(() => page.leave())

const bulk = (v: string) => ({ t: 'bulk', v })
const int = (n: number) => ({ t: 'int', v: `${n}` })

describe('a command', () => {
  test('is answered with its reply and becomes one fact with the key as it is now (R1, L3)', async () => {
    const before = page.seq
    const { entry, fact } = await page.ran('SET', 'greeting', 'hello')
    expect(entry).toMatchObject({ line: 'SET greeting hello', db: 0, reply: { t: 'simple', v: 'OK' }, seq: before + 1 })
    expect(entry.tookUs).toBeGreaterThan(0)
    expect(fact).toMatchObject({
      client: { id: page.client },
      argv: { args: ['SET', 'greeting', 'hello'] },
      reply: { t: 'simple', v: 'OK' },
      keys: ['greeting'],
      views: [{ db: 0, key: 'greeting', length: 5, value: { type: 'string', head: 'hello' } }],
      counts: [[0, 1]],
    })
    expect(page.seq).toBe(before + 1)
  })

  test('that only reads is a fact without effects', async () => {
    await page.run('RPUSH', 'l', 'a', 'b')
    const { entry, fact } = await page.ran('LRANGE', 'l', '0', '-1')
    expect(entry.reply).toEqual({ t: 'array', v: [bulk('a'), bulk('b')] })
    expect(fact).toMatchObject({ keys: ['l'], views: [], gone: [], counts: [] })
  })

  test.each([
    [['NOSUCH', 'x'], /^ERR unknown command/],
    [['GET'], /^ERR wrong number of arguments/],
    [['LPUSH', 's', 'x'], /^WRONGTYPE/],
    [['SET', 's', 'x', 'EX', 'never'], /^ERR value is not an integer/],
    [['__proto__', 'x'], /^ERR unknown command/],
    [['constructor'], /^ERR unknown command/],
  ])('%j that Redis refuses is a fact with the error and without effects', async (argv, error) => {
    await page.run('SET', 's', 'text')
    const { entry, fact } = await page.ran(...argv)
    expect(entry.reply).toMatchObject({ t: 'error', v: expect.stringMatching(error) })
    expect(fact).toMatchObject({ reply: entry.reply, views: [], gone: [], counts: [] })
    expect(page.timeline?.state.view(0, 's' as never)).toMatchObject({ value: { type: 'string', head: 'text' } })
  })

  test('takes and gives bytes that are no text', async () => {
    const raw = Uint8Array.of(0xff, 0x00, 0x5c, 0xc3)
    const { fact } = await page.ran('SET', raw, raw)
    const text = ['\\xff', '\u0000', '\\\\', '\\xc3'].join('')
    expect(fact.views).toMatchObject([{ key: text, length: 4, value: { head: text } }])
    const { entry } = await page.ran('GET', raw)
    expect(entry.reply).toEqual(bulk(text))
  })

  test('keys named as object properties are keys like any other', async () => {
    for (const key of ['__proto__', 'constructor', 'toString']) await page.run('HSET', key, '__proto__', 'x')
    const { fact } = await page.ran('HGETALL', '__proto__')
    expect(fact.keys).toEqual(['__proto__'])
    expect([...(page.timeline?.state.keys(0).keys() ?? [])].sort()).toEqual(['__proto__', 'constructor', 'toString'])
  })
})

describe('a transaction', () => {
  test('is queued command by command, and its EXEC is one fact with all its calls and keys (F6)', async () => {
    expect((await page.ran('MULTI')).entry.reply).toEqual({ t: 'simple', v: 'OK' })
    await page.clientState(page.client, 'multi')
    const queued = await page.ran('SET', 'a', '1')
    expect(queued.entry.reply).toEqual({ t: 'simple', v: 'QUEUED' })
    expect(queued.fact.views).toEqual([])
    await page.run('RPUSH', 'b', 'x', 'y')
    const { entry, fact } = await page.ran('EXEC')
    expect(entry.reply).toEqual({ t: 'array', v: [{ t: 'simple', v: 'OK' }, int(2)] })
    expect(fact.calls?.map(({ args }) => args)).toEqual([
      ['SET', 'a', '1'],
      ['RPUSH', 'b', 'x', 'y'],
    ])
    expect(fact.views.map(({ key }) => key).sort()).toEqual(['a', 'b'])
    await page.clientState(page.client, 'idle')
  })

  test('that is discarded changes nothing, and what comes after it is told as before', async () => {
    await page.run('MULTI')
    await page.run('SET', 'a', '1')
    await page.run('DISCARD')
    const { fact } = await page.ran('SET', 'b', '1')
    expect(fact.views.map(({ key }) => key)).toEqual(['b'])
    expect(page.timeline?.state.keys(0).size).toBe(1)
  })

  test('that another client crossed fails with nil by WATCH, and what comes after it is told as before', async () => {
    const other = await page.addClient()
    await page.run('SET', 'stock', '1')
    await page.run('WATCH', 'stock')
    await page.runBy(other, 'SET', 'stock', '0')
    await page.run('MULTI')
    await page.run('DECR', 'stock')
    const { entry, fact } = await page.ran('EXEC')
    expect(entry.reply).toEqual({ t: 'null' })
    expect(fact).toMatchObject({ views: [], gone: [] })
    const after = await page.ran('INCR', 'stock')
    expect(after.fact).toMatchObject({ argv: { args: ['INCR', 'stock'] }, views: [{ key: 'stock' }] })
    const shown = page.facts.filter(({ seq }) => seq >= after.fact.seq)
    expect(shown.map(({ kind }) => kind)).toEqual(['command'])
  })

  test('with a command Redis refuses is aborted at EXEC, and what comes after it is told as before', async () => {
    await page.run('MULTI')
    expect((await page.ran('GET')).entry.reply.t).toBe('error')
    const { entry } = await page.ran('EXEC')
    expect(entry.reply).toMatchObject({ t: 'error', v: expect.stringMatching(/^EXECABORT/) })
    const after = await page.ran('SET', 'k', '1')
    expect(after.fact.views).toHaveLength(1)
  })

  test('is left by Cancel', async () => {
    await page.run('MULTI')
    expect(await page.must('cancel', { client: page.client })).toBe(true)
    await page.clientState(page.client, 'idle')
    expect((await page.ran('SET', 'k', '1')).fact.views).toHaveLength(1)
    expect(await page.must('cancel', { client: page.client })).toBe(false)
  })
})

describe('a script', () => {
  test('is one fact with the commands it called and the keys they changed (F6)', async () => {
    const { entry, fact } = await page.ran(
      'EVAL',
      "redis.call('SET', KEYS[1], ARGV[1]) return redis.call('RPUSH', 'list', 'x')",
      '1',
      'k',
      'v',
    )
    expect(entry.reply).toEqual(int(1))
    expect(fact.calls?.map(({ args }) => args)).toEqual([
      ['SET', 'k', 'v'],
      ['RPUSH', 'list', 'x'],
    ])
    expect(fact.views.map(({ key }) => key).sort()).toEqual(['k', 'list'])
  })
})

describe('a client that listens', () => {
  test.each([
    [
      ['SUBSCRIBE', 'news'],
      ['message', 'news', 'hi'],
    ],
    [
      ['PSUBSCRIBE', 'n*'],
      ['pmessage', 'n*', 'news', 'hi'],
    ],
  ])('%j gets what others publish, and Cancel ends it (R3, L2)', async (argv, message) => {
    const listener = await page.addClient()
    const { entry } = await page.ranBy(listener, ...argv)
    expect(entry.reply).toMatchObject({
      t: 'array',
      v: [bulk(argv[0]?.toLowerCase() ?? ''), bulk(argv[1] ?? ''), int(1)],
    })
    await page.clientState(listener, 'subscribed')
    expect((await page.ran('PUBLISH', 'news', 'hi')).entry.reply).toEqual(int(1))
    const push = await page.entry(({ kind }, client) => client === listener && kind === 'push')
    expect(push).toMatchObject({ reply: { t: 'array', v: message.map(bulk) } })
    expect(await page.must('cancel', { client: listener })).toBe(true)
    await page.clientState(listener, 'idle')
    expect((await page.ran('PUBLISH', 'news', 'hi')).entry.reply).toEqual(int(0))
    expect((await page.ranBy(listener, 'PING')).entry.reply).toEqual({ t: 'simple', v: 'PONG' })
  })

  test('MONITOR shows what the others run, and Cancel ends it in the same database', async () => {
    const watcher = await page.addClient()
    await page.runBy(watcher, 'SELECT', '3')
    await page.runBy(watcher, 'MONITOR')
    await page.clientState(watcher, 'monitor')
    await page.run('SET', 'seen', '1')
    const line = await page.entry(
      (entry, client) => client === watcher && entry.kind === 'push' && JSON.stringify(entry.reply).includes('seen'),
    )
    expect(line).toMatchObject({ reply: { t: 'simple', v: expect.stringMatching(/"SET" "seen" "1"$/) } })
    expect(await page.must('cancel', { client: watcher })).toBe(true)
    expect(await page.clientState(watcher, 'idle')).toMatchObject({ db: 3 })
    expect((await page.ranBy(watcher, 'PING')).entry.reply).toEqual({ t: 'simple', v: 'PONG' })
  })
})

describe('a client that blocks', () => {
  test('waits, is served by another client, and the list is as that left it (F14)', async () => {
    const blocked = await page.addClient()
    const { entry } = await page.start(blocked, 'BLPOP', 'queue', '0')
    const waiting = await page.fact(({ kind }) => kind === 'waiting')
    expect(waiting).toMatchObject({ client: { id: blocked }, argv: { args: ['BLPOP', 'queue', '0'] }, keys: ['queue'] })
    expect(waiting).not.toHaveProperty('until')
    expect(await page.clientState(blocked, 'waiting')).toMatchObject({ what: 'BLPOP queue 0' })
    expect(page.timeline?.state.waiting()).toHaveLength(1)
    // the others go on
    expect((await page.ran('SET', 'meanwhile', '1')).fact.views).toHaveLength(1)
    await page.run('RPUSH', 'queue', 'job-1', 'job-2')
    const served = page.answered(await entry)
    expect(served.entry.reply).toEqual({ t: 'array', v: [bulk('queue'), bulk('job-1')] })
    expect(served.fact.waitedMs).toBeGreaterThan(0)
    expect(served.entry.waitedMs).toBe(served.fact.waitedMs)
    expect(served.entry.since).toBe(waiting.seq)
    expect(page.timeline?.state.waiting()).toEqual([])
    expect(page.timeline?.state.view(0, 'queue' as never)).toMatchObject({ length: 1, value: { head: ['job-2'] } })
    await page.clientState(blocked, 'idle')
  })

  test('gives up by itself at its timeout, which was told (F14)', async () => {
    const { entry } = await page.start(page.client, 'BLPOP', 'nothing', '0.2')
    const waiting = await page.fact(({ kind }) => kind === 'waiting')
    expect(waiting.kind === 'waiting' && waiting.until !== undefined && waiting.until - waiting.at).toBeGreaterThan(100)
    const { entry: answer, fact } = page.answered(await entry)
    expect(answer.reply).toEqual({ t: 'null' })
    expect(fact.waitedMs).toBeGreaterThanOrEqual(195)
    expect(page.timeline?.state.waiting()).toEqual([])
  })

  test('is answered nil by Cancel (R3)', async () => {
    const { entry } = await page.start(page.client, 'BLPOP', 'nothing', '0')
    await page.fact(({ kind }) => kind === 'waiting')
    expect(
      await page.ask('run', { client: page.client, id: 'x', argv: ['PING' as never], line: 'PING' }),
    ).toMatchObject({
      refused: { code: 'busy' },
    })
    expect(await page.must('cancel', { client: page.client })).toBe(true)
    expect(page.answered(await entry).entry.reply).toEqual({ t: 'null' })
    await page.clientState(page.client, 'idle')
    expect(page.timeline?.state.waiting()).toEqual([])
  })

  test('waits no more when it is closed', async () => {
    const blocked = await page.addClient()
    await page.start(blocked, 'BLPOP', 'nothing', '0')
    await page.until(() => page.timeline?.state.waiting().length === 1)
    await page.must('closeClient', { client: blocked })
    await page.until(() => page.timeline?.state.waiting().length === 0)
    expect(page.clients.map(({ id }) => id)).not.toContain(blocked)
  })

  test('is closed while it is being cancelled, and neither fails', async () => {
    const hasty = await page.addClient()
    await page.ranBy(hasty, 'MULTI')
    const [cancelled, closed] = await Promise.all([
      page.ask('cancel', { client: hasty }),
      page.ask('closeClient', { client: hasty }),
    ])
    expect(cancelled).toEqual({ ok: expect.any(Boolean) })
    expect(closed).toEqual({ ok: null })
  })

  test('waits no more when another client kills its connection, and says that the answer was lost (L4)', async () => {
    const blocked = await page.addClient()
    const id = (await page.ranBy(blocked, 'CLIENT', 'ID')).entry.reply
    const { entry } = await page.start(blocked, 'BLPOP', 'nothing', '0')
    await page.until(() => page.timeline?.state.waiting().length === 1)
    await page.run('CLIENT', 'KILL', 'ID', id.t === 'int' ? id.v : '')
    expect(await entry).toMatchObject({ kind: 'refused', outcome: 'unknown' })
    await page.until(() => page.timeline?.state.waiting().length === 0)
    await page.clientState(blocked, 'idle')
  })
})

describe('a connection', () => {
  test('has a database of its own, which its facts name', async () => {
    const other = await page.addClient()
    await page.runBy(other, 'SELECT', '5')
    expect(await page.clientState(other, 'idle')).toMatchObject({ db: 5 })
    const { entry, fact } = await page.ranBy(other, 'SET', 'k', 'five')
    expect(entry.db).toBe(5)
    expect(fact).toMatchObject({ db: 5, views: [{ db: 5, key: 'k' }], counts: [[5, 1]] })
    expect((await page.ran('GET', 'k')).entry.reply).toEqual({ t: 'null' })
  })

  test('speaks RESP3 after HELLO 3, and begins anew with RESET', async () => {
    const other = await page.addClient()
    await page.runBy(other, 'HSET', 'h', 'f', 'v')
    expect((await page.ranBy(other, 'HELLO', '3')).entry.reply.t).toBe('map')
    await page.clientState(other, 'idle')
    expect((await page.ranBy(other, 'HGETALL', 'h')).entry.reply).toEqual({ t: 'map', v: [[bulk('f'), bulk('v')]] })
    await page.runBy(other, 'SELECT', '2')
    expect((await page.ranBy(other, 'RESET')).entry.reply).toEqual({ t: 'simple', v: 'RESET' })
    expect((await page.ranBy(other, 'HGETALL', 'h')).entry.reply.t).toBe('array')
    expect(page.clients.find(({ id }) => id === other)).toMatchObject({ db: 0, resp: 2 })
  })

  test('that quits is followed by a new one, and the log says what went with the old one', async () => {
    const other = await page.addClient('quitter')
    await page.runBy(other, 'SELECT', '4')
    expect((await page.ranBy(other, 'QUIT')).entry.reply).toEqual({ t: 'simple', v: 'OK' })
    const notice = await page.entry(({ kind }, client) => client === other && kind === 'notice')
    expect(notice).toMatchObject({ text: expect.stringMatching(/quitter.*QUIT.*A new one is open/) })
    expect(
      await page.until(() => page.clients.find(({ id, state, db }) => id === other && state === 'idle' && db === 0)),
    ).toBeDefined()
    expect((await page.ranBy(other, 'PING')).entry.reply).toEqual({ t: 'simple', v: 'PONG' })
  })
})

describe('the clients of a page', () => {
  test('are added by name and closed, at most eight (R4)', async () => {
    const more = await app.page()
    const first = more.clients[0]?.name ?? ''
    expect(first).toMatch(/^client-\d+$/)
    const ids = []
    for (let i = 0; i < 7; i += 1) ids.push(await more.addClient(`c${i}`))
    expect(more.clients.map(({ name }) => name)).toEqual([first, 'c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6'])
    expect(await more.ask('addClient', {})).toMatchObject({ refused: { code: 'too-many' } })
    await more.must('closeClient', { client: ids[0] ?? '' })
    expect(await more.ask('run', { client: ids[0] ?? '', id: 'x', argv: ['PING' as never], line: '' })).toMatchObject({
      refused: { code: 'unknown-client' },
    })
    await more.addClient('c0')
    // a name that is taken is not given twice
    await more.must('closeClient', { client: ids[1] ?? '' })
    await more.addClient('you')
    expect(more.clients.map(({ name }) => name)).not.toContain('you')
  })

  test('are nobody else’s (R5)', async () => {
    const stranger = await app.page()
    for (const name of ['run', 'cancel', 'closeClient'] as const) {
      const message = { client: page.client, id: 'x', argv: ['PING' as never], line: '' }
      expect(await stranger.ask(name, message)).toMatchObject({ refused: { code: 'unknown-client' } })
    }
  })

  test('come back to a page that loads again, with what they said (C7)', async () => {
    const first = await app.page()
    await first.run('SET', 'k', 'v')
    first.leave()
    const again = await app.page({ viewer: first.viewer })
    expect(again.client).toBe(first.client)
    expect(again.joined.clients[0]?.entries).toMatchObject([{ kind: 'reply', line: 'SET k v' }])
    expect((await again.ran('GET', 'k')).entry.reply).toEqual(bulk('v'))
  })
})

describe('what harms the room', () => {
  test.each([
    [['CONFIG', 'SET', 'notify-keyspace-events', ''], /page sees changes by it/],
    [['CONFIG', 'SET', 'dir', '/tmp'], /machine/],
    [['SAVE'], /disk/],
    [['MIGRATE', 'h', '1', 'k', '0', '1'], /no other server/],
    [['REPLICAOF', 'h', '1'], /no other server/],
    [['MODULE', 'LOAD', 'x'], /our rights/],
    [['SYNC'], /replica/],
    [['CLIENT', 'REPLY', 'OFF'], /replies/],
    [['ACL', 'SETUSER', 'default', 'off'], /default/],
  ])('%j is refused with the reason, and does not run (S7)', async (argv, reason) => {
    const before = page.seq
    expect(await page.run(...argv)).toMatchObject({
      kind: 'refused',
      outcome: 'refused',
      message: expect.stringMatching(reason),
    })
    expect(page.seq).toBe(before)
  })
})

describe('the feed of the room', () => {
  test('that is cut leaves a gap that is said: the room reads all anew, in the same epoch (F18)', async () => {
    const epoch = page.joined.epoch
    await page.run('SET', 'before', '1')
    const { fact } = await page.ran('CLIENT', 'KILL', 'TYPE', 'pubsub')
    expect(fact.reply).toEqual(int(1))
    const sync = await page.fact(({ kind }) => kind === 'sync')
    expect(sync).toMatchObject({ reason: 'reconnected', complete: true, views: [{ key: 'before' }] })
    await page.until(() => page.status.state === 'live')
    expect((await page.ran('SET', 'after', '1')).fact.views).toHaveLength(1)
    expect(page.epochs).toEqual([])
    expect(page.joined.epoch).toBe(epoch)
  })

  test('that is cut while a client is blocked does not lose the end of its waiting', async () => {
    const blocked = await page.addClient()
    const { entry } = await page.start(blocked, 'BLPOP', 'queue', '0')
    await page.until(() => page.timeline?.state.waiting().length === 1)
    await page.run('CLIENT', 'KILL', 'TYPE', 'pubsub')
    await page.fact(({ kind }) => kind === 'sync')
    await page.run('RPUSH', 'queue', 'x')
    expect(page.answered(await entry).fact.waitedMs).toBeGreaterThan(0)
    await page.until(() => page.timeline?.state.waiting().length === 0)
    await page.must('closeClient', { client: blocked })
  })
})
