/** What a person does to a run by hand: a race made with a Step button for each client, a writer that is killed, a run given away. */
import { readFile } from 'node:fs/promises'
import type { Redis } from 'ioredis'
import { expect, newRoom, RoomPage, test } from './fixture.ts'
import { PATIENT, RunPage } from './run-page.ts'

/** The cached row, as Redis has it. */
const cached = async (redis: Redis, key: string): Promise<unknown> => JSON.parse((await redis.get(key)) ?? 'null')

for (const [form, key, told] of [
  ['notebook’s', 'user:1', 'Alice'],
  ['safe', 'cache:users:1', 'Alicia'],
] as const)
  test(`cache-aside, the ${form} form: A loads, B updates, A stores, and C is told ${told}`, async ({
    pattern,
    redis,
  }) => {
    test.slow()
    await pattern.open('cache-aside')
    const claim = pattern.side.getByRole('listitem').filter({ hasText: 'A copy can be stale.' })
    await claim.getByRole('button', { name: 'Show it' }).click()
    const schedule = claim.getByRole('table', { name: 'Schedule' })
    await expect(schedule.getByRole('columnheader')).toHaveText(['notebook', 'safe'], PATIENT)
    await expect(schedule.getByRole('row', { name: 'A cache.set A cache.script' })).toBeVisible()

    await claim.getByRole('button', { name: `Step through it in the ${form} form` }).click()
    await expect(pattern.side.getByRole('note')).toContainText('Step A until the row is on its way back')
    await expect(pattern.side.getByRole('button', { name: 'Start', exact: true })).toBeFocused()
    await pattern.app.page.keyboard.press('Enter')
    await pattern.begun()

    await pattern.stepUntil('A', 'from', 'database')
    await pattern.laneToEnd('B')
    await expect(pattern.row('1')).toContainText('Alicia')
    await pattern.laneToEnd('A')
    await pattern.laneToEnd('C')
    await expect(pattern.lane('C').locator('.outcome')).toContainText(`"${told}"`)
    expect(await cached(redis, key)).toMatchObject({ id: '1', name: told })
    await expect(pattern.side.getByText('The run is over.')).toBeVisible()
  })

test('what a claim found is still there when one comes back to its chapter', async ({ pattern }) => {
  await pattern.open('cache-aside')
  const claim = pattern.side.getByRole('listitem').filter({ hasText: 'A failing cache is not fatal.' })
  await claim.getByRole('button', { name: 'Show it' }).click()
  await expect(claim.getByText('1 failed requests')).toBeVisible(PATIENT)
  const chapters = pattern.app.page.getByRole('navigation', { name: 'Chapters' })
  await chapters.getByRole('link', { name: 'Read-through' }).click()
  await expect(claim).toHaveCount(0)
  await chapters.getByRole('link', { name: 'Cache-aside' }).click()
  await expect(claim.getByText('1 failed requests')).toBeVisible()
})

test('a run is saved as a file, and stepped through again in another room', async ({ pattern, visit, room }) => {
  test.slow()
  await pattern.open('cache-aside')
  await pattern.start()
  await pattern.toEnd()
  await pattern.back()
  const [passed, facts] = [await pattern.passed(), await pattern.facts()]
  const coming = pattern.app.page.waitForEvent('download')
  await pattern.side.getByRole('button', { name: 'Save the run' }).click()
  const download = await coming
  expect(download.suggestedFilename()).toMatch(/^cache-aside-\w+\.json$/)
  const text = await readFile(await download.path(), 'utf8')

  const elsewhere = await newRoom(room.server)
  const { page } = await visit()
  const other = new RunPage(new RoomPage(page, chapter => `${room.server.url}/${chapter}?room=${elsewhere}`))
  await other.open('write-through')
  await other.side
    .getByLabel('File of a run', { exact: true })
    .and(page.locator('input'))
    .setInputFiles({ name: 'given.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  await expect(page).toHaveURL(/\/cache-aside/)
  await expect(other.side.getByText('This is a recording: it goes no further than it went.')).toBeVisible()
  await expect(other.hop(1)).toHaveAttribute('data-state', 'waiting')
  for (let n = 1; n <= passed; n += 1) {
    await page.keyboard.press('PageDown')
    await expect(other.hop(n)).toHaveAttribute('data-state', 'done')
    await other.still()
  }
  expect(await other.facts()).toEqual(facts)
  await other.back()
  expect(await other.passed()).toBe(passed - 1)
})

test('a writer that is killed with a write in its hands: the next one claims it', async ({ pattern, redis }) => {
  test.slow()
  await pattern.open('write-behind')
  await pattern.side.getByRole('button', { name: 'Lane', exact: true }).click()
  await pattern.side.getByRole('textbox', { name: 'Id of B' }).fill('2')
  await pattern.side.getByRole('button', { name: 'Start', exact: true }).click()
  await pattern.begun()
  await pattern.laneToEnd('A')
  await pattern.stepUntil('writer', 'to', 'database')
  const crash = pattern.side.getByRole('button', { name: 'Crash the writer' })
  await crash.click()
  await expect(pattern.actor('writer')).toHaveAttribute('data-state', 'down')
  await expect(pattern.lane('writer')).toHaveAttribute('data-lane-state', 'failed')
  await pattern.still()
  await expect(pattern.row('1')).not.toContainText('Lamp')
  const [pending] = await redis.xpending('writebehind:stream', 'writers')
  expect(pending).toBe(1)

  await crash.click()
  await expect(pattern.actor('writer')).toHaveAttribute('data-state', 'up')
  await pattern.side.getByRole('button', { name: 'Run to the end' }).click()
  await expect(pattern.side.getByText('The run is over.')).toBeVisible(PATIENT)
  await pattern.still()
  for (const id of ['1', '2']) await expect(pattern.row(id)).toContainText('Lamp')
  await expect(pattern.counter('lost-writes')).toHaveText('0')
  expect(await redis.xlen('writebehind:stream')).toBe(0)
})

test('write-through with the database down: the write fails, and the cache has nothing of it', async ({
  pattern,
  redis,
}) => {
  await pattern.open('write-through')
  await pattern.start()
  await pattern.side.getByRole('button', { name: 'Stop the database' }).click()
  await expect(pattern.actor('database')).toHaveAttribute('data-state', 'down')
  await pattern.toEnd()
  await expect(pattern.lane('A')).toHaveAttribute('data-lane-state', 'failed')
  await expect(pattern.app.stage.locator('[data-hop][data-from="database"]')).toHaveAttribute('data-state', 'failed')
  await expect(pattern.row('1')).not.toContainText('Lamp')
  expect(await redis.dbsize()).toBe(0)

  await pattern.side.getByRole('button', { name: 'Stop the database' }).click()
  await expect(pattern.actor('database')).toHaveAttribute('data-state', 'up')
  await pattern.side.getByRole('button', { name: 'Again', exact: true }).click()
  await pattern.begun()
  await pattern.toEnd()
  await expect(pattern.row('1')).toContainText('Lamp')
  expect(await cached(redis, 'cache:products:1')).toMatchObject({ name: 'Lamp' })
})
