/** All keys with many of them, and keys that are huge: exact counts, a window, and few elements in the document. */

import type { Locator } from '@playwright/test'
import type { Redis } from 'ioredis'
import { expect, test } from './fixture.ts'

/** Nodes of the stage that thousands of keys may cost: those in sight and a screen to either side. */
const MOST_NODES = 4000

/** The n of "n more", which stands for what a window leaves out. */
const moreOf = async (card: Locator) => Number((await card.getByText(/^[\d,]+ more/).textContent())?.replace(/\D/g, ''))

async function fill(redis: Redis, keys: number): Promise<void> {
  const writes = redis.pipeline()
  for (let i = 0; i < keys; i += 1) {
    const n = String(i).padStart(4, '0')
    if (i % 3 === 0) writes.set(`user:${n}`, `value ${i}`)
    else if (i % 3 === 1) writes.rpush(`queue:${n}`, 'a', 'b')
    else writes.hset(`item:${n}`, 'f', 'v')
  }
  await writes.exec()
}

test('three thousand keys: the count is exact, the document stays small, and the last is a scroll away', async ({
  app,
  redis,
}) => {
  await app.open()
  await fill(redis, 3000)
  await expect(app.stage).toHaveAttribute('data-count', '3000')
  await app.settled()
  expect(await app.stage.evaluate(stage => stage.querySelectorAll('*').length)).toBeLessThan(MOST_NODES)
  await expect(app.key('item:0002')).toBeVisible()
  await app.key('item:0002').focus()
  await expect(app.key('item:0002')).toBeFocused()
  await app.page.keyboard.press('End')
  await expect(app.key('user:2997')).toBeInViewport()
  expect(await app.stage.evaluate(stage => stage.querySelectorAll('*').length)).toBeLessThan(MOST_NODES)
  await app.run('DEL user:2997')
  await expect(app.stage).toHaveAttribute('data-count', '2999')
  await app.run('FLUSHDB')
  await expect(app.stage).toHaveAttribute('data-count', '0')
})

test('keys are found by name, type and prefix, and sorted', async ({ app, redis }) => {
  await app.open()
  await fill(redis, 300)
  await expect(app.stage).toHaveAttribute('data-count', '300')
  const bar = app.page.locator('main').getByRole('search')
  const cards = app.page.locator('main [data-key]:not([data-leaving])')

  await bar.getByRole('searchbox', { name: 'Find keys' }).fill('0012')
  await expect(cards).toHaveCount(1)
  await expect(app.key('user:0012')).toBeVisible()
  await expect(bar).toContainText('1 of 300 keys')
  await bar.getByRole('searchbox').fill('no such key')
  await expect(cards).toHaveCount(0)
  await expect(app.page.locator('main')).toContainText('No key fits')
  await bar.getByRole('searchbox').fill('')

  await bar.getByRole('combobox', { name: 'Type' }).selectOption('list')
  await expect(bar).toContainText('100 of 300 keys')
  await expect(cards.first()).toHaveAttribute('data-type', 'list')
  await bar.getByRole('combobox', { name: 'Type' }).selectOption('')
  await bar.getByRole('combobox', { name: 'Prefix' }).selectOption('item:')
  await expect(bar).toContainText('100 of 300 keys')
  await expect(cards.first()).toHaveAttribute('data-key', /^item:/)
  await bar.getByRole('combobox', { name: 'Prefix' }).selectOption('')
  await expect(bar).not.toContainText(' of ')

  await redis.set('zz:soon', 'x', 'EX', 1000)
  await redis.rpush('zz:long', ...Array.from({ length: 50 }, (_, i) => String(i)))
  const order = bar.getByRole('combobox', { name: 'Order' })
  await order.selectOption('next to expire')
  await expect(cards.first()).toHaveAttribute('data-key', 'zz:soon')
  await order.selectOption('most memory')
  await expect(cards.first()).toHaveAttribute('data-key', 'zz:long')
  await order.selectOption('last changed')
  await redis.set('user:0150', 'fresh')
  await expect(cards.first()).toHaveAttribute('data-key', 'user:0150')
  await order.selectOption('by name')
  await expect(cards.first()).toHaveAttribute('data-key', 'item:0002')
})

