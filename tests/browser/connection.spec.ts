/** What breaks is said, the last state stays in sight with its age, and the page comes back by itself. */
import { startServer } from '../set-up/server.ts'
import { expect, newRoom, type Room, RoomPage, test } from './fixture.ts'

test.use({ breaksTheRoad: true })

/** Process id of the room's own Redis. */
async function redisPid(room: Room): Promise<number> {
  const redis = await room.redis()
  return Number(/process_id:(\d+)/.exec(await redis.info('server'))?.[1])
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** How much of the stage is seen: its opacity, and that of what it stands in. */
const dimming = (app: RoomPage) =>
  app.stage.evaluate(stage => {
    let seen = 1
    for (let node: Element | null = stage; node !== null; node = node.parentElement)
      seen *= Number(getComputedStyle(node).opacity)
    for (const node of stage.children) seen = Math.min(seen, Number(getComputedStyle(node).opacity))
    return seen
  })

test('redis-server killed: the page says so, comes back by itself, and keeps the old log as a recording', async ({
  app,
  room,
}) => {
  await app.open()
  await app.run('SET before x')
  await app.run('INCR n')
  await app.enter('BLPOP jobs 0')
  await expect(app.tab(/^you/)).toContainText('waiting')
  process.kill(await redisPid(room), 'SIGKILL')

  await expect(app.page.locator('main')).toContainText('The room began anew')
  await expect(app.connection).toHaveAttribute('data-connection', 'live')
  await expect(app.stage).toHaveAttribute('data-count', '0')
  await expect(app.log).toContainText(/may or may not have run/)
  expect(await app.run('SET after y')).toBe('OK')
  await expect(app.key('after')).toBeVisible()

  await app.page.getByRole('button', { name: 'Look at what was before' }).click()
  await expect(app.key('before')).toBeVisible()
  await expect(app.key('n').locator('[data-value]')).toHaveText('1')
  await expect(app.key('after')).toHaveCount(0)
  await app.page.keyboard.press('PageUp')
  await expect(app.page.locator('main')).toContainText('A recording')
  await app.page.locator('main').getByRole('button', { name: 'To the running room' }).click()
  await expect(app.key('after')).toBeVisible()
  expect((await room.redis()).status).toBe('ready')
})

test('a command whose answer was lost with Redis is reported as unknown, and not run again', async ({ app, room }) => {
  await app.open()
  await app.enter('BLPOP jobs 0')
  await expect(app.tab(/^you/)).toContainText('waiting')
  process.kill(await redisPid(room), 'SIGKILL')
  await expect(app.log).toContainText('unknown')
  await expect(app.log).toContainText(/may or may not have run it/)
  await app.ready()
  const redis = await room.redis()
  expect(String(await redis.client('LIST'))).not.toContain('cmd=blpop')
  await redis.rpush('jobs', 'still here')
  await expect(app.key('jobs').locator('[data-index]')).toHaveText(['still here'])
})

test('our server killed: the last state stays, dimmed, with its age; no redis-server is left; the page comes back by itself', async ({
  app,
  room,
}) => {
  await app.open()
  const port = new URL(room.server.url).port
  await app.page.goto(`${room.server.url}/keyspace`)
  await app.ready()
  await app.run('SET before x')
  await app.settled()
  const pid = await redisPid(room)
  room.server.process.kill('SIGKILL')

  await expect(app.connection).toHaveAttribute('data-connection', 'lost')
  const notice = app.page.locator('main').getByRole('alert')
  await expect(notice).toContainText(/last state known, [\d.]+ s old/)
  const age = await notice.textContent()
  await expect(notice).not.toHaveText(age ?? '')
  await expect(app.key('before').locator('[data-value]')).toHaveText('x')
  expect(await dimming(app), 'opacity of the stage').toBeLessThan(0.9)
  await app.enter('SET lost y')
  await expect(app.log).toContainText(/did not run/i)
  await expect.poll(() => isAlive(pid), 'redis-server outlives us').toBe(false)

  const again = await startServer({ PORT: port })
  try {
    await expect(app.connection).toHaveAttribute('data-connection', 'live', { timeout: 15_000 })
    await expect(app.stage).toHaveAttribute('data-count', '0')
    expect(await app.run('SET after z')).toBe('OK')
    await expect(app.key('after')).toBeVisible()
    await app.page.getByRole('button', { name: 'Look at what was before' }).click()
    await expect(app.key('before')).toBeVisible()
  } finally {
    await again.stop()
  }
})

test('a command that waited when our server died is reported as unknown after the page is back', async ({
  app,
  room,
}) => {
  await app.open()
  const port = new URL(room.server.url).port
  await app.page.goto(`${room.server.url}/keyspace`)
  await app.ready()
  await app.enter('BLPOP jobs 0')
  await expect(app.tab(/^you/)).toContainText('waiting')
  room.server.process.kill('SIGKILL')
  await expect(app.connection).toHaveAttribute('data-connection', 'lost')
  await expect(app.live).toHaveAttribute('title', 'Follows what happens once the server is back')
  const again = await startServer({ PORT: port })
  try {
    await expect(app.connection).toHaveAttribute('data-connection', 'live', { timeout: 15_000 })
    await expect(app.log).toContainText(/unknown/i)
    await expect(app.log).toContainText('BLPOP jobs 0')
    expect(await app.run('PING')).toBe('PONG')
  } finally {
    await again.stop()
  }
})

test('a room that is gone with its server is said, with the way to one that is there', async ({ app, room }) => {
  await app.open()
  const port = new URL(room.server.url).port
  await app.run('SET before x')
  room.server.process.kill('SIGKILL')
  await expect(app.connection).toHaveAttribute('data-connection', 'lost')
  const again = await startServer({ PORT: port })
  try {
    // a panel that was being fetched as the server died has an alert of its own
    const notice = app.page.getByRole('main').getByRole('alert')
    await expect(notice).toContainText(`There is no room ${room.id} here`, { timeout: 15_000 })
    await expect(app.key('before')).toBeAttached()
    await app.page.goto(room.url())
    await expect(notice).toContainText(`There is no room ${room.id} here`)
    await app.page.getByRole('link', { name: 'Open the default room' }).click()
    await app.ready()
  } finally {
    await again.stop()
  }
})

test('an answer lost on the road is found again in the client’s log; the command ran once (C13, L4)', async ({
  page,
  room,
  redis,
}) => {
  let deaf = false
  const roads: { close: () => Promise<void> }[] = []
  await page.routeWebSocket(/socket\.io/, road => {
    const server = road.connectToServer()
    server.onMessage(message => {
      if (!deaf) road.send(message)
    })
    roads.push({ close: () => road.close() })
  })
  const app = new RoomPage(page, room.url)
  await app.open()
  await app.run('SET n 1')
  deaf = true
  await app.enter('INCR n')
  await expect.poll(() => redis.get('n')).toBe('2')
  await expect(app.replies).toHaveCount(1)
  for (const road of roads.splice(0)) await road.close()
  await expect(app.connection).toHaveAttribute('data-connection', 'lost')
  deaf = false
  await expect(app.connection).toHaveAttribute('data-connection', 'live')
  await expect(app.reply).toHaveText('(integer) 2')
  await expect(app.key('n').locator('[data-value]')).toHaveText('2')
  expect(await redis.get('n')).toBe('2')
})

test('what happens while the page is away is there when it is back: no fact is lost, none doubled (F1, F17)', async ({
  page,
  room,
  redis,
}) => {
  const roads: { close: () => Promise<void> }[] = []
  let blocked = false
  await page.routeWebSocket(/socket\.io/, road => {
    if (blocked) return void road.close()
    road.connectToServer()
    roads.push({ close: () => road.close() })
  })
  const app = new RoomPage(page, room.url)
  await app.open()
  await redis.set('k:00', 'x')
  await expect(app.key('k:00')).toBeVisible()
  const before = await app.seq()
  blocked = true
  for (const road of roads.splice(0)) await road.close()
  await expect(app.connection).toHaveAttribute('data-connection', 'lost')
  for (let i = 1; i <= 20; i += 1) await redis.set(`k:${String(i).padStart(2, '0')}`, 'x')
  await expect(app.stage).toHaveAttribute('data-count', '1')
  blocked = false
  await expect(app.connection).toHaveAttribute('data-connection', 'live')
  await expect(app.stage).toHaveAttribute('data-count', '21')
  expect(await app.seq()).toBe(before + 20)
  for (let at = before + 19; at >= before; at -= 1) {
    await app.page.keyboard.press('PageUp')
    await app.standsAt(at)
  }
  await expect(app.stage).toHaveAttribute('data-count', '1')
})

test('a reload comes back to the same clients, their logs and their databases', async ({ app }) => {
  await app.open()
  await app.run('SELECT 2')
  await app.addClient('second')
  await app.run('SET x 1')
  await app.page.reload()
  await app.ready()
  await expect(app.tab(/^second/)).toBeVisible()
  await app.tab(/^you/).click()
  await expect(app.log).toContainText('SELECT 2')
  expect(await app.run('DBSIZE')).toBe('(integer) 0')
  await app.tab(/^second/).click()
  expect(await app.run('GET x')).toBe('"1"')
})

test('New room opens a room of its own, with a Redis of its own', async ({ app, room }) => {
  await app.open()
  await app.run('SET here x')
  await app.page.getByRole('button', { name: 'New room' }).click()
  await expect(app.page).not.toHaveURL(new RegExp(`room=${room.id}`))
  await expect(app.page).toHaveURL(/room=[\w-]+/)
  await app.ready()
  await expect(app.stage).toHaveAttribute('data-count', '0')
  await app.run('SET there y')
  expect(await (await room.redis()).exists('there')).toBe(0)
})

test('the header says how many watch', async ({ app, visit }) => {
  await app.open()
  const watching = (n: number) => new RegExp(`${n} watching`)
  await expect(app.page.getByRole('button', { name: /^room / })).toContainText(watching(1))
  const other = await visit()
  await other.open()
  await expect(app.page.getByRole('button', { name: /^room / })).toContainText(watching(2))
  await other.page.close()
  await expect(app.page.getByRole('button', { name: /^room / })).toContainText(watching(1))
})

test('a room that a server no longer takes is refused with the reason', async ({ app, room }) => {
  await app.open()
  while ((await newRoom(room.server)) !== undefined);
  await app.page.getByRole('button', { name: 'New room' }).click()
  await expect(app.page.getByRole('alert')).toContainText(/There are \d+ rooms already/)
  room.server.process.kill('SIGKILL')
})

test('a part of the page that cannot be fetched is said in its place, and the rest goes on', async ({ page, room }) => {
  await page.route(/key-panel.*\.js/, route => route.abort())
  const app = new RoomPage(page, room.url)
  await app.open()
  expect(await app.run('SET a 1')).toBe('OK')
  await expect(app.key('a')).toBeVisible()
  await expect(app.inspector.getByRole('alert')).toContainText('could not be fetched')
  expect(await app.run('GET a')).toBe('"1"')
})

test('a scene that cannot be fetched is said in its place, and all keys stay', async ({ page, room }) => {
  await page.route(/depth.*\.js/, route => route.abort())
  const app = new RoomPage(page, room.url)
  await page.goto(room.url())
  await expect(app.connection).toHaveAttribute('data-connection', 'live')
  expect(await app.run('SET a 1')).toBe('OK')
  await expect(app.key('a')).toBeVisible()
  await page.getByRole('link', { name: 'Strings' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('could not be fetched')
  await expect(app.key('a')).toHaveCount(0)
  await page.getByRole('link', { name: 'All keys' }).click()
  await expect(app.key('a')).toBeVisible()
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0)
})
