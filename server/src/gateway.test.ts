import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { MAX_MESSAGE, requests, VERSION } from '@rdd/shared/protocol'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../test/app.ts'
import type { Page } from '../test/page.ts'
import { seeded } from '../test/random-commands.ts'

let app: TestApp
/** Works all the time while others misbehave. */
let good: Page
let page: Page
const unhandled: unknown[] = []
const note = (reason: unknown) => unhandled.push(reason)

beforeAll(async () => {
  process.on('unhandledRejection', note)
  process.on('uncaughtExceptionMonitor', note)
  app = await startApp({}, afterAll)
  good = await app.page()
})
beforeEach(async () => {
  page = await app.page()
})
afterEach(async () => {
  page.leave()
  // nobody else notices
  expect((await good.ran('INCR', 'still-here')).fact.views).toHaveLength(1)
  expect(unhandled).toEqual([])
  expect(app.logged.filter(line => line.startsWith('A request failed'))).toEqual([])
})
afterAll(() => {
  process.off('unhandledRejection', note)
  process.off('uncaughtExceptionMonitor', note)
})

const bad = { refused: { code: 'bad-message' } }
const run = (over: object) => ({ client: page.client, id: 'x', argv: ['PING'], line: 'PING', ...over })
/** So many arrays in one another. */
const deep = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels))

describe('a message that is not one of ours', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['a string', 'PING'],
    ['a list', []],
    ['no argv', { argv: undefined }],
    ['an empty argv', { argv: [] }],
    ['numbers for arguments', { argv: ['SET', 'k', 1] }],
    ['an object for an argument', { argv: [{ toString: 'PING' }] }],
    ['too many arguments', { argv: Array(100_001).fill('') }],
    ['a list in a list', { argv: [['PING']] }],
    ['a lone backslash', { argv: ['GET', '\\'] }],
    ['an escape that is none', { argv: ['GET', '\\xZZ'] }],
    ['a lone surrogate', { argv: ['GET', '\ud800'] }],
    ['a client that is no id', { client: '../../etc' }],
    ['a client that is an object', { client: { $ne: null } }],
    ['a line that is none', { line: 7 }],
    ['a thousand levels', { argv: deep(1_000) }],
    ['binary data', { argv: [Buffer.from('PING')] }],
  ])('with %s is refused and says where (C2)', async (_, over) => {
    const message = typeof over === 'object' && over !== null && !Array.isArray(over) ? run(over) : over
    expect(await page.send('run', message)).toMatchObject({
      refused: { code: 'bad-message', message: expect.stringMatching(/^run/), mend: expect.any(String) },
    })
  })

  test('with properties named as those of every object runs as if they were not there', async () => {
    const message = JSON.parse(
      `{"__proto__": {"argv": ["FLUSHALL"]}, "constructor": 1, "client": "${page.client}", "id": "x", "argv": ["PING"], "line": "PING"}`,
    )
    expect(await page.send('run', message)).toMatchObject({ ok: { n: 1 } })
    expect(await page.entry(({ n }) => n === 1)).toMatchObject({ reply: { v: 'PONG' } })
  })

  test.each(['runs', '__proto__', 'constructor', 'toString', 'error', ''])('named %j is refused (C2)', async name => {
    expect(await page.send(name, {})).toMatchObject(bad)
  })

  test('without a place for the answer does what it says, and harms nobody', async () => {
    page.socket.emit('run', run({ argv: ['SET', 'silent', '1'] }) as never, undefined as never)
    page.socket.emit('run', undefined as never, undefined as never)
    page.socket.emit('addClient', { name: 7 } as never, 'not a function' as never)
    await good.fact(fact => fact.views.some(({ key }) => key === 'silent'))
  })

  test('of another version is told so (C4)', async () => {
    expect(await page.send('join', { version: VERSION + 1, viewer: 'v' })).toMatchObject({
      refused: { code: 'version', mend: 'Reload the page.' },
    })
  })

  test('for a room that is not there is refused, and the page stays where it was (C6)', async () => {
    for (const room of ['no-such-room', '__proto__', 'constructor'])
      expect(await page.send('join', { version: VERSION, viewer: 'v', room })).toMatchObject({
        refused: { code: 'unknown-room' },
      })
    expect((await page.ran('PING')).entry.reply).toMatchObject({ v: 'PONG' })
  })

  test('before joining is refused (C5)', async () => {
    const stranger = app.stranger()
    for (const name of Object.keys(requests)) {
      if (name === 'join') continue
      const message = {
        client: 'c',
        id: 'x',
        argv: ['FLUSHALL'],
        line: '',
        epoch: 'e',
        from: 1,
        to: 2,
        db: 0,
        keys: [],
        pattern: 'cache-aside',
        lanes: [{ operation: 'get', form: 'safe', id: '1' }],
        ttlMs: 1000,
        paused: true,
        place: null,
        on: true,
        everyMs: 100,
        actor: 'cache',
        state: 'up',
        what: 'expire',
        seq: 1,
      }
      expect(await stranger.send(name, message)).toMatchObject({ refused: { code: 'not-joined' } })
    }
  })

  test('about a database that does not exist is refused (R10)', async () => {
    for (const db of [-1, 16, 99_999, 1e300, 0.5])
      expect(await page.send('watch', { db, keys: ['k'] })).toMatchObject(bad)
    expect((await app.get(`/api/rooms/${page.joined.room}/keys?db=99`)).status).toBe(400)
    expect((await app.get(`/api/rooms/${page.joined.room}/key?db=99&key=k`)).status).toBe(400)
    expect((await app.get(`/api/rooms/${page.joined.room}/keys?db=0&cursor=99999999999999999999`)).status).toBe(400)
  })
})

