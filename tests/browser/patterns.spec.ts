/**
 * The caching patterns (D7-D10): a request is stepped hop by hop through the room's real Redis and a real database; what
 * the stage shows is checked against both, the way back is the way forward, and breaking things shows what the code does.
 */
import type { Redis } from 'ioredis'
import { expect, RoomPage, test } from './fixture.ts'
import { PATIENT, RunPage } from './run-page.ts'

const way = (hops: { from: string; to: string }[]) => hops.map(({ from, to }) => `${from}>${to}`)

/** The cached row, as Redis has it. */
const cached = async (redis: Redis, key: string): Promise<unknown> => JSON.parse((await redis.get(key)) ?? 'null')

test('cache-aside: miss, load, store; then a hit (D7)', async ({ pattern, redis }) => {
  await pattern.open('cache-aside')
  await pattern.start()
  for (const actor of ['app', 'cache', 'database'])
    await expect(pattern.actor(actor)).toHaveAttribute('data-state', 'up')
  await pattern.toEnd()
  const hops = await pattern.hops()
  expect(way(hops)).toEqual([
    ...['app>cache', 'cache>app', 'app>cache', 'cache>app'],
    ...['app>database', 'database>app', 'app>cache', 'cache>app'],
  ])
  expect(hops.every(({ state, n, ms }) => state === 'done' && ms === (n % 2 === 0))).toBe(true)
  await expect(pattern.hop(2)).toHaveAttribute('data-outcome', 'miss')

  expect(await cached(redis, 'cache:users:1')).toMatchObject({ id: '1', name: 'Alice' })
  const ttl = await redis.pttl('cache:users:1')
  expect(ttl).toBeGreaterThan(3_000_000)
  const key = pattern.app.stage.locator('[data-key="cache:users:1"]')
  await expect(key).toHaveAttribute('data-expires-at', String(await redis.pexpiretime('cache:users:1')))
  await expect(pattern.row('1')).toContainText('Alice')

  await pattern.side.getByRole('button', { name: /Again/ }).click()
  await pattern.begun()
  await pattern.toEnd()
  expect(way(await pattern.hops())).toEqual(['app>cache', 'cache>app'])
  await expect(pattern.hop(2)).toHaveAttribute('data-outcome', 'hit')
  await expect(pattern.counter('hit-ratio')).toHaveText('100 %')
})

test('behind the cache’s back: the caption says who changed what, and whose answer was old', async ({ pattern }) => {
  await pattern.open('cache-aside')
  await pattern.start()
  await pattern.toEnd()
  await pattern.side.getByRole('button', { name: 'Change the row' }).click()
  await expect(pattern.app.caption).toContainText('row 1 was changed in the database')
  await pattern.side.getByRole('button', { name: /Again/ }).click()
  await pattern.begun()
  await pattern.toEnd()
  await expect(pattern.app.caption).toContainText('A got the old row: 1 stale read')
})

test('write-through: the database, then the cache, then the answer (D8)', async ({ pattern, redis }) => {
  await pattern.open('write-through')
  await pattern.start()
  await pattern.forward()
  await expect(pattern.row('1')).toContainText('Lamp')
  expect(await redis.exists('cache:products:1')).toBe(0)
  await pattern.toEnd()
  expect(way(await pattern.hops())).toEqual([
    ...['app>layer', 'layer>database', 'database>layer'],
    ...['layer>cache', 'cache>layer', 'layer>app'],
  ])
  expect(await cached(redis, 'cache:products:1')).toMatchObject({ name: 'Lamp', detail: '2490', version: 2 })
  await expect(pattern.row('1')).toHaveAttribute('data-version', '2')
})

test('write-behind: answered before the database has heard of it (D9)', async ({ pattern, redis }) => {
  await pattern.open('write-behind')
  await pattern.start()
  await pattern.laneToEnd('A')
  await expect(pattern.row('1')).not.toContainText('Lamp')
  expect(await redis.xlen('writebehind:stream')).toBe(1)
  await expect(pattern.app.stage.locator('[data-actor="queue"] [data-entry]')).toHaveCount(1)
  await pattern.side.getByRole('button', { name: 'Run to the end' }).click()
  await expect(pattern.side.getByText('The run is over.')).toBeVisible(PATIENT)
  await pattern.still()
  await expect(pattern.row('1')).toContainText('Lamp')
  expect(await redis.xlen('writebehind:stream')).toBe(0)
  await expect(pattern.counter('lost-writes')).toHaveText('0')
  expect(way(await pattern.hops())).toContain('writer>database')
})

