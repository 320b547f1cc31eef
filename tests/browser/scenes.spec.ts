/** A scene for each type draws the key's real value: what it says is what another client reads. */
import { expect, type RoomPage, test } from './fixture.ts'

const text = (part: { text: string }) => part.text

test('strings: the value and its length in bytes', async ({ app, redis }) => {
  await app.open('strings')
  await expect(app.stage).toHaveAttribute('data-scene', 'string')
  await redis.mset({ word: 'Grüße', number: '-12', long: 'x'.repeat(300), none: '' })
  for (const key of ['word', 'number', 'long', 'none']) {
    await expect(app.key(key)).toHaveAttribute('data-length', String(await redis.strlen(key)))
    expect(await app.key(key).locator('[data-value]').textContent()).toBe(await redis.get(key))
  }
  await app.run('SETBIT word 0 1')
  await expect(app.key('word').locator('[data-value]')).toHaveText('\\xc7rüße')
})

test('hashes: every field with its value', async ({ app, redis }) => {
  await app.open('hashes')
  await expect(app.stage).toHaveAttribute('data-scene', 'hash')
  await redis.hset('user:1001', { name: 'John Doe', email: 'john@example.com', age: '30', '': 'no name' })
  await shows(app, redis, 4)
  await app.run('HINCRBY user:1001 age 1')
  await expect(app.key('user:1001').locator('[data-field="age"]')).toHaveText('31')
  await app.run('HDEL user:1001 email')
  await expect(app.key('user:1001').locator('[data-field="email"]')).toHaveCount(0)
  await shows(app, redis, 3)

  async function shows(at: RoomPage, other: typeof redis, fields: number) {
    await expect(at.key('user:1001').locator('[data-field]')).toHaveCount(fields)
    await at.settled()
    const drawn = await at.parts('user:1001', 'field')
    expect(Object.fromEntries(drawn.map(part => [part.data.field ?? '?', part.text]))).toEqual(
      await other.hgetall('user:1001'),
    )
  }
})

test('lists: every element at its index, whichever end it came from', async ({ app, redis }) => {
  await app.open('lists')
  await expect(app.stage).toHaveAttribute('data-scene', 'list')
  const same = async () => {
    const real = await redis.lrange('q', 0, -1)
    await expect(app.key('q').locator('[data-index]')).toHaveText(real)
    expect((await app.parts('q', 'index')).map(part => part.data.index)).toEqual(real.map((_, i) => String(i)))
  }
  await app.run('RPUSH q b c b')
  await same()
  await app.run('LPUSH q a z')
  await same()
  await app.run('LINSERT q BEFORE c x')
  await same()
  await app.run('LREM q 1 b')
  await same()
  await app.run('RPOPLPUSH q q')
  await same()
  await app.run('LTRIM q 1 2')
  await same()
})

test('sets: every member once', async ({ app, redis }) => {
  await app.open('sets')
  await expect(app.stage).toHaveAttribute('data-scene', 'set')
  await app.run('SADD tags python redis docker redis "two words"')
  await expect(app.key('tags').locator('[data-member]')).toHaveCount(4)
  await app.run('SREM tags docker')
  await app.run('SADD tags 7')
  await expect(app.key('tags').locator('[data-member="docker"]')).toHaveCount(0)
  await expect(app.key('tags').locator('[data-member="7"]')).toHaveCount(1)
  await app.settled()
  const drawn = await app.parts('tags', 'member')
  expect(drawn.map(text).sort()).toEqual((await redis.smembers('tags')).sort())
  expect(drawn.map(part => part.data.member)).toEqual(drawn.map(text))
})

test('sorted sets: every member with its score and its rank', async ({ app, redis }) => {
  await app.open('sorted-sets')
  await expect(app.stage).toHaveAttribute('data-scene', 'sorted-set')
  const same = async () => {
    const real = await redis.zrange('board', '0', '-1', 'WITHSCORES')
    const pairs = real.flatMap((member, i) =>
      i % 2 === 0 ? [{ member, score: real[i + 1] ?? '', rank: String(i / 2) }] : [],
    )
    await expect
      .poll(async () => {
        const drawn = (await app.parts('board', 'member')).map(part => part.data)
        return drawn.sort((a, b) => Number(a.rank) - Number(b.rank))
      })
      .toEqual(pairs)
  }
  await app.run('ZADD board 9500 alice 8200 bob 7800 charlie 6500 dave')
  await same()
  await app.run('ZINCRBY board 2000 bob')
  await same()
  await app.run('ZADD board inf top -inf bottom 0.1 tenth 6500 dan')
  await same()
  await app.run('ZREM board alice')
  await same()
  await app.run('ZPOPMAX board')
  await same()
})

