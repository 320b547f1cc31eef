/** The stream scene: the log, who reads it, and what a group has pending, as Redis says it is. */
import { lesson } from '@rdd/shared/chapters/streams'
import { expect, test } from './fixture.ts'
import { LessonPanel } from './lesson-panel.ts'

test.beforeEach(async ({ app }) => {
  await app.open('streams')
})

test('XADD puts each entry at the new end, in the order of the log', async ({ app, redis }) => {
  for (const line of ['1000-0 action login', '4000-0 action view', '4000-1 action view'])
    await app.run(`XADD s ${line}`)
  await app.settled()
  const drawn = (await app.parts('s', 'entry')).map(({ data }) => data.entry)
  expect(drawn).toEqual((await redis.xrange('s', '-', '+')).map(([id]) => id))
  const left = async (id: string) => (await app.key('s').locator(`[data-entry="${id}"]`).boundingBox())?.x ?? 0
  const places = [await left('1000-0'), await left('4000-0'), await left('4000-1')]
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  await expect(app.key('s')).toContainText('next XADD')
})

test('XRANGE says from where to where, lights what it read and moves nothing', async ({ app }) => {
  for (const id of ['1000-0', '2000-0', '3000-0']) await app.run(`XADD s ${id} f v`)
  await app.settled()
  const before = await app.key('s').locator('[data-entry="2000-0"]').boundingBox()
  await app.run('XRANGE s (1000-0 +')
  await app.settled()
  await expect(app.key('s')).toContainText('from (1000-0 to +')
  await expect(app.key('s').locator('[data-entry="1000-0"]')).not.toHaveClass(/now/)
  await expect(app.key('s').locator('[data-entry="3000-0"]')).toHaveClass(/now/)
  expect(await app.key('s').locator('[data-entry="2000-0"]').boundingBox()).toEqual(before)
  await expect(app.caption).toContainText('2 of 3 entries read, from (1000-0 to +')
})

test('XREAD from $ finds nothing, and the caption says why', async ({ app }) => {
  await app.run('XADD s 1000-0 f v')
  expect(await app.run('XREAD STREAMS s $')).toBe('(nil)')
  await expect(app.caption).toContainText('$ asks for what is added from now on')
})

test('a reader that blocks stands under the log, is handed a copy of what comes, and leaves', async ({
  app,
  redis,
}) => {
  await app.run('XADD s 1000-0 f v')
  await app.addClient('reader')
  await app.enter('XREAD BLOCK 0 STREAMS s $')
  const waits = app.key('s').locator('[data-waiting="reader"]')
  await expect(waits).toContainText('XREAD BLOCK 0 STREAMS s $')
  await expect(waits).toContainText('gets a copy')
  await app.speed.selectOption('0.5')
  const flies = app.page.waitForFunction(() => {
    const named = [...document.querySelectorAll('main [data-scene] text')].filter(
      text => text.textContent === '2000-0' && text.closest('[data-entry]') === null,
    )
    return named.length > 0
  })
  await redis.xadd('s', '2000-0', 'f', 'v')
  await flies
  await expect(waits).toHaveCount(0)
  await app.settled()
  await expect(app.key('s').locator('[data-entry="2000-0"]')).toHaveCount(1)
  await expect(app.reply).toContainText('2000-0')
})

test('a group hands out, is acknowledged, and a claim moves an entry', async ({ app, redis }) => {
  for (const id of ['1000-0', '2000-0', '3000-0']) await app.run(`XADD s ${id} f v`)
  await app.run('XGROUP CREATE s workers 0')
  await expect(app.key('s')).toContainText('group workers')
  await app.run('XREADGROUP GROUP workers alice COUNT 2 STREAMS s >')
  const pending = app.key('s').locator('[data-pending="workers"]')
  const chips = app.key('s').locator('[data-consumer]')
  await expect(pending).toHaveCount(2)
  await expect(app.key('s').locator('[data-consumer="alice"][data-deliveries="1"]')).toHaveCount(2)
  await app.run('XCLAIM s workers bob 0 1000-0')
  await expect(app.key('s').locator('[data-consumer="bob"][data-deliveries="2"]')).toHaveCount(1)
  await app.run('XACK s workers 2000-0')
  await expect(chips).toHaveCount(1)
  await app.run('XDEL s 1000-0')
  await expect(app.key('s')).toContainText('still pending')
  await expect(app.key('s').locator('[data-entry]')).toHaveCount(await redis.xlen('s'))
  await app.run('XGROUP DESTROY s workers')
  await expect(app.key('s')).not.toContainText('group workers')
})

