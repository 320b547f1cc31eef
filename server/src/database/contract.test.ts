/** What everything here that is called a database does alike, whatever is behind it. */
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { NO_PROGRAMS, testDatabase, withoutPrograms } from '../../test/database.ts'
import { Wire } from '../runner/wire.ts'
import { clientOptions, type Database, DatabaseError } from './database.ts'
import { type DatabaseSource, databaseSource } from './open.ts'
import { Rows } from './rows.ts'

/** The embedded server as DATABASE_URL names one: over TCP. */
async function named(): Promise<DatabaseSource> {
  const { target } = await testDatabase().open()
  const wire = await Wire.open({ target: () => target, onOpen: () => {} })
  const source = databaseSource({ DATABASE_URL: `postgres://postgres@127.0.0.1:${wire.near.port}/postgres` })
  return {
    ...source,
    close: async () => {
      await source.close()
      wire.cut()
    },
  }
}

const kinds: [string, said: RegExp, open: () => Promise<DatabaseSource>][] = [
  ['an embedded PostgreSQL', /^PostgreSQL 18\.\d+, embedded$/, async () => testDatabase()],
  ['a PostgreSQL that DATABASE_URL names', /^PostgreSQL 18\.\d+ at 127\.0\.0\.1:\d+\/postgres$/, named],
  ['PGlite', /^PGlite, PostgreSQL 1[78]\.\d+ in WebAssembly$/, async () => withoutPrograms()],
]

describe.each(kinds)('%s', (_kind, said, openSource) => {
  let source: DatabaseSource
  let database: Database
  let [one, other]: Rows[] = []
  beforeAll(async () => {
    source = await openSource()
    database = await source.open()
    one = await Rows.create(database)
    other = await Rows.create(database)
  }, 90_000)
  afterAll(async () => {
    await one?.drop()
    await other?.drop()
    await source?.close()
  })

  const client = async (rows: Rows | undefined): Promise<Client> => {
    const made = new Client(clientOptions(database, rows?.schema))
    made.on('error', () => {})
    await made.connect()
    onTestFinished(() => made.end().catch(() => {}))
    return made
  }
  const detail = async (asker: Client) => (await asker.query("SELECT detail FROM users WHERE id = '1'")).rows[0]?.detail

  test('says what it is', () => {
    expect(database.said).toMatch(said)
    expect(source.status()).toMatchObject({ state: 'ready', said: database.said })
  })

  test('keeps the rows of two rooms apart, also on connections that ask by turns', async () => {
    const [a, b] = [await client(one), await client(other)]
    await a.query("UPDATE users SET detail = 'a@example.com' WHERE id = '1'")
    await b.query("UPDATE users SET detail = 'b@example.com' WHERE id = $1", ['1'])
    expect(await Promise.all([detail(a), detail(b), detail(a), detail(b)])).toEqual([
      'a@example.com',
      'b@example.com',
      'a@example.com',
      'b@example.com',
    ])
  })

  test('restores rows to the letter', async () => {
    const before = await other?.read()
    if (other === undefined || before === undefined) throw new Error('no rows')
    await other.change('products', '2', 'other')
    await other.restore(before)
    expect(await other.read()).toEqual(before)
  })

  test('says what is wrong with a statement, in words and with its severity, and takes the next one', async () => {
    const asker = await client(one)
    await expect(asker.query('SELECT * FROM nowhere')).rejects.toMatchObject({ severity: 'ERROR', code: '42P01' })
    await expect(asker.query('SELECT $1::int / 0', ['1'])).rejects.toThrow('division by zero')
    await expect(asker.query("UPDATE users SET name = $1 WHERE id = '1'", ['\0'])).rejects.toThrow(/encoding|0x00/)
    expect((await asker.query('SELECT $1::text AS said', ['ünïcode'])).rows).toEqual([{ said: 'ünïcode' }])
  })

  test('undoes the transaction of a connection that was cut', async () => {
    const [cut, asker] = [await client(one), await client(one)]
    await cut.query('BEGIN')
    await cut.query("UPDATE users SET detail = 'never' WHERE id = '1'")
    cut.connection.stream.destroy()
    expect(await detail(asker)).not.toBe('never')
    await asker.query("UPDATE users SET detail = 'after' WHERE id = '1'")
    expect(await detail(asker)).toBe('after')
  })

  test('lets nobody wait for ever behind a transaction that does not end', async () => {
    const [holder, waiting] = [await client(one), await client(one)]
    await holder.query('BEGIN')
    await holder.query("SELECT 1 FROM users WHERE id = '1' FOR UPDATE")
    await expect(waiting.query("UPDATE users SET detail = 'late' WHERE id = '1'")).rejects.toThrow(/timeout/)
    await holder.query('ROLLBACK')
    expect(await detail(holder)).not.toBe('late')
  }, 20_000)
})

test('where the embedded one cannot run PGlite is started, and the reason is told', async () => {
  const source = withoutPrograms()
  onTestFinished(() => source.close())
  const opening = source.open()
  expect(source.status()).toMatchObject({ state: 'starting' })
  await opening
  expect(source.status()).toMatchObject({ state: 'ready', said: expect.stringMatching(/^PGlite/), why: NO_PROGRAMS })
}, 90_000)

test('where neither can run, both reasons are told, and what to do', async () => {
  const fails = (why: string) => () => Promise.reject(new DatabaseError(why))
  const source = databaseSource({}, [fails(NO_PROGRAMS), fails('PGlite did not start: no memory.')])
  await expect(source.open()).rejects.toThrow(`${NO_PROGRAMS} PGlite did not start: no memory. Set DATABASE_URL`)
  expect(source.status()).toMatchObject({ state: 'failed' })
})
