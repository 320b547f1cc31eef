/** One page leads, and the others hear where it stands. */
import { afterAll, beforeEach, expect, test } from 'vitest'
import { startApp } from '../../test/app.ts'
import type { Page } from '../../test/page.ts'

const app = await startApp({}, afterAll)
const there = { chapter: 'lists', db: 0, lens: 'value', step: 3 } as const
const elsewhere = { chapter: 'sets', db: 0, lens: 'encoding', seq: 12 } as const

let leader: Page
let other: Page
beforeEach(async () => {
  leader = await app.page()
  other = await app.page()
})

const hears = (page: Page, wanted: object | null) =>
  page.until(() => JSON.stringify(page.led.at(-1)) === JSON.stringify(wanted))

test('the others hear where it stands, it does not hear itself, and a joiner finds it (R16)', async () => {
  await leader.must('lead', { place: there })
  await hears(other, there)
  expect(leader.led).toEqual([])
  expect((await app.page()).joined.led).toEqual(there)
  await leader.must('lead', { place: null })
  await hears(other, null)
  expect((await app.page()).joined.led).toBeNull()
})

test('the last page to lead is the one that is followed, and who does not lead ends nothing (R16)', async () => {
  await leader.must('lead', { place: there })
  await other.must('lead', { place: elsewhere })
  await hears(leader, elsewhere)
  await leader.must('lead', { place: null })
  expect((await app.page()).joined.led).toEqual(elsewhere)
})

test('a page that leaves leads no more (R16)', async () => {
  await leader.must('lead', { place: there })
  await hears(other, there)
  leader.leave()
  await hears(other, null)
})

test.each([
  { place: { ...there, chapter: '../etc' } },
  { place: { ...there, db: -1 } },
  { place: { ...there, step: 1.5 } },
  { place: 'lists' },
])('%j leads nowhere', async message => {
  expect(await leader.send('lead', message)).toMatchObject({ refused: { code: 'bad-message' } })
})

test('what a picture of the server needs is answered over HTTP (H8)', async () => {
  const ask = async (what: string): Promise<unknown> =>
    (await fetch(`http://127.0.0.1:${app.port}/api/rooms/${leader.joined.room}/${what}`)).json()
  expect(await ask('limits')).toMatchObject({ 'list-max-listpack-size': '-2', 'set-max-intset-entries': '512' })
  await leader.run('CONFIG', 'SET', 'set-max-intset-entries', '4')
  expect(await ask('limits')).toMatchObject({ 'set-max-intset-entries': '4' })
  expect(await ask('info')).toMatchObject({
    redis_version: expect.stringMatching(/^\d/),
    connected_clients: expect.any(String),
  })
})