test('read-through: the app asks the layer alone; Redis never asks the database (D10)', async ({ pattern, redis }) => {
  await pattern.open('read-through')
  await pattern.start()
  await pattern.toEnd()
  const ways = way(await pattern.hops())
  expect(ways).toContain('layer>database')
  expect([ways.at(0), ways.at(-1)]).toEqual(['app>layer', 'layer>app'])
  expect(ways.filter(one => one.includes('cache') && one.includes('database'))).toEqual([])
  expect(await cached(redis, 'cache:users:1')).toMatchObject({ name: 'Alice' })
})

test('fifty steps back and forward again show the same, stop for stop', async ({ pattern }) => {
  test.slow()
  await pattern.open('cache-aside')
  for (let i = 1; i < 6; i += 1) await pattern.side.getByRole('button', { name: 'Lane', exact: true }).click()
  for (const button of ['Start', /^Again/]) {
    await pattern.side.getByRole('button', { name: button, ...(button === 'Start' && { exact: true }) }).click()
    await pattern.begun()
    await pattern.side.getByRole('button', { name: 'Run to the end' }).click()
    await expect(pattern.side.getByText('The run is over.')).toBeVisible(PATIENT)
    await pattern.still()
  }
  await pattern.backAndForward(50)
})

test('a reload in mid-run comes back to the same hop, and another browser sees it too', async ({ pattern, visit }) => {
  await pattern.open('write-through')
  await pattern.start()
  for (let i = 0; i < 2; i += 1) await pattern.forward()
  const facts = await pattern.facts()
  const other = new RunPage(await visit())
  await other.open('write-through')
  await expect(other.hop(3)).toHaveAttribute('data-state', 'done')
  expect(await other.facts()).toEqual(facts)

  await pattern.app.page.reload()
  await pattern.app.ready()
  expect(await pattern.facts()).toEqual(facts)
  await pattern.forward()
  await expect(other.hop(4)).toHaveAttribute('data-state', 'done')
  await expect(other.app.caption).toContainText('4 ·')
})

test('a link leads to its hop: where a run has it, and else by a run that is stepped there', async ({
  pattern,
  visit,
}) => {
  // three pages, one after the other
  test.slow()
  const { page } = pattern.app
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const linked = async () => {
    await page.getByRole('button', { name: 'Share' }).click()
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
    return page.evaluate(() => navigator.clipboard.readText())
  }
  await pattern.open('cache-aside')
  await pattern.start()
  for (let i = 0; i < 3; i += 1) await pattern.forward()
  await pattern.back()
  await expect(pattern.hop(3)).not.toHaveAttribute('data-state', 'done')
  const link = await linked()
  expect(new URL(link).searchParams.get('step')).toBe('2')
  const facts = await pattern.facts()

  const other = new RunPage(await visit())
  await other.app.page.goto(link)
  await expect(other.side.locator('tr[data-now="true"]')).toHaveAttribute('data-row', '2')
  await other.still()
  expect(await other.facts()).toEqual(facts)

  await other.app.page.goto(link.replace('cache-aside', 'read-through'))
  await other.app.stage.getByRole('button', { name: 'step to hop 2' }).click()
  await expect(other.hop(2)).toHaveAttribute('data-state', /done|failed/, PATIENT)
  await other.still()
  expect(await other.passed()).toBe(2)
})

