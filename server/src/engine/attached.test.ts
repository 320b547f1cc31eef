import { createServer } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { startRedis } from '../../test/redis.ts'
import { attach, parseRedisUrl } from './attached.ts'

describe('REDIS_URL', () => {
  test.each([
    ['redis://cache', { host: 'cache', port: 6379, tls: false, db: 0 }],
    ['redis://:p%40ss@cache:7000/3', { host: 'cache', port: 7000, password: 'p@ss', tls: false, db: 3 }],
    ['rediss://me:secret@cache', { host: 'cache', port: 6379, username: 'me', password: 'secret', tls: true, db: 0 }],
    ['redis://[::1]:6380', { host: '::1', port: 6380, tls: false, db: 0 }],
  ])('%s is understood', (text, address) => expect(parseRedisUrl(text)).toEqual(address))

  test.each([
    ['cache:6379', 'begins with cache://'],
    ['http://cache', 'begins with http://'],
    ['six', 'not a URL'],
    ['redis://:secret@cache/zero', '"zero" is not a database number'],
    ['redis://', 'names no host'],
  ])('%s is refused with the reason, and no password is repeated', (text, reason) => {
    expect(() => parseRedisUrl(text)).toThrow(reason)
    expect(() => parseRedisUrl(text)).not.toThrow('secret')
  })
})

describe('attaching', async () => {
  const own = await startRedis()
  const { port, password } = own.address

  test('says what answers and where, and has nothing to copy', async () => {
    const engine = await attach(`redis://:${password}@127.0.0.1:${port}`)
    expect(engine).toMatchObject({ kind: 'attached', product: own.product, version: own.version, url: null })
    expect(engine.shown).toBe(`127.0.0.1:${port}`)
    await expect(engine.restart('why not')).rejects.toThrow('not ours to restart')
  })

  test('a missing password is asked for', () =>
    expect(attach(`redis://127.0.0.1:${port}`)).rejects.toThrow('asks for a password'))

  test('a wrong password is named as such', () =>
    expect(attach(`redis://:wrong@127.0.0.1:${port}`)).rejects.toThrow('refuses the user name or password'))

  test('a port where nobody listens is named as such', () =>
    expect(attach('redis://127.0.0.1:1')).rejects.toThrow('Nothing listens at 127.0.0.1:1'))

  test('a machine that does not exist is named as such', () =>
    expect(attach('redis://nowhere.invalid')).rejects.toThrow('No machine is called so'))

  /** Stands in for servers that are not on this machine: answers INFO with `info`. */
  async function fake(info: string): Promise<string> {
    const server = createServer(socket => {
      socket.on('error', () => {})
      socket.on('data', data => {
        // One reply for each command: a command is one array of bulk strings.
        for (const command of data.toString().split('*').slice(1)) {
          socket.write(/info/i.test(command) ? `$${info.length}\r\n${info}\r\n` : '+OK\r\n')
        }
      })
    })
    afterAll(() => void server.close())
    return new Promise(resolve => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        if (address !== null && typeof address === 'object') resolve(`redis://127.0.0.1:${address.port}`)
      })
    })
  }

  test('Redis 6 is refused in a sentence', async () => {
    await expect(attach(await fake('redis_version:6.2.14\r\n'))).rejects.toThrow(
      /is Redis 6\.2\.14\. Redis Deep Dive needs Redis 7\.0 or newer/,
    )
  })

  test('Valkey is known by its own version, not by the Redis version it claims for old clients', async () => {
    const engine = await attach(await fake('redis_version:7.2.4\r\nvalkey_version:8.1.0\r\n'))
    expect(engine).toMatchObject({ product: 'valkey', version: '8.1.0' })
  })
})
