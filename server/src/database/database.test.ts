import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, watch } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { Wire } from '../runner/wire.ts'
import { databaseSource } from './open.ts'
import { Rows } from './rows.ts'

/** The embedded server as DATABASE_URL would name one: over TCP, by a wire that can be cut. */
async function urlOfEmbedded(): Promise<{ url: string; wire: Wire }> {
  const { target } = await testDatabase().open()
  const wire = await Wire.open({ target: () => target, onOpen: () => {} })
  onTestFinished(() => wire.cut())
  return { url: `postgres://postgres:s3cret@127.0.0.1:${wire.near.port}/postgres`, wire }
}
const refusal = (url: string) =>
  databaseSource({ DATABASE_URL: url })
    .open()
    .then(
      () => 'opened',
      (error: Error) => error.message,
    )

test('the embedded server says what it is, shows how far its start is, and leaves nothing behind', async () => {
  const source = databaseSource({})
  expect(source.status()).toEqual({ state: 'off' })
  const opening = source.open()
  expect(source.status()).toMatchObject({ state: 'starting', percent: 0 })
  const database = await opening
  expect(source.status()).toEqual({ state: 'ready', said: database.said })
  expect(database.said).toMatch(/^PostgreSQL 18\.\d+, embedded$/)
  if (!('path' in database.target)) throw new Error('It listens on a network.')
  expect(existsSync(database.target.path)).toBe(true)
  await source.close()
  expect(existsSync(database.target.path.replace(/\/[^/]*$/, ''))).toBe(false)
}, 30_000)

test('it ends with us even when we are killed, and its folder with it', async () => {
  const module = JSON.stringify(new URL('./open.ts', import.meta.url).href)
  const script = `
    const { databaseSource } = await import(${module})
    const { pool, target } = await databaseSource({}).open()
    const { rows } = await pool.query('SELECT pg_backend_pid() AS pid')
    console.log(target.path)
    setInterval(() => {}, 1000)`
  const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [path] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string]
  const folder = path.replace(/\/[^/]*$/, '')
  expect(existsSync(folder)).toBe(true)
  const gone = new Promise<void>(resolve => {
    const watcher = watch(tmpdir(), () => {
      if (existsSync(folder)) return
      watcher.close()
      resolve()
    })
  })
  parent.kill('SIGKILL')
  await gone
  // nobody listens: the folder is removed when postgres has ended
  expect(existsSync(path)).toBe(false)
}, 30_000)

test('DATABASE_URL names a server: its version is said, its password is not, and it stays when we go', async () => {
  const { url } = await urlOfEmbedded()
  const source = databaseSource({ DATABASE_URL: url })
  const database = await source.open()
  expect(database.said).toMatch(/^PostgreSQL 18\.\d+ at 127\.0\.0\.1:\d+\/postgres$/)
  const rows = await Rows.create(database)
  expect((await rows.read()).users.map(({ name }) => name)).toEqual(['Alice', 'Bob', 'Carol'])
  await rows.drop()
  await source.close()
  const { pool } = await testDatabase().open()
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
}, 30_000)

test('a DATABASE_URL that cannot be used is refused with why and what to do, never with its password', async () => {
  const { url, wire } = await urlOfEmbedded()
  wire.cut()
  expect(await refusal(url)).toMatch(
    /127\.0\.0\.1:\d+\/postgres that cannot be used: .*ECONNREFUSED.*correct DATABASE_URL/,
  )
  expect(await refusal('mysql://me:s3cret@host/db')).toMatch(/cannot be read\. It looks like postgres:/)
  expect(`${await refusal(url)}${await refusal('postgres://%:s3cret@')}`).not.toContain('s3cret')
}, 30_000)

test('a server that never answers is given up after five seconds', async () => {
  const sockets: Socket[] = []
  const mute = createServer(socket => void sockets.push(socket))
  await new Promise<void>(resolve => void mute.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    mute.close()
  })
  const address = mute.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const source = databaseSource({ DATABASE_URL: `postgres://me:s3cret@127.0.0.1:${port}/db` })
  await expect(source.open()).rejects.toThrow(/cannot be used: .*timeout/)
  expect(source.status()).toMatchObject({ state: 'failed', why: expect.stringContaining('DATABASE_URL') })
}, 15_000)

test('rows are restored to the letter, versions and all', async () => {
  const rows = await Rows.create(await testDatabase().open())
  const before = await rows.read()
  await rows.change('users', '1', 'other@example.com')
  expect(await rows.find('users', '1')).toMatchObject({ detail: 'other@example.com', version: 2 })
  await rows.restore(before)
  expect(await rows.read()).toEqual(before)
  expect(await rows.change('users', '99', 'x')).toBeNull()
  await rows.drop()
}, 30_000)
