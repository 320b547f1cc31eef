/** The key inspector: what a key is, what touched it, edits that show their command, and the key as commands. */
import { toRaw } from '@rdd/shared/bytes'
import { parseLine } from '@rdd/shared/commands/parse'
import type { Redis } from 'ioredis'
import { expect, type RoomPage, test } from './fixture.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const figure = (app: RoomPage, name: string) =>
  app.inspector.locator('dl > div', { has: app.page.locator('dt', { hasText: new RegExp(`^${name}$`) }) }).locator('dd')

async function pick(app: RoomPage, key: string): Promise<void> {
  await app.key(key).focus()
  await app.page.keyboard.press('Enter')
  await expect(app.inspector).toContainText(key)
}

test('it tells type, encoding, length, memory, TTL and idle time as Redis does', async ({ app, redis }) => {
  await app.open()
  await app.run('HSET user:1001 name John age 30')
  await app.run('EXPIRE user:1001 1000')
  await pick(app, 'user:1001')
  await expect(figure(app, 'Type')).toHaveText('hash')
  await expect(figure(app, 'Encoding')).toHaveText(String(await redis.object('ENCODING', 'user:1001')))
  await expect(figure(app, 'Length')).toHaveText('2 fields')
  await expect(figure(app, 'Memory')).toHaveText(`${await redis.memory('USAGE', 'user:1001')} B`)
  await expect(figure(app, 'TTL')).toHaveText(/^16 min \d+ s$/)
  await expect(figure(app, 'Idle')).toHaveText(/^\d+ s$/)
  await redis.config('SET', 'maxmemory-policy', 'allkeys-lfu')
  await app.run('SET other x')
  await pick(app, 'other')
  await expect(figure(app, 'Frequency')).toHaveText(/^\d+$/)
})

test('it lists the commands that touched the key, newest first, whoever sent them, and leads to their moment', async ({
  app,
  redis,
}) => {
  await app.open()
  await app.run('SET n 1')
  await app.run('INCR n')
  await redis.incrby('n', 40)
  await app.run('GET n')
  await pick(app, 'n')
  const touches = app.inspector.getByRole('listitem')
  await expect(touches).toContainText(['GET n', /incrby n 40/i, 'INCR n', 'SET n 1'])
  await expect(touches.nth(1)).toContainText(/by 127\.0\.0\.1:\d+/)
  await touches.nth(2).getByRole('button').click()
  await expect(app.key('n').locator('[data-value]')).toHaveText('2')
})

test('an encoding that flips is noticed and shown', async ({ app }) => {
  await app.open()
  await app.run('SADD s 1 2 3')
  await expect(app.key('s')).toHaveAttribute('data-encoding', 'intset')
  await app.run('SADD s x')
  await expect(app.key('s')).toHaveAttribute('data-encoding', /listpack|hashtable/)
  await expect(app.caption).toContainText(/encoding intset becomes (listpack|hashtable)/)
  await pick(app, 's')
  await expect(app.inspector).toContainText(/intset\s*→\s*(listpack|hashtable)/)
})

test('a value is changed by hand: the command that does it is seen before it runs', async ({ app, redis }) => {
  await app.open()
  await app.run('SET greeting hello')
  await pick(app, 'greeting')
  await app.inspector.getByRole('button', { name: 'hello', exact: true }).click()
  const form = app.inspector.getByRole('form', { name: 'Change the value' })
  await form.getByRole('textbox').fill('hello, "world"')
  await expect(form).toContainText('SET greeting "hello, \\"world\\""')
  await form.getByRole('button', { name: 'Run' }).click()
  await expect(app.key('greeting').locator('[data-value]')).toHaveText('hello, "world"')
  expect(await redis.get('greeting')).toBe('hello, "world"')
  await expect(app.log).toContainText('SET greeting')
})

test('a value with a TTL keeps it when it is changed', async ({ app, redis }) => {
  await app.open()
  await app.run('SET session x EX 1000')
  await pick(app, 'session')
  await app.inspector.getByRole('button', { name: 'x', exact: true }).click()
  const form = app.inspector.getByRole('form', { name: 'Change the value' })
  await form.getByRole('textbox').fill('y')
  await form.getByRole('textbox').press('Enter')
  await expect(app.key('session').locator('[data-value]')).toHaveText('y')
  expect(await redis.ttl('session')).toBeGreaterThan(900)
})

test('field, element, member, score, TTL and name are changed by hand', async ({ app, redis }) => {
  await app.open()
  await redis.pipeline().hset('h', 'age', '30').rpush('l', 'a', 'b', 'c').sadd('t', 'red').zadd('z', 1, 'm').exec()

  await change('h', '30', '31')
  await expect.poll(() => redis.hget('h', 'age')).toBe('31')
  await change('l', 'b', 'B')
  await expect.poll(() => redis.lrange('l', 0, -1)).toEqual(['a', 'B', 'c'])
  await change('t', 'red', 'blue')
  await expect.poll(() => redis.smembers('t')).toEqual(['blue'])
  await change('z', '1', '2.5')
  await expect.poll(() => redis.zscore('z', 'm')).toBe('2.5')
  await change('h', 'none', '500')
  await expect.poll(() => redis.ttl('h')).toBeGreaterThan(400)
  await app.inspector.getByRole('button', { name: 'Rename' }).click()
  await app.inspector.getByRole('textbox').fill('h:new')
  await app.inspector.getByRole('textbox').press('Enter')
  await expect(app.key('h:new')).toBeVisible()
  expect(await redis.exists('h')).toBe(0)

  async function change(key: string, from: string, to: string): Promise<void> {
    await pick(app, key)
    await app.inspector.getByRole('button', { name: from, exact: true }).click()
    await app.inspector.getByRole('textbox').fill(to)
    await app.inspector.getByRole('button', { name: 'Run', exact: true }).click()
  }
})

