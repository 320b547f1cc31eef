import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bytes } from '@rdd/shared/bytes'
import { Server as SocketServer } from 'socket.io'
import { afterAll, describe, expect, test } from 'vitest'
import { Refused } from '../refused.ts'
import type { RoomsApi } from '../rooms/api.ts'
import { createGuard } from './guard.ts'
import { createHttp } from './http.ts'
import { listen } from './listen.ts'
import { createTokens } from './token.ts'

const clientDir = mkdtempSync(join(tmpdir(), 'client-'))
afterAll(() => rmSync(clientDir, { recursive: true }))
mkdirSync(join(clientDir, 'assets'))
for (const name of ['index', 'hashes', 'sorted-sets', 'keyspace'])
  writeFileSync(join(clientDir, `${name}.html`), '<title>the page</title>')
writeFileSync(join(clientDir, 'assets', 'app-1a2b3c.js'), `// ${'long '.repeat(1000)}`)
writeFileSync(join(clientDir, 'assets', 'page-4d5e6f.js'), 'plain')
writeFileSync(join(clientDir, 'assets', 'page-4d5e6f.js.br'), 'by brotli')
writeFileSync(join(clientDir, 'assets', 'page-4d5e6f.js.gz'), 'by gzip')
writeFileSync(join(clientDir, '.secret'), 'secret')

/** Rooms that answer with what they were asked. */
const rooms: RoomsApi = {
  newRoom: async () => ({ room: 'new' }),
  commands: async room => {
    if (room !== 'r') throw new Refused('unknown-room', `There is no room ${room}.`, 'Open / for a new one.')
    return { commands: [] }
  },
  keyPage: async (_room, query) => ({ cursor: query.cursor, keys: [{ key: query.match, type: query.type ?? 'any' }] }),
  keyDetail: async (_room, { db, key }) => {
    if (key === bytes('boom')) throw new Error('password in /home/me')
    return { idleSeconds: db, frequency: null, refcount: null, policy: key }
  },
  limits: async room => ({ room }),
  info: async room => ({ room }),
  connections: async () => null,
  address: async () => {
    throw new Refused('forbidden', 'Not on an attached server.')
  },
  database: () => ({ state: 'off' }),
  lab: async id => {
    throw new Refused('not-found', `There is no lab ${id}.`)
  },
  measure: async ({ guard, readers }) => ({ guard, loads: readers, readers: [] }),
  compare: async () => ({ rows: [] }),
  connecting: async () => ({ server: 'redis 7.0.15', commands: 50, rounds: 0, ways: [], failures: [] }),
  startDatabase: () => ({ state: 'starting', percent: 0, doing: 'looking' }),
}

type Answer = { status: number; headers: IncomingMessage['headers']; body: string }
type Sent = { method?: string; path?: string; headers?: Record<string, string>; body?: string }

async function start(token: string | null = null) {
  const logged: string[] = []
  const tokens = token === null ? null : createTokens(token)
  const log = (line: string) => logged.push(line)
  const guard = createGuard({ host: '127.0.0.1', port: 0, token, names: [] }, tokens, log)
  const server: Server = createServer()
  const port = await listen(server, '127.0.0.1', 0)
  server.on('request', createHttp({ clientDir, rooms, guard, tokens, now: () => 0, log }))
  const io = new SocketServer(server, { serveClient: false, allowRequest: guard.allowRequest })
  afterAll(() => io.close())
  const ask = ({ method = 'GET', path = '/', headers = {}, body = '' }: Sent = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, method, path, headers }, response => {
        let text = ''
        response.setEncoding('utf8').on('data', part => {
          text += part
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
      })
      asked.on('error', reject).end(body)
    })
  /** Sends `lines` as they are, and resolves to the status line of the answer. */
  const raw = (...lines: string[]) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`))
      socket.once('data', data => {
        resolve(data.toString().split('\r\n')[0] ?? '')
        socket.destroy()
      })
      socket.once('error', reject)
    })
  const upgrade = (headers: string[], path = '/socket.io/?EIO=4&transport=websocket') =>
    raw(
      `GET ${path} HTTP/1.1`,
      ...headers,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    )
  const own = `127.0.0.1:${port}`
  return { ask, raw, upgrade, port, own, origin: `http://${own}`, logged }
}