describe('what is too much', () => {
  test('is a message over the limit: the page is cut off (C11)', async () => {
    page.socket.emit('run', run({ argv: ['SET', 'big', 'x'.repeat(2_000_000)] }) as never, () => {})
    await page.gone()
  })

  test('is a line of 10 MB: the page is cut off', async () => {
    page.socket.emit('run', run({ line: 'x'.repeat(10_000_000) }) as never, () => {})
    await page.gone()
  })

  test('is not what just fits', async () => {
    const value = 'x'.repeat(MAX_MESSAGE - 3_000)
    const { entry, fact } = await page.ran('SET', 'large', value)
    expect(entry.reply).toMatchObject({ v: 'OK' })
    expect(fact.views).toMatchObject([{ key: 'large', length: value.length }])
    // the log keeps heads, not a megabyte of each
    expect(JSON.stringify(fact).length).toBeLessThan(10_000)
    expect(JSON.stringify(entry).length).toBeLessThan(20_000)
    await page.run('DEL', 'large')
  })

  test('are 600 requests at once: 200 a second are answered, 200 wait, the rest is refused (C10)', async () => {
    const answers = Array.from({ length: 600 }, () => page.send('clock', {}))
    // others are not slowed
    expect(await good.ask('clock', {})).toHaveProperty('ok')
    const refused = (await Promise.all(answers)).filter(answer => JSON.stringify(answer).includes('too-many'))
    expect(refused.length).toBeGreaterThan(150)
    expect(refused.length).toBeLessThanOrEqual(205)
  })

  test('is not what a person pastes: what comes too fast waits its turn, and nothing is lost (C10)', async () => {
    const fast = Array.from({ length: 250 }, () => page.send('clock', {}))
    for (let i = 0; i < 50; i += 1) await page.run('INCR', 'pasted')
    expect((await Promise.all(fast)).filter(answer => JSON.stringify(answer).includes('refused'))).toEqual([])
    expect((await page.ran('GET', 'pasted')).entry.reply).toMatchObject({ v: '50' })
    await page.run('DEL', 'pasted')
  })

  test('waits for a page that reads nothing: it is dropped, and comes back to the state as it is (C12)', async () => {
    const stuck = await app.page()
    await stuck.run('SET', 'k', 'v')
    // it, the one of every test, and the good one
    await good.until(() => good.status.viewers === 3)
    stuck.sleep(true)
    const memory = process.memoryUsage().rss
    const other = app.program()
    let bytes = 0
    const isDropped = () => good.status.viewers === 2
    for (let round = 0; round < 200 && !isDropped(); round += 1) {
      const batch = other.pipeline()
      for (let i = 0; i < 20; i += 1)
        batch.hset(`big${i}`, ...Array.from({ length: 200 }, (_, n) => `${n}`.padEnd(250, `${round}`)))
      await batch.exec()
      const { fact } = await good.ran('INCR', 'rounds')
      bytes += JSON.stringify(good.facts.filter(({ seq }) => seq >= fact.seq - 20)).length
    }
    expect(isDropped()).toBe(true)
    // what waited for it is bounded, in bytes and in our memory (this process is server and pages both)
    expect(bytes).toBeLessThan(100_000_000)
    expect(process.memoryUsage().rss - memory).toBeLessThan(500_000_000)
    stuck.sleep(false)
    await stuck.until(() => stuck.socket.disconnected)
    const back = await app.page({ viewer: stuck.viewer })
    expect(back.seq).toBe(good.seq)
    expect(back.client).toBe(stuck.client)
    await good.must('reset', {})
  }, 15_000)
})

