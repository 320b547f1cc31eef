import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { startApp } from '../test/app.ts'
import { startRedis } from '../test/redis.ts'
import { databaseSource } from './database/open.ts'
import { Rooms } from './rooms/rooms.ts'

/** Whether any process of the group still runs. */
function lives(group: number): boolean {
  const rows = execFileSync('ps', ['-eo', 'pgid=,stat='], { encoding: 'utf8' })
  return rows.split('\n').some(row => new RegExp(`^ *${group} +[^Z]`).test(row))
}

test('closing the app ends its Redis and every connection, even those that never finished a request', async () => {
  const app = await startApp()
  const page = await app.page()
  await page.start(page.client, 'BLPOP', 'nothing', '0')
  const half = connect(app.port, '127.0.0.1', () => half.write('GET / HTTP/1.1\r\nHost: 127'))
  half.on('error', () => {})
  await new Promise(resolve => half.once('connect', resolve))
  const closed = new Promise(resolve => half.once('close', resolve))
  const pid = await app.processId()
  expect(lives(pid)).toBe(true)
  await app.close()
  expect(lives(pid)).toBe(false)
  await closed
  await page.gone()
})

test('closing ends it even while an answer waits to become a fact', async () => {
  const theirs = await startRedis()
  const { host, port, password } = theirs.address
  const app = await startApp({ url: `redis://:${password}@${host}:${port}` })
  const page = await app.page()
  await page.must('consent', { dangerous: true })
  // it is answered at once; that all before it was heard, Redis tells only after the pause
  await page.start(page.client, 'CLIENT', 'PAUSE', '5000')
  await page.nextStatus(({ state }) => state === 'busy')
  await app.close()
  await page.gone()
})

test('closing while a room is being made leaves nothing of it', async () => {
  const app = await startApp()
  const url = `http://127.0.0.1:${app.port}/api/rooms`
  const made = fetch(url, { method: 'POST', headers: { origin: `http://127.0.0.1:${app.port}` } }).catch(() => {})
  while (app.opened < 2) await new Promise(resolve => setImmediate(resolve))
  await app.close()
  await made
  expect(app.engines).toHaveLength(2)
  for (const engine of app.engines) await expect(engine.restart('is it stopped?')).rejects.toThrow('was stopped')
})

test('nothing of a closed app keeps the process alive', async () => {
  const here = (path: string) => JSON.stringify(fileURLToPath(new URL(path, import.meta.url)))
  const script = `
    import { createApp } from ${here('./app.ts')}
    import { databaseSource } from ${here('./database/open.ts')}
    import { engineSource } from ${here('./engine/source.ts')}
    import { listen } from ${here('./http/listen.ts')}
    const source = await engineSource(process.env)
    const access = { host: '127.0.0.1', port: 0, token: null, names: [] }
    const database = databaseSource({})
    const app = await createApp({ access, source, database, trust: false, clientDir: '/', log: console.error })
    await listen(app.server, '127.0.0.1', 0)
    await app.close()
    console.log('closed')
  `
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  let said = ''
  child.stdout.on('data', data => {
    said += data
  })
  expect(await ended).toEqual([0, null])
  expect(said).toBe('closed\n')
})

test('a server has sixteen rooms at most, even asked for all at once, each with keys of its own (H5)', async () => {
  const app = await startApp()
  const page = await app.page()
  const url = `http://127.0.0.1:${app.port}/api/rooms`
  const ask = () => fetch(url, { method: 'POST', headers: { origin: `http://127.0.0.1:${app.port}` } })
  const answers = await Promise.all(Array.from({ length: 20 }, ask))
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(15).fill(201), ...Array(5).fill(429)])
  expect(app.engines).toHaveLength(16)
  const bodies = await Promise.all(answers.map(answer => answer.text()))
  const names = bodies.flatMap(body => /"room":"([^"]+)"/.exec(body)?.[1] ?? [])
  expect(new Set(names).size).toBe(15)
  const elsewhere = await app.page({ room: names[0] ?? '' })
  await elsewhere.run('SET', 'k', 'elsewhere')
  expect((await page.ran('EXISTS', 'k')).entry.reply).toMatchObject({ v: '0' })
}, 20_000)

test('a room nobody looks at ends with its Redis; the default room, and one that is looked at, stay (C6)', async () => {
  const app = await startApp()
  const rooms = await Rooms.open(
    { source: app.source, database: databaseSource({}), trust: false, listen: () => silent, log: () => {} },
    { rooms: 3, unused: 100, every: 20 },
  )
  const used = await rooms.newRoom()
  rooms.room(used.room).join('page', 'viewer')
  const unused = await rooms.newRoom()
  const engine = app.engines.at(-1)
  if (engine === undefined) throw new Error('the second room has no engine')
  const died = new Promise<void>(resolve => {
    const socket = connect(engine.address.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.once('close', () => resolve())
  })
  await died
  expect(() => rooms.room(unused.room)).toThrow('There is no room')
  expect(rooms.room(used.room).viewers.count).toBe(1)
  expect(rooms.room().id).toBeDefined()
  await rooms.close()
})

const nothing = () => {}
const silent = {
  onFacts: nothing,
  onStatus: nothing,
  onLed: nothing,
  onEpoch: nothing,
  onEntry: nothing,
  onClients: nothing,
}