describe('the page', async () => {
  const { ask, raw, own, logged } = await start()

  test.each(['/', '/hashes', '/sorted-sets', '/keyspace'])('%s is the client', async path => {
    const { status, headers, body } = await ask({ path })
    expect([status, body]).toEqual([200, '<title>the page</title>'])
    expect(headers['cache-control']).toBe('no-cache')
  })

  test.each(['/nonsense', '/constructor', '/hashes/x', '/assets/gone.js', '/.secret', '/index.php'])(
    '%s is not found',
    async path => {
      const { status, body } = await ask({ path })
      expect(status).toBe(404)
      expect(body).toContain('This address leads nowhere')
    },
  )

  test.each(['/../http.ts', '/%2e%2e/%2e%2e/etc/passwd', '/assets/..%2f..%2f.secret', '/assets/%00', '/%ff'])(
    '%s leads out of the folder and reads nothing',
    async path => {
      const { status, body } = await ask({ path })
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
      expect(body).not.toMatch(/secret|root:|import/)
    },
  )

  test('lets only its own files run, and tells nothing to other sites (S3, S4)', async () => {
    const { headers } = await ask()
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|data:|blob:|\*|http/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['x-powered-by']).toBeUndefined()
    expect(Object.keys(headers).filter(name => name.startsWith('access-control'))).toEqual([])
  })

  test('files named by their hash are kept for ever, and travel compressed', async () => {
    const { headers } = await ask({ path: '/assets/app-1a2b3c.js', headers: { 'accept-encoding': 'gzip' } })
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(headers['content-encoding']).toBe('gzip')
  })

  test.each([
    ['br, gzip', 'br', 'by brotli'],
    ['gzip, br', 'br', 'by brotli'],
    ['gzip', 'gzip', 'by gzip'],
    ['br;q=0', undefined, 'plain'],
    ['identity', undefined, 'plain'],
  ])('what was packed when it was built travels so, to a browser that takes %s', async (accepted, coding, text) => {
    const { headers, body } = await ask({ path: '/assets/page-4d5e6f.js', headers: { 'accept-encoding': accepted } })
    expect([headers['content-encoding'], body]).toEqual([coding, text])
    expect(headers['content-type']).toMatch(/^text\/javascript/)
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(headers.vary).toContain('Accept-Encoding')
  })

  test('a request without a Host is turned away', async () => {
    expect(await raw('GET / HTTP/1.0')).toContain('403')
    expect(await raw('GET / HTTP/1.1')).toContain('400')
  })

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:4321', 'null'])(
    'the Host %s is turned away everywhere, with the reason (S2)',
    async host => {
      for (const path of [
        '/',
        '/assets/app-1a2b3c.js',
        '/api/health',
        '/api/rooms/r/commands',
        '/socket.io/?EIO=4&transport=polling',
      ]) {
        const { status, body, headers } = await ask({ path, headers: { host } })
        expect([path, status]).toEqual([path, 403])
        expect(body).toContain(host)
        expect(headers['access-control-allow-origin']).toBeUndefined()
      }
    },
  )

  test('an absolute address in the request line does not stand in for the Host', async () => {
    expect(await raw(`GET http://${own}/ HTTP/1.1`, 'Host: evil.example')).toContain('403')
  })

  test('each kind of request turned away is logged once, with nothing raw in it', async () => {
    const before = logged.length
    await raw('GET / HTTP/1.1', 'Host: a\u001b[31m"b')
    await raw('GET / HTTP/1.1', 'Host: once.example')
    await raw('GET / HTTP/1.1', 'Host: once.example')
    const lines = logged.slice(before)
    expect(lines.filter(line => line.includes('once.example'))).toHaveLength(1)
    expect(lines.join()).not.toContain('\u001b')
  })
})