test('streams: every entry by its id, and what a group has not acknowledged', async ({ app, redis }) => {
  await app.open('streams')
  await expect(app.stage).toHaveAttribute('data-scene', 'stream')
  await app.run('XADD events 1000-0 action login user 1001')
  await app.run('XADD events 1000-1 action view')
  await app.run('XADD events * action buy')
  const card = app.key('events')
  await expect(card.locator('[data-entry]')).toHaveCount(3)
  const real = await redis.xrange('events', '-', '+')
  expect((await app.parts('events', 'entry')).map(part => part.data.entry)).toEqual(real.map(([id]) => id))
  await expect(card.locator('[data-entry="1000-0"]')).toContainText('action')
  await expect(card.locator('[data-entry="1000-0"]')).toContainText('login')
  await app.run('XGROUP CREATE events workers 0')
  await app.run('XREADGROUP GROUP workers w1 COUNT 2 STREAMS events >')
  await expect(card.locator('[data-pending="workers"]')).toHaveCount(2)
  await app.run('XACK events workers 1000-0')
  await expect(card.locator('[data-entry="1000-0"]')).not.toHaveAttribute('data-pending')
  await expect(card.locator('[data-entry="1000-1"]')).toHaveAttribute('data-pending', 'workers')
  await app.run('XTRIM events MAXLEN 1')
  await expect(card.locator('[data-entry]')).toHaveCount(1)
})

test('all keys: a card for every key, with the facts of its type', async ({ app, redis }) => {
  await app.open()
  await app.page.getByRole('button', { name: 'Add sample data' }).click()
  await expect(app.stage).toHaveAttribute('data-scene', 'keyspace')
  await expect.poll(() => redis.xlen('events')).toBe(3)
  const keys = (await redis.keys('*')).sort()
  await expect(app.stage).toHaveAttribute('data-count', String(keys.length))
  for (const key of keys) {
    await expect(app.key(key)).toHaveAttribute('data-type', await redis.type(key))
    await expect(app.key(key)).toHaveAttribute('data-encoding', String(await redis.object('ENCODING', key)))
    await expect(app.key(key)).toHaveAttribute('data-db', '0')
  }
})

test('each chapter is a link of its own with its own address, and shows only its type', async ({
  app,
  room,
  redis,
}) => {
  await app.open()
  await redis
    .pipeline()
    .set('s', 'x')
    .rpush('l', 'x')
    .sadd('t', 'x')
    .zadd('z', 1, 'x')
    .hset('h', 'f', 'x')
    .xadd('x', '*', 'f', 'x')
    .exec()
  const chapters = app.page.getByRole('navigation', { name: 'Chapters' })
  for (const [name, path, key] of [
    ['Strings', 'strings', 's'],
    ['Hashes', 'hashes', 'h'],
    ['Lists', 'lists', 'l'],
    ['Sets', 'sets', 't'],
    ['Sorted sets', 'sorted-sets', 'z'],
    ['Streams', 'streams', 'x'],
  ] as const) {
    await chapters.getByRole('link', { name: new RegExp(`^${name}\\b`) }).click()
    await expect(app.page).toHaveURL(room.url(path))
    await expect(app.page.locator('main [data-key]:not([data-leaving])')).toHaveCount(1)
    await expect(app.key(key)).toBeVisible()
  }
  await app.page.goBack()
  await expect(app.page).toHaveURL(room.url('sorted-sets'))
  await expect(app.key('z')).toBeVisible()
  await app.page.reload()
  await app.ready()
  await expect(app.key('z')).toBeVisible()
})

test('a type’s chapter without a key of that type offers a command that makes the first', async ({ app, redis }) => {
  await app.open('sorted-sets')
  await app.page.locator('main').getByRole('button', { name: 'Run' }).click()
  await expect(app.stage.locator('[data-key][data-type="zset"]')).toHaveCount(1)
  expect(await redis.dbsize()).toBe(1)
})
