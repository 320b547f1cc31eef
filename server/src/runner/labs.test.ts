import { Compared } from '@rdd/shared/patterns/labs/compare'
import { LABS } from '@rdd/shared/patterns/labs/labs'
import { Measured } from '@rdd/shared/patterns/labs/measure'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { testDatabase } from '../../test/database.ts'

let app: TestApp
const ends: (() => Promise<void>)[] = []
beforeAll(async () => {
  app = await startApp({ database: testDatabase() }, end => ends.push(end))
}, 60_000)
afterAll(async () => {
  for (const end of ends) await end()
})

/** HTTP, as the page asks. */
async function post(path: string): Promise<{ status: number; body: unknown }> {
  const origin = `http://127.0.0.1:${app.port}`
  const response = await fetch(`${origin}/api/labs/${path}`, { method: 'POST', headers: { origin } })
  return { status: response.status, body: await response.json() }
}

test('a crowd without a guard loads the row many times, behind a lock once; each reader tells what it waited', async () => {
  const crowd = 'readers=12&spreadMs=0&addedMs=100'
  const none = Measured.parse((await post(`crowd?guard=none&${crowd}`)).body)
  const lock = Measured.parse((await post(`crowd?guard=lock&${crowd}`)).body)
  expect(none.loads).toBeGreaterThan(1)
  expect(lock.loads).toBe(1)
  for (const { readers } of [none, lock]) expect(readers).toHaveLength(12)
}, 60_000)

test('the patterns are compared in one answer', async () => {
  const { rows } = Compared.parse((await post('compare')).body)
  expect(rows.map(({ pattern }) => pattern)).toEqual(['cache-aside', 'read-through', 'write-through', 'write-behind'])
}, 60_000)

test.each([
  ['no reader', 'guard=none&readers=0&spreadMs=0&addedMs=0', 'readers'],
  ['too many', 'guard=none&readers=201&spreadMs=0&addedMs=0', 'readers'],
  ['half a reader', 'guard=none&readers=1.5&spreadMs=0&addedMs=0', 'readers'],
  ['a guard nobody knows', 'guard=dog&readers=1&spreadMs=0&addedMs=0', 'guard'],
  ['a spread of years', 'guard=none&readers=1&spreadMs=1e12&addedMs=0', 'spreadMs'],
  ['a database slower than is bearable', 'guard=none&readers=1&spreadMs=0&addedMs=1001', 'addedMs'],
])('a crowd of %s is refused', async (_title, query, where) => {
  const { status, body } = await post(`crowd?${query}`)
  expect(status).toBe(400)
  expect(body).toMatchObject({ refused: { code: 'bad-message', message: expect.stringContaining(`query.${where}`) } })
})

test('labs go one after the other, and the one too many is told to come again', async () => {
  const answers = await Promise.all(Array.from({ length: 9 }, () => post('ttl-zero')))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 503])
  expect(answers.find(({ status }) => status === 503)?.body).toMatchObject({
    refused: { code: 'busy', mend: 'Try again in a moment.' },
  })
}, 60_000)

test('no lab has the name of another experiment', () => {
  const ids = LABS.map(({ id }) => id)
  for (const name of ['crowd', 'compare', 'connecting']) expect(ids).not.toContain(name)
})
