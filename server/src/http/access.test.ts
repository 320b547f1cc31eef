import { createServer } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { accessFrom, isLoopback } from './access.ts'
import { createAttempts } from './attempts.ts'
import { listen, urlOf } from './listen.ts'

describe('the environment', () => {
  test('left empty means loopback, port 4321, no token', () =>
    expect(accessFrom({})).toEqual({ host: '127.0.0.1', port: 4321, token: null, names: [] }))

  test.each(['0.0.0.0', '::', '192.168.1.5', 'example.com', '127.0.0.1.example.com'])(
    'HOST=%s without a token is refused with the mend (S1)',
    HOST => {
      expect(() => accessFrom({ HOST })).toThrow('Set TOKEN')
      expect(accessFrom({ HOST, TOKEN: 'x'.repeat(16) })).toMatchObject({ host: HOST })
    },
  )
  test('a short token is refused anywhere', () =>
    expect(() => accessFrom({ TOKEN: 'x'.repeat(15) })).toThrow('TOKEN is too short'))
  test.each(['65536', '-1', 'http', '1.5', '4321 '])('PORT=%s is refused', PORT =>
    expect(() => accessFrom({ PORT })).toThrow(`PORT=${PORT} is not a port`),
  )
  test('ALLOWED_HOSTS is a list in any case, with or without blanks', () =>
    expect(accessFrom({ ALLOWED_HOSTS: 'Demo.example.com, other:80,' }).names).toEqual([
      'demo.example.com',
      'other:80',
    ]))
  test.each(['127.0.0.1', '127.1.2.3', '::1', 'LOCALHOST'])('%s is loopback', host =>
    expect(isLoopback(host)).toBe(true),
  )
})

describe('listening', () => {
  const servers: ReturnType<typeof createServer>[] = []
  const server = () => {
    const made = createServer()
    servers.push(made)
    return made
  }
  afterEach(() => {
    for (const made of servers.splice(0)) made.close()
  })

  test('takes the next port when the wanted one is taken', async () => {
    const taken = await listen(server(), '127.0.0.1', 0)
    const got = await listen(server(), '127.0.0.1', taken)
    expect(got).toBeGreaterThan(taken)
    expect(got).toBeLessThanOrEqual(taken + 20)
  })
  test('says it plainly when the address is not ours', () =>
    expect(listen(server(), '203.0.113.1', 0)).rejects.toThrow('Cannot listen on 203.0.113.1:0 (EADDRNOTAVAIL)'))
  test.each([
    ['127.0.0.1', 'http://127.0.0.1:80'],
    ['0.0.0.0', 'http://127.0.0.1:80'],
    ['::1', 'http://[::1]:80'],
    ['192.168.1.5', 'http://192.168.1.5:80'],
  ])('on %s is opened at %s', (host, url) => expect(urlOf(host, 80)).toBe(url))
})

describe('wrong tries', () => {
  test('make one address wait, and no other, until the window has passed', () => {
    let now = 0
    const attempts = createAttempts(2, 60_000, () => now)
    attempts.failed('a')
    expect(attempts.wait('a')).toBe(0)
    now = 10_000
    attempts.failed('a')
    expect(attempts.wait('a')).toBe(50)
    expect(attempts.wait('b')).toBe(0)
    now = 60_000
    expect(attempts.wait('a')).toBe(0)
  })
  test('of very many addresses are forgotten, the oldest first', () => {
    const attempts = createAttempts(1, 60_000, () => 0, 2)
    for (const address of ['a', 'b', 'c']) attempts.failed(address)
    expect(['a', 'b', 'c'].map(address => attempts.wait(address))).toEqual([0, 60, 60])
  })
})
