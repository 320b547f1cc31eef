import { createHash } from 'node:crypto'
import { bytes, fromRaw } from '@rdd/shared/bytes'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { beforeAll, describe, expect, test } from 'vitest'
import { startRedis } from '../../test/redis.ts'
import { Probe } from './probe.ts'
import { snapshot } from './snapshot.ts'

let probe: Probe
beforeAll(async () => {
  probe = await Probe.open((await startRedis()).address)
  return () => probe.close()
})

const run = (command: string, ...args: (string | number | Buffer)[]) => probe.call(command, ...args)
async function look(key: string, db = 0): Promise<KeyView | null | undefined> {
  return (await probe.snapshot(db, [bytes(key)])).views.get(bytes(key))
}
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => bytes(`${from + i}`))

describe('of a long key both ends are seen, and its exact length (F11)', () => {
  test('a list', async () => {
    await run('RPUSH', 'list', ...numbers(0, 250))
    const value = { type: 'list', head: numbers(0, 50), tail: numbers(200, 250) }
    expect(await look('list')).toMatchObject({ length: 250, value })
  })

  test('a sorted set', async () => {
    await run('ZADD', 'zset', ...numbers(100, 350).flatMap(n => [n, n]))
    const pairs = (from: number, to: number) => numbers(from, to).map(n => [n, n])
    const value = { type: 'zset', head: pairs(100, 150), tail: pairs(300, 350) }
    expect(await look('zset')).toMatchObject({ length: 250, value })
  })

  test('a stream', async () => {
    for (const n of numbers(1, 121)) await run('XADD', 'stream', `${n}-0`, 'n', n)
    const entries = (from: number, to: number) => numbers(from, to).map(n => ({ id: `${n}-0`, fields: [['n', n]] }))
    const value = { type: 'stream', head: entries(1, 51), tail: entries(71, 121), lastId: '120-0', added: 120 }
    expect(await look('stream')).toMatchObject({ length: 120, value })
  })
})

test('of a hash and a set a hundred are seen, and the exact number (F11)', async () => {
  await run('HSET', 'hash', ...numbers(0, 2_000).flatMap(n => [n, n]))
  await run('SADD', 'set', ...numbers(0, 2_000).map(n => `m${n}`))
  const [hash, set] = [await look('hash'), await look('set')]
  expect(hash?.length).toBe(2_000)
  expect(hash?.value.type === 'hash' && hash.value.fields).toHaveLength(100)
  expect(set?.length).toBe(2_000)
  expect(set?.value.type === 'set' && set.value.members).toHaveLength(100)
})

test('a server without HPEXPIRETIME is not asked for the expiry of fields, and counts no error', async () => {
  const [known] = await run('COMMAND', 'INFO', 'HPEXPIRETIME').then(reply => (Array.isArray(reply) ? reply : []))
  expect(probe.fieldTtls).toBe(known !== null)
  await run('HSET', 'fields', 'a', 1, 'b', 2)
  // the first look finds no script yet, which is an error of its own
  await look('fields')
  const errors = await probe.info('errorstats')
  const fields = [
    ['a', '1', null],
    ['b', '2', null],
  ]
  expect(await look('fields')).toMatchObject({ length: 2, value: { type: 'hash', fields } })
  expect(await probe.info('errorstats')).toEqual(errors)
})

test('the expiry of each field is read as HPEXPIRETIME answers it', async () => {
  const asked: unknown[] = []
  // what the script of a 7.4 returns for a hash of three fields, one with an expiry
  const row = [
    ['a', '1', 'b', '2', 'c', '3'],
    [-1, 1_795_435_200_000, -2],
  ]
  const call = async (...args: unknown[]) => {
    asked.push(args)
    return [['1795435100', '0'], 1, [], ['hash', -1, 'listpackex', 120, 3, row]]
  }
  const { views } = await snapshot(call, true, 0, [bytes('h')])
  expect(views.get(bytes('h'))).toMatchObject({
    value: {
      fields: [
        ['a', '1', null],
        ['b', '2', 1_795_435_200_000],
        ['c', '3', null],
      ],
    },
  })
  expect(asked).toEqual([['EVALSHA', expect.any(String), 0, 0, 100, 256, 1024, 1, Buffer.from('h')]])
})

test('a window that holds all is the whole, in one piece (F11)', async () => {
  await run('RPUSH', 'short', ...numbers(0, 100))
  expect(await look('short')).toMatchObject({ length: 100, value: { head: numbers(0, 100), tail: [] } })
})

test('a long element keeps its beginning, its size and its SHA-1; a long string its beginning (F11)', async () => {
  const long = Buffer.alloc(300, 0x80)
  await run('RPUSH', 'pieces', 'x'.repeat(256), long)
  const sha1 = createHash('sha1').update(long).digest('hex')
  const cut = { head: fromRaw(long.subarray(0, 256)), bytes: 300, sha1 }
  expect(await look('pieces')).toMatchObject({ length: 2, value: { head: ['x'.repeat(256), cut] } })
  await run('SET', 'text', 'y'.repeat(5_000))
  expect(await look('text')).toMatchObject({ length: 5_000, value: { type: 'string', head: 'y'.repeat(1_024) } })
})

test('a cut never leaves half a character', async () => {
  await run('SET', 'text', `${'y'.repeat(1_022)}€uro`)
  expect(await look('text')).toMatchObject({ length: 1_028, value: { head: 'y'.repeat(1_022) } })
})

test('a view tells encoding, memory and the instant of expiry; a key that is not there is null', async () => {
  await run('SET', 'brief', '12', 'PX', 60_000)
  const { at, count, views } = await probe.snapshot(0, [bytes('brief'), bytes('nowhere')])
  const view = views.get(bytes('brief'))
  expect(view).toMatchObject({ db: 0, key: 'brief', encoding: 'int', memory: expect.any(Number) })
  expect((view?.expiresAt ?? 0) - at).toBeGreaterThan(59_000)
  expect((view?.expiresAt ?? 0) - at).toBeLessThanOrEqual(60_000)
  expect(views.get(bytes('nowhere'))).toBeNull()
  expect(count).toBe(Number(await run('DBSIZE')))
})

test('it looks into the database it is asked for, and writes nothing', async () => {
  await run('SELECT', 4)
  await run('SET', 'there', 'x')
  const dirty = async () => (await probe.info('persistence')).get('rdb_changes_since_last_save')
  const before = await dirty()
  expect(await look('there', 4)).toMatchObject({ db: 4, value: { head: 'x' } })
  expect(await look('there', 0)).toBeNull()
  expect(await dirty()).toBe(before)
})