describe('the API', async () => {
  const { ask, origin } = await start()
  const json = async (sent: Sent) => {
    const { status, body } = await ask(sent)
    return [status, JSON.parse(body)]
  }

  test('health is told to everybody (H6)', async () =>
    expect(await json({ path: '/api/health' })).toEqual([200, { ok: true }]))

  test('a new room is made for our own page (H5)', async () =>
    expect(await json({ method: 'POST', path: '/api/rooms', headers: { origin } })).toEqual([201, { room: 'new' }]))

  test.each(['null', 'http://evil.example', 'http://localhost.evil.example', ''])(
    'a new room is refused to the origin "%s", and no CORS header is given',
    async foreign => {
      const { status, headers } = await ask({ method: 'POST', path: '/api/rooms', headers: { origin: foreign } })
      expect(status).toBe(403)
      expect(Object.keys(headers).filter(name => name.startsWith('access-control'))).toEqual([])
    },
  )

  test('a form of another site cannot make a room, nor can one that hides where it comes from', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await ask({ method: 'POST', path: '/api/rooms', headers, body: 'a=1' })).status).toBe(403)
  })

  test('a preflight is turned away', async () => {
    const headers = { origin: 'http://evil.example', 'access-control-request-method': 'POST' }
    expect((await ask({ method: 'OPTIONS', path: '/api/rooms', headers })).status).toBe(403)
  })

  test('a script tag of another site is turned away', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'script' }
    expect((await ask({ path: '/api/rooms/r/commands', headers })).status).toBe(403)
  })

  test('a page of keys is asked for in bytes, with what is left out filled in (H2)', async () => {
    expect(await json({ path: '/api/rooms/r/keys?db=0' })).toEqual([
      200,
      { cursor: '0', keys: [{ key: '*', type: 'any' }] },
    ])
    expect(await json({ path: '/api/rooms/r/keys?db=3&match=%5Cxff*&type=hash&cursor=18446744073709551615' })).toEqual([
      200,
      { cursor: '18446744073709551615', keys: [{ key: '\\xff*', type: 'hash' }] },
    ])
  })

  test.each([
    ['/api/rooms/r/keys', 'query.db'],
    ['/api/rooms/r/keys?db=x', 'not a database number'],
    ['/api/rooms/r/keys?db=0&db=1', 'query.db'],
    ['/api/rooms/r/keys?db=0&match=%5Cq', 'not the text form of bytes'],
    ['/api/rooms/r/keys?db=0&cursor=-1', 'not a cursor'],
    ['/api/rooms/r/key?db=0', 'query.key'],
    ['/api/rooms/a%20b/commands', 'The room of this request'],
    [`/api/rooms/${'a'.repeat(65)}/commands`, 'The room of this request'],
  ])('%s is refused with the reason', async (path, reason) => {
    const [status, { refused }] = await json({ path })
    expect([status, refused.code]).toEqual([400, 'bad-message'])
    expect(refused.message).toContain(reason)
  })

  test.each(['__proto__', 'constructor', 'toString'])('a room named %s is just unknown', async room => {
    const [status, { refused }] = await json({ path: `/api/rooms/${room}/commands` })
    expect([status, refused]).toEqual([
      404,
      { code: 'unknown-room', message: `There is no room ${room}.`, mend: 'Open / for a new one.' },
    ])
  })

  test('a refusal of the room arrives with its code (H4)', async () =>
    expect(await json({ path: '/api/rooms/r/address' })).toMatchObject([403, { refused: { code: 'forbidden' } }]))

  test('what nobody foresaw is told without its inside (C3, S6)', async () => {
    const { status, body } = await ask({ path: '/api/rooms/r/key?db=0&key=boom' })
    expect(status).toBe(500)
    expect(body).not.toMatch(/password|home/)
  })

  test.each(['/api', '/api/nonsense', '/api/rooms/r', '/api/rooms/r/__proto__'])(
    '%s answers that it is not there',
    async path => expect(await json({ path })).toMatchObject([404, { refused: { code: 'not-found' } }]),
  )
})