test('a filter holds while keys come and go', async ({ app, redis }) => {
  await app.open()
  await fill(redis, 30)
  await app.page.getByRole('searchbox', { name: 'Find keys' }).fill('user:n')
  await redis.mset({ 'user:new': 'x', other: 'y' })
  await expect(app.key('user:new')).toBeVisible()
  await expect(app.key('other')).toHaveCount(0)
  await expect(app.stage).toHaveAttribute('data-count', '32')
  await redis.del('user:new')
  await expect(app.key('user:new')).toHaveCount(0)
})

test('a huge list shows both ends of it and how many are between', async ({ app, redis }) => {
  await app.open('lists')
  await redis.rpush('huge', ...Array.from({ length: 50_000 }, (_, i) => `e${i}`))
  const card = app.key('huge')
  await expect(card).toHaveAttribute('data-length', '50000')
  await expect(card).toContainText(/[\d,]+ more/)
  const shown = (await app.parts('huge', 'index')).map(part => ({ index: Number(part.data.index), text: part.text }))
  expect(shown[0]).toEqual({ index: 0, text: 'e0' })
  expect(shown.at(-1)).toEqual({ index: 49_999, text: 'e49999' })
  for (const { index, text } of shown) expect(text).toBe(`e${index}`)
  expect((await moreOf(card)) + shown.length).toBe(50_000)
  await app.run('RPOP huge')
  await expect(card).toHaveAttribute('data-length', '49999')
  await expect(card.locator('[data-index="49998"]')).toHaveText('e49998')
})

test('a huge hash, set, sorted set, stream and string show a window and "n more"', async ({ app, redis }) => {
  const many = Array.from({ length: 5000 }, (_, i) => i)
  await redis.hset('h', Object.fromEntries(many.map(i => [`f${i}`, `v${i}`])))
  await redis.sadd('t', ...many.map(i => `m${i}`))
  await redis.zadd('z', ...many.flatMap(i => [i, `m${i}`]))
  await redis.eval("for i = 1, 5000 do redis.call('XADD', KEYS[1], i .. '-0', 'f', i) end", 1, 'x')
  await redis.set('s', 'y'.repeat(500_000))
  for (const [chapter, key, attribute] of [
    ['hashes', 'h', 'field'],
    ['sets', 't', 'member'],
    ['sorted-sets', 'z', 'member'],
    ['streams', 'x', 'entry'],
  ] as const) {
    await app.open(chapter)
    const card = app.key(key)
    await expect(card).toHaveAttribute('data-length', '5000')
    const shown = await app.parts(key, attribute)
    expect(shown.length).toBeGreaterThan(5)
    expect((await moreOf(card)) + shown.length, chapter).toBe(5000)
    expect(await app.stage.evaluate(stage => stage.querySelectorAll('*').length)).toBeLessThan(MOST_NODES)
  }
  await app.open('strings')
  await expect(app.key('s')).toHaveAttribute('data-length', '500000')
  await expect(app.key('s')).toContainText('the beginning of 500,000 bytes')
})

test('more keys than a room carries are counted exactly, and found on the server', async ({ app, redis }) => {
  await app.open()
  // bit by bit: after a flood everything is read anew, and which keys are carried then is Redis's choice
  for (let count = 0; count < 7000; count += 500) {
    const some = Array.from({ length: 500 }, (_, i) => [`k:${String(count + i).padStart(5, '0')}`, 'x'])
    await redis.mset(...some.flat())
    await expect(app.stage).toHaveAttribute('data-count', String(count + 500))
  }
  await expect(app.page.getByRole('button', { name: /^[\d,]+ more on the server$/ })).toBeVisible()
  const absent = await redis.set('needle:x', '1').then(() => 'needle:x')
  await expect(app.stage).toHaveAttribute('data-count', '7001')
  await app.page.getByRole('searchbox', { name: 'Find keys' }).fill(absent)
  await expect(app.key(absent)).toBeVisible()
  await redis.flushall()
  await expect(app.stage).toHaveAttribute('data-count', '0')
})
