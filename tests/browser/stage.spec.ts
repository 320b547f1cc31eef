/** The stage as a thing one moves about on: thousands of keys, the keyboard, clicks, and movements that are interrupted. */
import { expect, type RoomPage, test } from './fixture.ts'

const focused = (app: RoomPage) => app.page.evaluate(() => document.activeElement?.getAttribute('data-key'))

test('of thousands of keys only those near sight are in the document, and the count is exact', async ({
  app,
  redis,
}) => {
  await app.open('keyspace', { watched: true })
  const names = Array.from({ length: 3000 }, (_, i) => `key:${String(i).padStart(4, '0')}`)
  await redis.mset(names.flatMap(name => [name, name]))
  await expect(app.stage).toHaveAttribute('data-count', '3000')
  await expect(app.key('key:0000')).toBeVisible()
  expect(await app.stage.locator('[data-key]').count()).toBeLessThan(200)
  await expect(app.key('key:2500')).not.toBeAttached()
})

test('what one’s own command touches comes into sight; what another program writes does not pull the page along', async ({
  app,
  redis,
}) => {
  await app.open('keyspace', { watched: true })
  const names = Array.from({ length: 1000 }, (_, i) => `key:${String(i).padStart(4, '0')}`)
  await redis.mset(names.flatMap(name => [name, name]))
  await expect(app.stage).toHaveAttribute('data-count', '1000')
  await redis.set('key:0999', 'by another')
  await app.settled()
  await expect(app.key('key:0000')).toBeInViewport()
  await app.run('SET key:0900 mine')
  await expect(app.key('key:0900')).toBeInViewport()
  await expect(app.key('key:0900').locator('[data-value]')).toHaveText('mine')
})

test('of a card higher than the stage what changed, went or was read comes into sight, and stays where it is then', async ({
  visit,
  redis,
}) => {
  const fields = Array.from({ length: 90 }, (_, i) => [`field:${i}`, 'v'])
  await redis.hset('long', Object.fromEntries(fields))
  const app = await visit({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await app.open('hashes')
  const value = (field: string) => app.key('long').locator(`[data-field="${field}"]`)
  const height = async (field: string) => (await value(field).boundingBox())?.y
  await app.page.getByRole('button', { name: 'Console', exact: true }).tap()
  await app.run('HSET long field:80 w')
  await expect(value('field:80')).toBeInViewport({ ratio: 1 })
  // below the stage stands the console, and not on it
  await expect(app.prompt).toBeInViewport()
  await expect(app.caption).toBeInViewport({ ratio: 1 })

  await app.settled()
  const there = await height('field:80')
  await app.run('HGET long field:81')
  await app.settled()
  expect(await height('field:80')).toBe(there)

  await app.run('HGET long field:2')
  await expect(value('field:2')).toBeInViewport({ ratio: 1 })
  await app.run('HDEL long field:60')
  await expect(value('field:59')).toBeInViewport({ ratio: 1 })
  await expect(value('field:61')).toBeInViewport({ ratio: 1 })
  // what another program writes does not pull the page along
  await redis.hset('long', 'field:5', 'x')
  await expect(value('field:5')).toHaveText('x')
  await expect(value('field:59')).toBeInViewport({ ratio: 1 })
  await app.run('EXPIRE long 100')
  await expect(app.key('long').getByText('long', { exact: true })).toBeInViewport({ ratio: 1 })
})

test('without movement one is there at once', async ({ visit, redis }) => {
  await redis.zadd('board', ...Array.from({ length: 90 }, (_, i) => [i, `player:${i}`]).flat())
  const app = await visit({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' })
  await app.open('sorted-sets')
  await app.page.getByRole('button', { name: 'Console', exact: true }).click()
  await app.run('ZADD board 2.5 player:2')
  await app.settled()
  await expect(app.key('board').getByText('player:2', { exact: true })).toBeInViewport({ ratio: 1 })
})

test('arrow keys go from card to card, and Enter opens the key in the panel', async ({ app, redis }) => {
  await app.open('keyspace', { watched: true })
  await redis.mset({ a: '1', b: '2', c: '3', d: '4', e: '5', f: '6' })
  await expect(app.stage).toHaveAttribute('data-count', '6')
  await app.settled()
  await app.key('a').focus()
  await app.page.keyboard.press('ArrowRight')
  expect(await focused(app)).toBe('b')
  await app.page.keyboard.press('End')
  expect(await focused(app)).toBe('f')
  await app.page.keyboard.press('Home')
  await app.page.keyboard.press('ArrowDown')
  const below = await focused(app)
  expect(['b', 'c', 'd', 'e']).toContain(below)
  await app.page.keyboard.press('Enter')
  await expect(app.inspector).toContainText(String(below))
  await expect(app.key(String(below))).toHaveAttribute('aria-current', 'true')
  expect(await app.stage.locator('[data-key][tabindex="0"]').count()).toBe(1)
})

test('a key deleted and made again in the middle of leaving is one card, and no ghost stays', async ({
  app,
  redis,
}) => {
  await app.open('lists', { watched: true })
  for (let i = 0; i < 8; i++) {
    await redis.rpush('l', 'a', 'b', 'c')
    await redis.del('l')
  }
  await redis.rpush('l', 'x', 'y')
  await expect(app.key('l').locator('[data-index]')).toHaveText(['x', 'y'])
  await app.settled()
  await expect(app.stage.locator('[data-key]')).toHaveCount(1)
  await expect(app.stage.locator('[data-leaving]')).toHaveCount(0)
  await expect(app.key('l')).not.toHaveAttribute('opacity')
  await expect(app.key('l').locator('[aria-hidden="true"]:not(path)')).toHaveCount(0)
})

test('a click on an element opens its editor', async ({ app, redis }) => {
  await app.open('lists', { watched: true })
  await redis.rpush('l', 'a', 'b')
  await app.settled()
  await app.key('l').locator('[data-index="1"]').click()
  await expect(app.inspector.getByRole('textbox').first()).toBeVisible()
})

test('with reduced motion a pushed element is where it belongs from its first frame', async ({ visit }) => {
  const app = await visit({ reducedMotion: 'reduce' })
  await app.open('lists', { watched: true })
  await app.run('RPUSH l a b')
  await app.settled()
  await app.page.evaluate(() => {
    const places: string[] = []
    Object.assign(window, { places })
    new MutationObserver(() => {
      for (const node of document.querySelectorAll('[data-key="l"] [data-index="2"]'))
        places.push(String(node.parentElement?.getAttribute('transform')))
    }).observe(document.querySelector('[data-scene]') ?? document, { subtree: true, attributes: true, childList: true })
  })
  await app.run('RPUSH l c')
  await expect(app.key('l').locator('[data-index="2"]')).toHaveText('c')
  await app.settled()
  const places = await app.page.evaluate(() => Reflect.get(window, 'places'))
  expect(new Set(places).size).toBe(1)
})

test('a text of the picture takes as much room as it was given, hinted or not', async ({ app }) => {
  await app.open('strings')
  await app.run('SET a 12345678901234567890')
  const columns = await app.stage
    .locator('text:not(.exact)')
    .evaluateAll(all =>
      all.map(text =>
        text instanceof SVGTextElement && /^[ -~]+$/.test(text.textContent)
          ? text.getComputedTextLength() / text.textContent.length / Number.parseFloat(getComputedStyle(text).fontSize)
          : 0.6,
      ),
    )
  expect(columns.length).toBeGreaterThan(2)
  for (const column of columns) expect(column).toBeCloseTo(0.6, 2)
})