describe('the socket', async () => {
  const { ask, upgrade, own, origin } = await start()

  test('opens for our own page (C1)', async () =>
    expect(await upgrade([`Host: ${own}`, `Origin: ${origin}`])).toContain('101'))

  test.each([
    ['without an Origin', []],
    ['for null', ['Origin: null']],
    ['for another site', ['Origin: http://evil.example']],
    ['for a name that begins like ours', ['Origin: http://127.0.0.1.evil.example']],
    ['for another port of this machine', ['Origin: http://127.0.0.1:1']],
  ])('stays shut %s (S3)', async (_title, headers) =>
    expect(await upgrade([`Host: ${own}`, ...headers])).toContain('403'),
  )

  test('stays shut for a foreign Host, even where the Origin agrees with it', async () =>
    expect(await upgrade(['Host: evil.example', 'Origin: http://evil.example'])).toContain('403'))

  test('polling stays shut for other sites', async () => {
    const path = '/socket.io/?EIO=4&transport=polling'
    const { status, body, headers } = await ask({ path, headers: { origin: 'http://evil.example' } })
    expect(status).toBe(403)
    expect(body).toContain('another site')
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect((await ask({ path, headers: { 'sec-fetch-site': 'same-site' } })).status).toBe(403)
    expect((await ask({ path })).status).toBe(200)
  })
})

describe('a server with a token', async () => {
  const token = 'correct horse battery'
  const { ask, upgrade, own, origin } = await start(token)
  const login = (text: string, headers: Record<string, string> = {}) =>
    ask({
      method: 'POST',
      path: '/login',
      headers: { origin, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: `token=${encodeURIComponent(text)}`,
    })
  const cookieOf = ({ headers }: Answer) => String(headers['set-cookie']?.[0]).split(';')[0] ?? ''

  test('shows only the way in (S5)', async () => {
    const { status, body } = await ask({ headers: { accept: 'text/html' } })
    expect(status).toBe(401)
    expect(body).toContain('action="/login"')
    expect(body).not.toMatch(/<script|style=|<style/)
    expect((await ask({ path: '/assets/app-1a2b3c.js', headers: { accept: '*/*' } })).status).toBe(401)
    expect((await ask({ path: '/api/rooms/r/commands' })).status).toBe(401)
    expect((await ask({ method: 'POST', path: '/api/rooms', headers: { origin } })).status).toBe(401)
    expect(await upgrade([`Host: ${own}`, `Origin: ${origin}`])).toContain('401')
    expect((await ask({ path: '/api/health' })).status).toBe(200)
    expect((await ask({ path: '/plain.css' })).status).toBe(200)
  })

  test('lets in who knows it, by a cookie that holds no token and that no script reads', async () => {
    const answer = await login(token)
    expect([answer.status, answer.headers.location]).toEqual([303, '/'])
    const whole = String(answer.headers['set-cookie'])
    expect(whole).toMatch(/; HttpOnly; SameSite=Strict; Path=\//)
    expect(decodeURIComponent(whole)).not.toContain(token)
    const cookie = cookieOf(answer)
    expect((await ask({ headers: { cookie } })).status).toBe(200)
    expect((await ask({ path: '/api/rooms/r/commands', headers: { cookie: `a=b; ${cookie}` } })).status).toBe(200)
    expect(await upgrade([`Host: ${own}`, `Origin: ${origin}`, `Cookie: ${cookie}`])).toContain('101')
  })

  test('does not take a cookie somebody made up', async () => {
    const cookie = cookieOf(await login(token))
    for (const made of [`${cookie}x`, cookie.slice(0, -1), 'redis-deep-dive=', `redis-deep-dive=${token}`]) {
      expect((await ask({ headers: { cookie: made } })).status).toBe(401)
    }
  })

  test('takes no token from a page of another site', async () =>
    expect((await login(token, { origin: 'http://evil.example' })).status).toBe(403))

  test('takes no token from the address', async () =>
    expect((await ask({ path: `/?token=${encodeURIComponent(token)}` })).status).toBe(401))

  test('makes who guesses wait, even with the right one at last (S5)', async () => {
    const guessed = []
    for (let guess = 0; guess < 6; guess++) guessed.push((await login(`guess ${guess}`)).status)
    expect(guessed).toEqual([401, 401, 401, 401, 401, 429])
    const late = await login(token)
    expect(late.status).toBe(429)
    expect(Number(late.headers['retry-after'])).toBe(60)
  })

  test('refuses a body that is no form', async () => {
    const sent = {
      method: 'POST',
      path: '/login',
      headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    }
    expect((await ask({ ...sent, body: `token=${'x'.repeat(3000)}` })).status).toBe(413)
  })
})