test('who looked back in a run finds the same hop after a reload; another tab stays where it is', async ({
  pattern,
  context,
}) => {
  // two tabs, and each is opened more than once
  test.slow()
  await pattern.open('cache-aside')
  await pattern.start()
  for (let i = 0; i < 4; i += 1) await pattern.forward()
  const other = new RunPage(new RoomPage(await context.newPage(), pattern.app.url))
  await other.visit('cache-aside')
  for (let i = 0; i < 2; i += 1) await pattern.back()
  const [seq, facts] = [await pattern.app.seq(), await pattern.facts()]
  expect(await pattern.passed()).toBe(2)

  await pattern.app.page.reload()
  await pattern.app.standsAt(seq)
  expect(await pattern.facts()).toEqual(facts)
  await expect(pattern.side.getByText('You look at an earlier hop.')).toBeVisible()
  await other.app.page.reload()
  await expect.poll(() => other.passed(), PATIENT).toBe(4)

  // a link leads to its own hop, and what was stepped since is not forgotten for it
  await pattern.app.page.goto(`${pattern.app.url('cache-aside')}&step=1`)
  await expect.poll(() => pattern.passed(), PATIENT).toBe(1)
  await pattern.app.page.keyboard.press('PageDown')
  await expect.poll(() => pattern.passed()).toBe(2)
  await pattern.app.page.reload()
  await pattern.app.standsAt(seq)
})

test('the line in progress is marked in the very file that runs', async ({ pattern }) => {
  await pattern.open('cache-aside')
  await pattern.start()
  const marked = pattern.side.locator('.source [aria-current="step"]')
  await expect(marked).toContainText('cache.get(key)')
  await pattern.forward()
  await pattern.forward()
  await expect(marked).toContainText('cache.set(leaseOf(key)')
  await pattern.side.getByRole('tab', { name: 'redis-py' }).click()
  await expect(pattern.side.locator('.source')).toContainText('def get_user(')
})

test('a guard of the stampede has its Python, at the function that runs', async ({ pattern }) => {
  await pattern.visit('stampede')
  await pattern.side.getByRole('tab', { name: 'redis-py' }).click()
  const source = pattern.side.getByRole('list', { name: 'python/stampede.py' })
  await expect(source.getByText('def get_locked(')).toBeInViewport()
})

test('with Redis down the safe form still answers; the cache is only a copy', async ({ pattern }) => {
  await pattern.open('cache-aside')
  await pattern.start()
  await pattern.side.getByRole('button', { name: 'Stop Redis' }).click()
  await expect(pattern.actor('cache')).toHaveAttribute('data-state', 'down')
  await pattern.toEnd()
  await expect(pattern.hop(2)).toHaveAttribute('data-state', 'failed')
  expect(way(await pattern.hops())).toContain('app>database')
  await expect(pattern.side.locator('[data-lane="A"]')).toHaveAttribute('data-lane-state', 'done')
  await expect(pattern.side.locator('[data-lane="A"] .outcome')).toContainText('Alice')
})

test('with Redis down the notebook fails', async ({ pattern }) => {
  await pattern.open('cache-aside')
  await pattern.side.getByRole('combobox', { name: 'Form of A' }).selectOption('notebook')
  await pattern.side.getByRole('button', { name: 'Start', exact: true }).click()
  await pattern.begun()
  await pattern.side.getByRole('button', { name: 'Stop Redis' }).click()
  await expect(pattern.actor('cache')).toHaveAttribute('data-state', 'down')
  await pattern.toEnd()
  await expect(pattern.side.locator('[data-lane="A"]')).toHaveAttribute('data-lane-state', 'failed')
})

test('going on from an earlier hop asks first, and brings back its keys', async ({ pattern, redis }) => {
  await pattern.open('cache-aside')
  await pattern.start()
  await pattern.toEnd()
  expect(await redis.exists('cache:users:1')).toBe(1)
  const last = await pattern.app.seq()
  while ((await pattern.passed()) > 0) await pattern.back()
  await pattern.side.getByRole('button', { name: 'Go on from here' }).click()
  const dialog = pattern.app.page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect(await redis.exists('cache:users:1')).toBe(1)
  await pattern.side.getByRole('button', { name: 'Go on from here' }).click()
  await dialog.getByRole('button', { name: 'Restore' }).click()
  await expect.poll(() => redis.exists('cache:users:1')).toBe(0)
  await expect.poll(() => pattern.app.seq()).toBeGreaterThan(last)
})