test('XTRIM cuts the old end and says how many are gone; stepping back brings them back', async ({ app }) => {
  for (const id of ['1000-0', '2000-0', '3000-0']) await app.run(`XADD s ${id} f v`)
  await app.settled()
  const before = await app.facts()
  await app.run('XTRIM s MAXLEN 1')
  await expect(app.key('s').locator('[data-entry]')).toHaveCount(1)
  await expect(app.key('s')).toContainText('2 gone')
  await app.step('Back').click()
  await expect(app.key('s').locator('[data-entry]')).toHaveCount(3)
  await app.settled()
  expect(await app.facts()).toEqual(before)
})

test('the whole lesson, click by click: the log, its readers and its groups stand as Redis has them', async ({
  app,
  redis,
}) => {
  test.slow()
  const steps = new LessonPanel(app, lesson)
  const [events, orders] = [app.key('streams:events'), app.key('streams:orders')]
  const chips = (consumer: string) => orders.locator(`[data-consumer="${consumer}"]`)
  await steps.clickTo('XLEN streams:events')
  await expect(events.locator('[data-entry]')).toHaveCount(4)
  await steps.clickTo('XRANGE streams:events (1526919030474-0 +')
  await expect(events).toContainText('from (1526919030474-0 to +')
  await steps.clickTo('XREAD COUNT 2 STREAMS streams:events 0')
  await expect(events.locator('[data-entry].now')).toHaveCount(2)
  await steps.clickTo('XREAD BLOCK 0 STREAMS streams:events $')
  await expect(events.locator('[data-waiting]')).toContainText('XREAD BLOCK 0 STREAMS streams:events $')
  await steps.clickTo('XADD streams:events 1526919095000-0 action login user 1002')
  await expect(events.locator('[data-waiting]')).toHaveCount(0)
  await steps.clickTo('XGROUP CREATE streams:orders billing 0')
  await expect(orders).toContainText('group billing')
  await steps.clickTo('XREADGROUP GROUP billing alice COUNT 2 STREAMS streams:orders >')
  await expect(chips('alice')).toHaveCount(2)
  await expect(await steps.clickTo('XPENDING streams:orders billing')).toContainText('(integer) 3')
  await expect(orders).toContainText('3 pending')
  await steps.clickTo('XACK streams:orders billing 1526919100000-0')
  await expect(chips('alice')).toHaveCount(1)
  await expect(orders.locator('[data-entry]')).toHaveCount(3)
  await steps.clickTo('XCLAIM streams:orders billing bob 0 1526919101000-0')
  await expect(chips('alice')).toHaveCount(0)
  await expect(orders.locator('[data-consumer="bob"][data-deliveries="2"]')).toHaveCount(1)
  await steps.clickTo('XAUTOCLAIM streams:orders billing bob 0 0-0 COUNT 10')
  await expect(chips('bob')).toHaveCount(1)
  await steps.clickTo('XGROUP CREATE streams:orders shipping 0')
  await expect(orders).toContainText('group shipping')
  await steps.clickTo('XGROUP DESTROY streams:orders shipping')
  await expect(orders).not.toContainText('group shipping')
  await steps.clickTo('XTRIM streams:events MAXLEN 3')
  await expect(events).toContainText('2 gone')
  await steps.clickToEnd()
  await app.settled()
  await expect(orders.locator('[data-entry]')).toHaveCount(0)
  const drawn = (await app.parts('streams:events', 'entry')).map(({ data }) => data.entry)
  expect(drawn).toEqual((await redis.xrange('streams:events', '-', '+')).map(([id]) => id))
  expect(await redis.xlen('streams:orders')).toBe(0)
})

test('XLEN and XPENDING, typed: how many entries there are, and which of them wait for whom', async ({
  app,
  redis,
}) => {
  for (const id of ['1000-0', '2000-0', '3000-0']) await app.run(`XADD s ${id} f v`)
  expect(await app.run('XLEN s')).toBe('(integer) 3')
  await expect(app.caption).toContainText('answers 3')
  await app.run('XREAD COUNT 1 STREAMS s 1000-0')
  await expect(app.key('s').locator('[data-entry].now')).toHaveAttribute('data-entry', '2000-0')
  await app.run('XGROUP CREATE s workers 0')
  await app.run('XREADGROUP GROUP workers alice COUNT 2 STREAMS s >')
  expect(await app.run('XPENDING s workers')).toContain('1) (integer) 2\n2) "1000-0"\n3) "2000-0"')
  await expect(app.key('s')).toContainText('2 pending')
  expect(await app.run('XPENDING s workers - + 10 alice')).toContain('1) 1) "1000-0"\n   2) "alice"')
  await app.run('XACK s workers 1000-0')
  expect(await app.run('XPENDING s workers')).toContain('1) (integer) 1')
  await app.settled()
  const shown = await app.parts('s', 'consumer')
  expect(shown.map(({ data }) => data.consumer)).toEqual(['alice'])
  expect(await redis.xpending('s', 'workers')).toEqual([1, '2000-0', '2000-0', [['alice', '1']]])
})