describe('what is no socket.io', () => {
  const origin = () => `Host: 127.0.0.1:${app.port}\r\nOrigin: http://127.0.0.1:${app.port}`
  const get = (path: string) => app.raw(`GET ${path} HTTP/1.1\r\n${origin()}\r\nConnection: close\r\n\r\n`)
  const post = (path: string, body: string) =>
    app.raw(
      `POST ${path} HTTP/1.1\r\n${origin()}\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    )

  test.each([
    '/socket.io/?EIO=3&transport=polling',
    '/socket.io/?EIO=99&transport=polling',
    '/socket.io/?transport=polling',
    '/socket.io/?EIO=4',
    '/socket.io/?EIO=4&transport=carrier-pigeon',
    '/socket.io/?EIO=4&transport=__proto__',
    '/socket.io/?EIO=4&transport=polling&sid=nobody',
    '/socket.io/?EIO=4&transport[]=polling',
    '/socket.io/?EIO=4&transport=polling&sid=__proto__',
  ])('%s is refused', async path => {
    expect(await get(path)).toMatch(/^HTTP\/1\.1 400/)
  })

  test('polling with garbage is closed', async () => {
    const hello = await get('/socket.io/?EIO=4&transport=polling')
    const sid = /"sid":"([^"]+)"/.exec(hello)?.[1]
    expect(sid).toBeDefined()
    const path = `/socket.io/?EIO=4&transport=polling&sid=${sid}`
    for (const body of [
      '',
      '9',
      '4',
      '42',
      '42[',
      '4\u001e\u001e4',
      '451-["run",{"_placeholder":true,"num":7}]',
      'b!!!',
    ])
      expect(await post(path, body)).toMatch(/^HTTP\/1\.1 (200|400)/)
  })

  test('a body of 2 MB to polling is refused', async () => {
    const hello = await get('/socket.io/?EIO=4&transport=polling')
    const sid = /"sid":"([^"]+)"/.exec(hello)?.[1]
    expect(await post(`/socket.io/?EIO=4&transport=polling&sid=${sid}`, `4${'x'.repeat(2_000_000)}`)).toMatch(
      /^(HTTP\/1\.1 413|$)/,
    )
  })

  /** Opens a WebSocket by hand; resolves with the socket once it is one. */
  const webSocket = () =>
    new Promise<ReturnType<typeof connect>>(resolve => {
      const socket = connect(app.port, '127.0.0.1', () =>
        socket.write(
          `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n${origin()}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
        ),
      )
      socket.on('error', () => {})
      socket.once('data', () => resolve(socket))
    })
  /** A masked text frame. */
  const frame = (text: string, head = 0x81) => {
    const body = Buffer.from(text)
    const length =
      body.length < 126 ? Buffer.of(0x80 | body.length) : Buffer.of(0x80 | 126, body.length >> 8, body.length & 255)
    return Buffer.concat([Buffer.of(head), length, Buffer.alloc(4), body])
  }

  test('random bytes on a WebSocket end it', async () => {
    const random = seeded(1)
    for (let i = 0; i < 20; i += 1) {
      const socket = await webSocket()
      const closed = new Promise(resolve => socket.once('close', resolve))
      socket.write(Buffer.from(Array.from({ length: 200 }, () => Math.floor(random() * 256))))
      socket.end()
      socket.resume()
      await closed
    }
  })

  test.each(
    [
      'hello',
      '4',
      '40{"__proto__":1}',
      '40',
      '42["run"]',
      '42["disconnect"]',
      '42["error"]',
      '42["newListener"]',
      '42{"not":"a list"}',
      '42[7]',
      '420["run",{}]',
      '4999999999999999999["run",{}]',
      '43["x"]',
      '44"error"',
      '452-["run",{"_placeholder":true,"num":0}]',
      '45999-["run"]',
      '40/admin,',
      '1',
      '2probe',
      '5',
      '6',
      `42["run",${'['.repeat(5_000)}${']'.repeat(5_000)}]`,
    ].map(packet => [packet.slice(0, 60), packet]),
  )('the packet %s harms nobody', async (_, packet) => {
    const socket = await webSocket()
    const closed = new Promise(resolve => socket.once('close', resolve))
    socket.write(frame('40'))
    socket.write(frame(packet))
    socket.write(frame('bytes of no packet', 0x82))
    socket.end(frame('', 0x88))
    socket.resume()
    await closed
  })

  test.each([
    ['another host', 'Host: evil.example', 'Origin: http://evil.example'],
    ['a host that ends like ours', 'Host: 127.0.0.1.evil.example', 'Origin: http://127.0.0.1'],
    ['another origin', '', 'Origin: http://evil.example'],
    ['the origin null', '', 'Origin: null'],
    ['no origin', '', 'X-None: 1'],
  ])('a WebSocket from %s is refused, and no event is sent to it', async (_, host, from) => {
    const said = await app.raw(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n${host || `Host: 127.0.0.1:${app.port}`}\r\n${from}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    )
    expect(said).toMatch(/^HTTP\/1\.1 403/)
    expect(said).not.toContain('sid')
  })
})
