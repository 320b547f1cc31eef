/** What a page asks of its room, and what it is told unasked. */
import { Catalogue } from '@rdd/shared/commands/catalogue'
import { KeyDetail, NewRoom, VERSION } from '@rdd/shared/protocol'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Page } from '../../test/page.ts'

let app: TestApp
let page: Page
beforeAll(async () => {
  app = await startApp({}, afterAll)
  page = await app.page()
})
beforeEach(async () => {
  await page.must('reset', {})
})

const int = (n: number) => ({ t: 'int', v: `${n}` })
const asked = async (path: string): Promise<unknown> =>
  JSON.parse((await app.get(`/api/rooms/${page.joined.room}/${path}`)).body)

test('a reset empties every database and the functions, as one fact that names who asked (R6)', async () => {
  await page.run('SET', 'here', '1')
  await app.program().call('FUNCTION', 'LOAD', '#!lua name=l\nredis.register_function("f", function() end)')
  const other = await page.addClient()
  await page.runBy(other, 'SELECT', '7')
  await page.runBy(other, 'SET', 'there', '1')
  const before = page.seq
  await page.must('reset', {})
  expect(page.news.filter(({ seq }) => seq > before)).toMatchObject([
    { kind: 'reset', flushed: 'all', client: { name: page.clients[0]?.name } },
  ])
  expect(page.timeline?.state.counts()).toEqual([])
  expect(await app.program().info('keyspace')).not.toContain('keys=')
  expect(await app.program().call('FUNCTION', 'LIST')).toEqual([])
  await page.must('closeClient', { client: other })
})

test('asked to read anew, the room reads everything into one fact (R7)', async () => {
  await page.run('SET', 'k', '1')
  const before = page.seq
  await page.must('resync', {})
  expect(page.news.filter(({ seq }) => seq > before)).toMatchObject([
    { kind: 'sync', reason: 'asked', complete: true, views: [{ key: 'k' }], counts: [[0, 1]] },
  ])
})

test('the clock is Redis’s own, to within the error it admits and the way there (R12)', async () => {
  const time = async () => {
    const [seconds, micros] = await app.program().time()
    return Number(seconds) * 1000 + Number(micros) / 1000
  }
  const before = await time()
  const { at, errorMs } = await page.must('clock', {})
  const after = await time()
  expect(at).toBeGreaterThanOrEqual(before - errorMs)
  expect(at).toBeLessThanOrEqual(after + errorMs)
})

test('on its own server a consent changes nothing: nothing is off (R11)', async () => {
  const status = await page.must('consent', { dangerous: false, events: false, monitor: false })
  expect(status).toMatchObject({ state: 'live', dangerous: true, events: true, monitor: true })
  expect((await page.ran('KEYS', '*')).entry.reply).toEqual({ t: 'array', v: [] })
})

test('a client’s state is told whenever it changes, and that it waits only once it does (L6)', async () => {
  const other = await page.addClient()
  const heard: string[] = []
  page.socket.on('clients', clients => heard.push(clients.find(({ id }) => id === other)?.state ?? 'none'))
  await page.runBy(other, 'PING')
  const { entry } = await page.start(other, 'BLPOP', 'nothing', '0.3')
  expect(await page.clientState(other, 'waiting')).toMatchObject({ what: 'BLPOP nothing 0.3' })
  await entry
  await page.clientState(other, 'idle')
  await page.runBy(other, 'MULTI')
  await page.clientState(other, 'multi')
  await page.must('closeClient', { client: other })
  await page.until(() => page.clients.every(({ id }) => id !== other))
  const changes = heard.filter((state, i) => state !== heard[i - 1])
  expect(changes.filter(state => state !== 'idle' && state !== 'gone')).toEqual(['waiting', 'multi', 'none'])
})

test('a page that joins another room leaves the one before (C9)', async () => {
  const answer = await fetch(`http://127.0.0.1:${app.port}/api/rooms`, {
    method: 'POST',
    headers: { Origin: `http://127.0.0.1:${app.port}` },
  })
  const { room } = NewRoom.parse(await answer.json())
  const guest = await app.page()
  await page.until(() => page.status.viewers === 2)
  const { joined, viewer } = guest
  await guest.must('join', { version: VERSION, viewer, room })
  await page.until(() => page.status.viewers === 1)
  const heard: string[] = []
  guest.socket.on('facts', ({ epoch }) => heard.push(epoch))
  await page.run('SET', 'k', '1')
  // an answer on the same road comes after whatever was sent before it
  await guest.must('clock', {})
  expect(heard).not.toContain(joined.epoch)
})

test('the command table is that of the server, words and all (H1)', async () => {
  const { commands } = Catalogue.parse(await asked('commands'))
  expect(commands.find(({ name }) => name === 'zadd')).toMatchObject({ group: 'sorted-set', complexity: /O\(log/ })
  expect(commands.length).toBe(Number(await app.program().call('COMMAND', 'COUNT')) + subcommands(commands))
})

const subcommands = (commands: Catalogue['commands']) => commands.filter(({ name }) => name.includes('|')).length

test('asking about a key does not count as using it (H3)', async () => {
  const other = app.program()
  await page.run('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lfu')
  await page.run('SET', 'k', 'v')
  const detail = async () => KeyDetail.parse(await asked('key?db=0&key=k'))
  const { frequency } = await detail()
  for (let i = 0; i < 20; i += 1) await detail()
  expect(await detail()).toMatchObject({ frequency, policy: 'allkeys-lfu', idleSeconds: null, refcount: 1 })
  for (let i = 0; i < 100; i += 1) await other.get('k')
  expect((await detail()).frequency).toBeGreaterThan(frequency ?? 0)
  await page.run('CONFIG', 'SET', 'maxmemory-policy', 'noeviction')
  expect(await detail()).toMatchObject({ frequency: null, policy: 'noeviction' })
  expect((await page.ran('DEL', 'k')).entry.reply).toEqual(int(1))
})
