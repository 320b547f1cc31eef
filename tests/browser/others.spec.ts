/** Other programs write to the same Redis; the page moves with no refresh. */
import { expect, test } from './fixture.ts'

test('a write by another program moves the page with no refresh, and the caption says who', async ({ app, redis }) => {
  await app.open()
  await redis.set('greeting', 'hello')
  await expect(app.key('greeting').locator('[data-value]')).toHaveText('hello')
  await expect(app.caption).toContainText(/set greeting hello/i)
  await expect(app.caption).toContainText(/by 127\.0\.0\.1:\d+/)
  await redis.append('greeting', ', world')
  await expect(app.key('greeting').locator('[data-value]')).toHaveText('hello, world')
  await redis.del('greeting')
  await expect(app.key('greeting')).toHaveCount(0)
  await expect(app.stage).toHaveAttribute('data-count', '0')
})

test('a pipeline of every type arrives whole', async ({ app, redis }) => {
  await app.open()
  await redis
    .pipeline()
    .set('s', 'text')
    .hset('h', { f: 'v', g: 'w' })
    .rpush('l', 'a', 'b', 'c')
    .sadd('t', 'm', 'n')
    .zadd('z', 1, 'one', 2, 'two')
    .xadd('x', '1-1', 'k', 'v')
    .exec()
  await expect(app.stage).toHaveAttribute('data-count', '6')
  await expect(app.key('s')).toHaveAttribute('data-length', '4')
  await expect(app.key('h')).toHaveAttribute('data-length', '2')
  await expect(app.key('l').locator('[data-index]')).toHaveText(['a', 'b', 'c'])
  await expect(app.key('t').locator('[data-member]')).toHaveText(['m', 'n'])
  await expect(app.key('z').locator('[data-member]')).toHaveText(['two', 'one'])
  await expect(app.key('x').locator('[data-entry]')).toHaveAttribute('data-entry', '1-1')
})

test('a transaction by another program moves all its keys in one step of the time line', async ({ app, redis }) => {
  await app.open()
  await redis.set('a', '0')
  await expect(app.key('a').locator('[data-value]')).toHaveText('0')
  await redis.multi().set('a', '1').incr('a').lpush('b', 'x').exec()
  await expect(app.key('a').locator('[data-value]')).toHaveText('2')
  await expect(app.key('b')).toHaveAttribute('data-type', 'list')
  await expect(app.caption).toContainText('3 commands as one step')
  await app.step('Back').click()
  await expect(app.key('a').locator('[data-value]')).toHaveText('0')
  await expect(app.key('b')).toHaveCount(0)
})

test('a Lua script is one step of the time line, with all its keys', async ({ app, redis }) => {
  await app.open()
  await redis.set('s', 'ready')
  await expect(app.key('s')).toBeAttached()
  const before = await app.seq()
  await redis.eval(
    "for i = 1, 5 do redis.call('RPUSH', KEYS[1], i) end redis.call('SET', KEYS[2], 'done')",
    2,
    'q',
    's',
  )
  await expect(app.key('q')).toHaveAttribute('data-length', '5')
  await expect(app.key('s').locator('[data-value]')).toHaveText('done')
  expect(await app.seq()).toBe(before + 1)
})

test('a storm of writes ends with a page that equals a fresh read of Redis', async ({ app, redis }) => {
  await app.open()
  const writes = redis.pipeline()
  for (let i = 0; i < 20_000; i += 1) writes.incr(`n:${i % 40}`)
  await writes.exec()
  await app.run('SET done yes')
  await expect(app.key('done')).toBeAttached()
  const keys = Array.from({ length: 40 }, (_, i) => `n:${i}`)
  await expect(app.stage).toHaveAttribute('data-count', '41')
  await expect
    .poll(() =>
      app.stage.evaluate(stage =>
        [...stage.querySelectorAll('[data-key^="n:"] [data-value]')]
          .map(node => node.textContent)
          .filter(text => text !== '500'),
      ),
    )
    .toEqual([])
  expect(new Set(await redis.mget(keys))).toEqual(new Set(['500']))
  await expect(app.connection).toHaveAttribute('data-connection', 'live')
})

test('a blocked client of another program that is served moves the list', async ({ app, room, redis }) => {
  await app.open()
  const waiting = await room.redis()
  const popped = waiting.blpop('jobs', 0)
  await expect(app.caption).toContainText(/blpop jobs/i)
  await redis.rpush('jobs', 'one', 'two')
  expect(await popped).toEqual(['jobs', 'one'])
  await expect(app.key('jobs').locator('[data-index]')).toHaveText(['two'])
})
