/** The stream scene: the log, who reads it, and what a group has pending, as Redis says it is. */
import { expect, test } from './fixture.ts'

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

test('a reader that blocks stands at the new end until it is served', async ({ app, redis }) => {
  await app.run('XADD s 1000-0 f v')
  await app.addClient('reader')
  await app.enter('XREAD BLOCK 0 STREAMS s $')
  await expect(app.key('s')).toContainText('reader waits: XREAD BLOCK 0 STREAMS s $')
  await redis.xadd('s', '2000-0', 'f', 'v')
  await expect(app.key('s')).not.toContainText('waits:')
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