test('a click on a value, field or score of the stage opens its form', async ({ app }) => {
  await app.open('sorted-sets')
  await app.run('ZADD board 10 alice')
  await app.settled()
  await app
    .key('board')
    .locator('[data-member="alice"]')
    .click({ position: { x: 90, y: 15 } })
  const form = app.inspector.getByRole('form', { name: 'Change the score' })
  await form.getByRole('textbox').fill('20')
  await expect(form).toContainText('ZADD board XX 20 alice')
  await form.getByRole('textbox').press('Enter')
  await expect(app.key('board').locator('[data-member="alice"]')).toHaveAttribute('data-score', '20')
})

test('a key copied as commands makes the same key elsewhere', async ({ app, redis }) => {
  await app.open()
  await redis.set('s', Buffer.from([0, 255, 10, 34, 39, 92]))
  await redis.set('unicode', 'Grüße "😀"\n')
  await redis.hset('h', { name: 'John Doe', '': 'empty', 'two words': "it's" })
  await redis.rpush('l', 'a', '', 'c d')
  await redis.sadd('t', '1', 'two', '$x')
  await redis.zadd('z', '1.5', 'a', '-inf', 'b', '3', 'c')
  await redis.xadd('x', '5-1', 'f', 'v', 'g', 'w w')
  await redis.xadd('x', '6-1', 'f', 'v')
  await redis.expire('h', 5000)
  const there = redis.duplicate({ db: 9 })
  for (const key of ['s', 'unicode', 'h', 'l', 't', 'z', 'x']) {
    await pick(app, key)
    await app.inspector.getByRole('button', { name: 'Copy as commands' }).click()
    await expect(app.inspector.getByRole('button', { name: 'Copied' })).toBeVisible()
    const lines = (await app.page.evaluate(() => navigator.clipboard.readText())).split('\n')
    for (const line of lines) {
      const parsed = parseLine(line)
      if ('error' in parsed) throw new Error(`${line}: ${parsed.error}`)
      const [name = '', ...args] = parsed.argv.map(arg => Buffer.from(toRaw(arg)))
      await there.call(String(name), args)
    }
    expect(await whole(there, key), lines.join('\n')).toEqual(await whole(redis, key))
  }
  there.disconnect()

  async function whole(from: Redis, key: string): Promise<unknown> {
    const type = await from.type(key)
    const value =
      type === 'string'
        ? (await from.getBuffer(key))?.toString('hex')
        : type === 'hash'
          ? await from.hgetall(key)
          : type === 'list'
            ? await from.lrange(key, 0, -1)
            : type === 'set'
              ? (await from.smembers(key)).sort()
              : type === 'zset'
                ? await from.zrange(key, '0', '-1', 'WITHSCORES')
                : await from.xrange(key, '-', '+')
    return { type, value, expires: await from.call('PEXPIRETIME', key) }
  }
})

test('a key is deleted after asking, with the command shown', async ({ app, redis }) => {
  await app.open()
  await app.run('SET gone x')
  await pick(app, 'gone')
  await app.inspector.getByRole('button', { name: 'Delete' }).click()
  const dialog = app.page.getByRole('dialog')
  await expect(dialog).toContainText(/(DEL|UNLINK) gone/)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(app.key('gone')).toBeVisible()
  await app.inspector.getByRole('button', { name: 'Delete' }).click()
  await app.page.getByRole('dialog').getByRole('button', { name: 'Run' }).click()
  await expect(app.key('gone')).toHaveCount(0)
  expect(await redis.exists('gone')).toBe(0)
})

test('nothing can be changed in the past, and the panel says why', async ({ app }) => {
  await app.open()
  await app.run('SET a 1')
  await app.run('SET b 2')
  await pick(app, 'a')
  await app.step('Back').click()
  await expect(app.inspector).toContainText('You look at the past')
  await expect(app.inspector.getByRole('button', { name: 'Rename' })).toBeDisabled()
  await app.live.click()
  await expect(app.inspector.getByRole('button', { name: 'Rename' })).toBeEnabled()
})

test('the room is reset after asking: every database is empty, and the past stays', async ({ app, redis }) => {
  await app.open()
  await app.run('SET a 1')
  await redis.select(5)
  await redis.set('five', 'x')
  const menu = app.page.getByRole('button', { name: /^room / })
  await menu.click()
  await app.page.getByRole('button', { name: 'Reset the room' }).click()
  const dialog = app.page.getByRole('dialog')
  await expect(dialog).toContainText('Reset the room?')
  await dialog.getByRole('button', { name: 'Reset the room' }).click()
  await expect(app.stage).toHaveAttribute('data-count', '0')
  await app.step('Back').click()
  await expect(app.key('a')).toBeVisible()
  expect(await redis.dbsize()).toBe(0)
  await redis.select(0)
  expect(await redis.dbsize()).toBe(0)
})

test('an empty database offers sample data in one click: a key of every type, made by commands one can read', async ({
  app,
  redis,
}) => {
  await app.open()
  await app.page.getByRole('button', { name: 'Add sample data' }).click()
  for (const type of ['string', 'hash', 'list', 'set', 'zset', 'stream'])
    await expect(app.stage.locator(`[data-type="${type}"]`).first()).toBeVisible()
  await expect(app.stage.getByRole('timer').first()).toBeVisible()
  expect(await redis.dbsize()).toBe(Number(await app.stage.getAttribute('data-count')))
  await expect(app.log).toContainText('XADD events')
})
