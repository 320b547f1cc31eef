/** Somebody else's Redis: careful by default, and what is switched on is asked for with the server's name. */
import { test as base } from '@playwright/test'
import { Redis } from 'ioredis'
import { type PlainRedis, startPlainRedis } from '../set-up/plain-redis.ts'
import { startServer } from '../set-up/server.ts'
import { expect, RoomPage } from './fixture.ts'

const test = base.extend<{ theirs: PlainRedis; redis: Redis; app: RoomPage }>({
  theirs: async ({ browserName: _ }, use) => {
    const theirs = await startPlainRedis()
    await use(theirs)
    await theirs.stop()
  },
  redis: async ({ theirs }, use) => {
    const redis = new Redis(theirs.url)
    await use(redis)
    redis.disconnect()
  },
  app: async ({ page, theirs }, use) => {
    const server = await startServer({ REDIS_URL: theirs.url })
    const app = new RoomPage(page, (chapter = 'keyspace') => `${server.url}/${chapter}`)
    await app.open()
    await use(app)
    await server.stop()
  },
})

test('it is said whose server it is; nothing dangerous runs, with the reason and the mend; there is no other room', async ({
  redis,
  app,
}) => {
  await app.open()
  await expect(app.page.getByRole('button', { name: /^Server/ })).toContainText('attached')
  await app.run('SET mine 1')
  await expect(app.key('mine')).toBeVisible()
  for (const line of [
    'FLUSHALL',
    'KEYS *',
    'CONFIG SET maxmemory 1',
    'DEBUG SLEEP 5',
    'EVAL "return 1" 0',
    'SHUTDOWN',
  ]) {
    expect(await app.run(line)).toMatch(/is not run here.*not the page’s own.*Switch dangerous commands on/)
    await expect(app.reply).toHaveAttribute('data-error', 'true')
  }
  expect(await redis.get('mine')).toBe('1')
  const newRoom = app.page.getByRole('button', { name: 'New room' })
  await expect(newRoom).toBeDisabled()
  await expect(newRoom).toHaveAttribute('title', /one server with one set of keys/)
})

test('what is there is read; what others write is seen once keyspace events are switched on by a person', async ({
  redis,
  app,
}) => {
  await app.open()
  await redis.set('theirs', 'before')
  expect((await redis.config('GET', 'notify-keyspace-events'))?.at(1)).toBe('')
  await app.page.getByRole('button', { name: /^Server/ }).click()
  await app.page.getByRole('checkbox', { name: /Keyspace events/ }).click()
  await expect(app.page.getByRole('checkbox', { name: /Keyspace events/ })).toBeChecked()
  await expect(app.key('theirs').locator('[data-value]')).toHaveText('before')
  expect((await redis.config('GET', 'notify-keyspace-events'))?.at(1)).not.toBe('')
  await redis.set('theirs', 'after')
  await expect(app.key('theirs').locator('[data-value]')).toHaveText('after')
})

test('dangerous commands run after a warning that names the server', async ({ theirs, redis, app }) => {
  await app.open()
  await redis.set('a', '1')
  await app.page.getByRole('button', { name: /^Server/ }).click()
  const choice = app.page.getByRole('checkbox', { name: /Dangerous and admin/ })
  await expect(choice).not.toBeChecked()
  await choice.click()
  const dialog = app.page.getByRole('dialog')
  await expect(dialog).toContainText(new URL(theirs.url).host)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect(await app.run('FLUSHALL')).toMatch(/is not run here/)
  await app.page.getByRole('button', { name: /^Server/ }).click()
  await app.page.getByRole('checkbox', { name: /Dangerous and admin/ }).click()
  await app.page.getByRole('dialog').getByRole('button', { name: 'Switch them on' }).click()
  await app.page.getByRole('button', { name: /^Server/ }).click()
  await expect(app.page.getByRole('checkbox', { name: /Dangerous and admin/ })).toBeChecked()
  expect(await app.run('FLUSHALL')).toBe('OK')
  await expect(app.stage).toHaveAttribute('data-count', '0')
  expect(await redis.dbsize()).toBe(0)
})
