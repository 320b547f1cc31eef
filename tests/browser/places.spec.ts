/** Chapters that draw neither a type nor a run: the server, its connections, the names, the guide and the cheatsheet. */
import { lesson as architecture } from '@rdd/shared/chapters/architecture'
import { lesson as connecting } from '@rdd/shared/chapters/connecting'
import { lesson as naming } from '@rdd/shared/chapters/key-naming'
import { cheatsheet } from '@rdd/shared/reference/cheatsheet'
import { guide } from '@rdd/shared/reference/guide'
import { violations } from './axe.ts'
import { expect, test } from './fixture.ts'
import { LessonPanel } from './lesson-panel.ts'

test('architecture: boxes count the keys of each type as Redis does, and lead to their chapters', async ({
  app,
  redis,
}) => {
  await redis.mset({ a: '1', b: '2', c: '3' })
  await redis.rpush('q', 'x')
  await app.open('architecture')
  const boxOf = (type: string) => app.stage.locator(`[data-box="${type}"]`)
  await expect(boxOf('string')).toHaveAttribute('data-keys', '3')
  await expect(boxOf('list')).toHaveAttribute('data-keys', '1')
  await expect(app.stage).toHaveAttribute('data-count', String(await redis.dbsize()))
  await expect(app.stage.locator('[data-figure="clients"]')).toContainText('connected')
  await redis.client('SETNAME', 'worker-7')
  const whose = app.stage.locator('[data-figure="whose"]')
  await expect(whose).toContainText('1 connection of other programs: worker-7')
  await expect(whose).toContainText('ours: 2 to look with, 1 console')
  await app.run('SADD tags redis')
  await expect(boxOf('set')).toHaveAttribute('data-keys', '1')
  await app.step('Back').click()
  await expect(boxOf('set')).toHaveAttribute('data-keys', '0')
  await boxOf('list').focus()
  await app.page.keyboard.press('Enter')
  await expect(app.page).toHaveURL(/\/lists/)
  await expect(app.page.locator('main [data-scene]')).toHaveAttribute('data-scene', 'list')
})

test('key naming: the names are a tree that grows and shrinks with the keys', async ({ app, redis }) => {
  await redis.set('user:1001:name', 'John')
  await redis.hset('user:1001', { name: 'John' })
  await redis.rpush('queue:email:pending', 'x')
  await app.open('key-naming')
  const part = (prefix: string) => app.stage.locator(`[data-prefix="${prefix}"]`)
  await expect(part('user:')).toHaveAttribute('data-keys', '2')
  await expect(app.key('user:1001')).toHaveAttribute('data-type', 'hash')
  await expect(app.key('queue:email:pending')).toHaveCount(1)
  await app.run('SET user:1002:name Ada')
  await expect(part('user:')).toHaveAttribute('data-keys', '3')
  await part('user:').focus()
  await app.page.keyboard.press('Enter')
  await expect(part('user:')).toHaveAttribute('data-open', 'false')
  await expect(app.key('user:1001')).toHaveCount(0)
  await part('user:').click()
  await app.run('DEL user:1002:name')
  await expect(part('user:')).toHaveAttribute('data-keys', '2')
  await app.key('user:1001').click()
  await expect(app.inspector).toContainText('user:1001')
})

test('key naming: a part leads to its keys among all keys, and back to where it stands in the tree', async ({
  app,
  redis,
}) => {
  await redis.mset({ 'user:1:name': 'a', 'user:1:mail': 'b', 'user:2:name': 'c', 'queue:mail': 'd' })
  await app.open('key-naming')
  const wayTo = (prefix: string) => app.stage.locator(`[data-all-of="${prefix}"]`)
  await expect(wayTo('user:1:')).toHaveAttribute('aria-label', 'Show the 2 keys of user:1: in All keys')
  await wayTo('user:1:').focus()
  await app.page.keyboard.press('Enter')
  await expect(app.page).toHaveURL(/\/keyspace/)
  await expect(app.page.getByRole('combobox', { name: 'Prefix' })).toHaveValue('user:1:')
  await expect(app.stage.locator('[data-key]')).toHaveCount(2)
  const back = app.page.getByRole('button', { name: 'In the key tree' })
  await back.focus()
  await app.page.keyboard.press('Enter')
  await expect(app.page).toHaveURL(/\/key-naming/)
  await expect(app.stage.locator('[data-prefix="user:1:"]')).toHaveAttribute('data-open', 'true')
  await app.settled()
  await wayTo('queue:').click()
  await expect(app.page.getByRole('combobox', { name: 'Prefix' })).toHaveValue('queue:')
  await expect(app.key('queue:mail')).toHaveCount(1)
  await expect(app.stage.locator('[data-key]')).toHaveCount(1)
  await back.click()
  await expect(app.page).toHaveURL(/\/key-naming/)
})

test('key naming: of very many names only as many parts open as can be seen', async ({ app, redis }) => {
  await redis.mset(
    Object.fromEntries(
      Array.from({ length: 2000 }, (_, i) => [`app:${i % 20}:${Math.floor(i / 20) % 20}:${Math.floor(i / 400)}`, 'x']),
    ),
  )
  await app.open('key-naming')
  await expect(app.stage.locator('[data-prefix="app:"]')).toHaveAttribute('data-keys', '2000')
  const rows = app.stage.locator('[data-prefix], [data-key]')
  expect(await rows.count()).toBeLessThan(260)
  const closed = app.stage.locator('[data-prefix][data-open="false"]').first()
  const prefix = (await closed.getAttribute('data-prefix')) ?? ''
  await closed.focus()
  await app.page.keyboard.press('Enter')
  await expect(app.stage.locator(`[data-prefix="${prefix}"]`)).toHaveAttribute('data-open', 'true')
})

test('architecture, by mouse: the lesson fills the boxes and the memory, and a click on a box opens its chapter', async ({
  app,
  redis,
}) => {
  test.slow()
  await app.open('architecture')
  const steps = new LessonPanel(app, architecture)
  const memory = app.stage.getByText(/used · maxmemory/)
  await steps.clickTo('XADD architecture:stream * field value')
  for (const type of ['string', 'hash', 'list', 'set', 'zset', 'stream'])
    await expect(app.stage.locator(`[data-box="${type}"]`), type).toHaveAttribute('data-keys', '1')
  await steps.clickToEnd()
  await expect(app.stage.locator('[data-figure="rdb"]')).toContainText('since the last save or the start')
  await expect(app.stage.locator('[data-figure="aof"]')).toContainText('off')
  await redis.config('SET', 'maxmemory', '64000000')
  await expect(memory).toContainText(/maxmemory 64(\.0)? MB/)
  const strings = (await redis.keys('*')).filter(key => !/:(hash|list|set|zset|stream)$/.test(key))
  await expect(app.stage.locator('[data-box="string"]')).toHaveAttribute('data-keys', String(strings.length))
  await app.stage.locator('[data-box="zset"]').click()
  await expect(app.page).toHaveURL(/\/sorted-sets/)
  await expect(app.key('architecture:zset')).toHaveAttribute('data-length', '1')
})

test('key naming, by mouse: the lesson makes the notebook’s five names, and each is a leaf where Redis has it', async ({
  app,
  redis,
}) => {
  test.slow()
  await app.open('key-naming')
  const steps = new LessonPanel(app, naming)
  await steps.clickTo('INCR naming:rate-limit:api:user:1001')
  const five = await redis.keys('naming:*')
  expect(five).toHaveLength(5)
  for (const key of five) await expect(app.key(key), key).toHaveCount(1)
  await expect(app.stage.locator('[data-prefix="naming:"]')).toHaveAttribute('data-keys', '5')
  await steps.clickTo('RENAME naming:queue:email:pending naming:queue:email:done')
  await expect(app.key('naming:queue:email:pending')).toHaveCount(0)
  await expect(app.key('naming:queue:email:done')).toHaveAttribute('data-type', 'list')
  await steps.clickToEnd()
  const keys = await redis.keys('naming:*')
  await expect(app.stage.locator('[data-prefix="naming:"]')).toHaveAttribute('data-keys', String(keys.length))
})

test('connecting: PING by mouse and by keyboard, and the code to connect in another language by keys alone', async ({
  app,
  redis,
}) => {
  test.slow()
  await app.open('connecting')
  const steps = new LessonPanel(app, connecting)
  await expect(await steps.clickTo('PING')).toContainText('PONG')
  await steps.clickToEnd()
  await expect(app.page.locator('[data-client="B"]')).toHaveAttribute('data-state', 'idle')
  expect(await app.run('PING')).toBe('PONG')
  const language = app.page.locator('main').getByRole('combobox', { name: 'Language' })
  await language.focus()
  await app.page.keyboard.press('ArrowDown')
  await expect(app.page.locator('[data-way="direct"]')).toContainText('new Redis(')
  await expect(app.page.locator('[data-way="url"]')).toContainText('process.env.REDIS_URL')
  await app.page.keyboard.press('ArrowDown')
  await expect(app.page.locator('[data-way="pool"]')).toContainText('ConnectionPool')
  expect(String(await redis.client('LIST'))).toContain('name=connecting')
})

test('connecting: the page’s connections, and code to connect with in each language', async ({ app }) => {
  await app.open('connecting')
  await app.addClient('second')
  await expect(app.page.locator('[data-client="second"]')).toHaveAttribute('data-state', 'idle')
  await app.enter('BLPOP nothing 0')
  await expect(app.page.locator('[data-client="second"]')).toHaveAttribute('data-state', 'waiting')
  const pool = app.page.locator('[data-way="pool"]')
  await app.page.locator('main').getByRole('combobox', { name: 'Language' }).selectOption('redis-py')
  await expect(pool).toContainText('ConnectionPool')
  await app.page.locator('main').getByRole('combobox', { name: 'Language' }).selectOption('ioredis')
  await expect(pool).toContainText('duplicate()')
})

test('connecting: what connections cost is measured at a click, and attempts fail in their own words', async ({
  app,
  redis,
}) => {
  await app.open('connecting')
  const received = async () => /total_connections_received:(\d+)/.exec(await redis.info('stats'))?.[1]
  const before = await received()
  const measured = app.page.getByRole('region', { name: 'What a connection costs' })
  await measured.getByRole('button', { name: 'Measure' }).focus()
  await app.page.keyboard.press('Enter')
  const cost = async (way: string) => Number(await measured.locator(`[data-cost="${way}"]`).getAttribute('data-ms'))
  await expect(measured.locator('[data-cost]')).toHaveCount(4, { timeout: 30_000 })
  await expect(measured).toContainText('Medians of 5 rounds of 50 PINGs each, from this server to redis')
  expect(await cost('pipelined')).toBeLessThan(await cost('new'))
  await expect(measured.locator('[data-failure="refused"]')).toContainText('ECONNREFUSED')
  await expect(measured.locator('[data-failure="wrong-password"]')).toContainText('WRONGPASS')
  await expect(measured.locator('[data-failure="no-password"]')).toContainText('NOAUTH')
  expect(await received()).toBe(before)
  await measured.getByRole('button', { name: 'Measure again' }).click()
  await expect(measured.getByRole('button', { name: 'Measuring…' })).toBeDisabled()
  await expect(measured.getByRole('button', { name: 'Measure again' })).toBeEnabled({ timeout: 30_000 })
})

test('the guide is searched, and a row lands in its scene with the command ready in the console', async ({
  app,
  redis,
}) => {
  await app.open('guide')
  const search = app.page.getByRole('searchbox', { name: 'Find a use' })
  await search.fill('ranking')
  await expect(app.stage).toHaveAttribute('data-count', '1')
  await search.fill('no such thing')
  await expect(app.page.getByText('Nothing here is called that')).toBeVisible()
  await search.fill('')
  await expect(app.stage).toHaveAttribute('data-count', String(guide.length))
  const row = app.page.getByRole('button', { name: /^Ranking, scores/ })
  await row.focus()
  await app.page.keyboard.press('Enter')
  await expect(app.page).toHaveURL(/\/sorted-sets/)
  await expect(app.prompt).toBeFocused()
  await expect(app.prompt).toHaveValue(/^ZADD guide:board/)
  expect(await redis.exists('guide:board')).toBe(0)
  await app.page.keyboard.press('Enter')
  await expect(app.key('guide:board')).toHaveAttribute('data-length', '2')
  expect(await redis.zcard('guide:board')).toBe(2)
})

test('the command of a row is in sight on a phone, and where the console was folded', async ({ app, visit }) => {
  const phone = await visit({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await phone.open('guide')
  const rowOf = (on: typeof app) => on.page.getByRole('button', { name: /SADD guide:tags/ })
  await rowOf(phone).tap()
  await expect(phone.stage).toHaveAttribute('data-scene', 'set')
  await expect(phone.prompt).toBeInViewport({ ratio: 1 })
  await expect(phone.prompt).toHaveValue(/^SADD guide:tags/)
  await phone.page.locator('.sheet-bar').getByRole('button', { name: 'Chapters' }).tap()
  await phone.page.getByRole('link', { name: /^Lists/ }).tap()
  await expect(phone.prompt).toBeHidden()
  await app.open('guide')
  await app.page.getByRole('button', { name: 'Fold the console' }).click()
  await rowOf(app).click()
  await expect(app.prompt).toBeFocused()
  await expect(app.prompt).toHaveValue(/^SADD guide:tags/)
})

test('a line of the cheatsheet runs where it stands, says its reply, and is there in every language', async ({
  app,
  redis,
}) => {
  await app.open('cheatsheet')
  const total = cheatsheet.reduce((sum, { entries }) => sum + entries.length, 0)
  await expect(app.stage).toHaveAttribute('data-count', String(total))
  const row = app.page.locator('[data-line="SET cheatsheet:key value"]')
  await row.getByRole('button', { name: 'Run' }).click()
  await expect(row.getByRole('status')).toHaveText('OK')
  expect(await redis.get('cheatsheet:key')).toBe('value')
  await expect(app.reply).toHaveText('OK')
  await app.page.locator('main').getByRole('combobox', { name: 'Language' }).selectOption('redis-py')
  await expect(row.locator('code').first()).toHaveText('r.set("cheatsheet:key", "value")')
  await app.page.getByRole('combobox', { name: 'Part' }).selectOption('Streams')
  await expect(row).toHaveCount(0)
  await app.page.locator('[data-line="XLEN cheatsheet:stream"]').getByRole('button', { name: 'To the scene' }).click()
  await expect(app.page).toHaveURL(/\/streams/)
  await expect(app.prompt).toHaveValue('XLEN cheatsheet:stream')
})

test('a click on a row of the guide that was found lands in its scene, with its command to run', async ({
  app,
  redis,
}) => {
  await app.open('guide')
  const search = app.page.getByRole('searchbox', { name: 'Find a use' })
  await search.click()
  await search.fill('XREADGROUP')
  await expect(app.stage).toHaveAttribute('data-count', '1')
  await app.page.getByRole('button', { name: /^A job that must not be lost/ }).click()
  await expect(app.page).toHaveURL(/\/streams/)
  await expect(app.prompt).toHaveValue('XADD guide:jobs * job resize:1')
  await app.page.getByRole('form', { name: 'Console' }).getByRole('button', { name: 'Run' }).click()
  await expect(app.key('guide:jobs').locator('[data-entry]')).toHaveCount(1)
  const [[id] = []] = await redis.xrange('guide:jobs', '-', '+')
  await expect(app.key('guide:jobs').locator('[data-entry]')).toHaveAttribute('data-entry', String(id))
})

test('the cheatsheet is searched, run and left for the scene by keys alone', async ({ app, redis }) => {
  await app.open('cheatsheet')
  const { keyboard } = app.page
  await app.page.getByRole('searchbox', { name: 'Find a command' }).focus()
  await keyboard.type('no such thing')
  await expect(app.page.getByText('No command here is called that')).toBeVisible()
  await keyboard.press('Control+A')
  await keyboard.type('hset name')
  await expect(app.stage).toHaveAttribute('data-count', '1')
  const row = app.page.locator('[data-line="HSET cheatsheet:hash name Ada age 36"]')
  const tabTo = async (name: string) => {
    const wanted = row.getByRole('button', { name })
    for (let i = 0; i < 6 && !(await wanted.evaluate(node => node === document.activeElement)); i += 1)
      await keyboard.press('Tab')
    await expect(wanted).toBeFocused()
  }
  await tabTo('To the scene')
  await tabTo('Run')
  await keyboard.press('Enter')
  await expect(row.getByRole('status')).toHaveText('(integer) 2')
  await expect(app.reply).toHaveText('(integer) 2')
  await keyboard.press('Shift+Tab')
  await keyboard.press('Enter')
  await expect(app.page).toHaveURL(/\/hashes/)
  await expect(app.prompt).toBeFocused()
  await keyboard.press('Enter')
  await expect(app.reply).toHaveText('(integer) 0')
  await expect(app.key('cheatsheet:hash').locator('[data-field="age"]')).toHaveText('36')
  expect(await redis.hgetall('cheatsheet:hash')).toEqual({ name: 'Ada', age: '36' })
})

test('every line of the cheatsheet runs by a click, and none is refused', async ({ app, redis }) => {
  test.slow()
  await app.open('cheatsheet')
  for (const { line } of cheatsheet.flatMap(({ entries }) => entries)) {
    const row = app.page.locator(`[data-line="${line}"]`).last()
    await row.getByRole('button', { name: 'Run' }).click()
    await expect(row.getByRole('status'), line).toBeVisible()
    await expect(row.locator('[data-error="true"]'), line).toHaveCount(0)
  }
  expect((await redis.keys('*')).every(key => key.startsWith('cheatsheet:'))).toBe(true)
  expect(await redis.zscore('cheatsheet:zset', 'm')).toBe('6')
})

test('the lens shows how Redis keeps a value, and the thresholds it has now', async ({ app, redis }) => {
  await app.open('sets')
  await app.run('SADD ids 1 2 3')
  await app.page.getByRole('group', { name: 'Lens' }).getByRole('button', { name: 'Encoding' }).click()
  const kept = app.key('ids').locator('[data-kept-as]')
  await expect(kept).toHaveAttribute('data-kept-as', 'intset')
  const limit = app.key('ids').locator('[data-limit="set-max-intset-entries"]')
  await expect(limit).toHaveAttribute('data-most', '512')
  await redis.config('SET', 'set-max-intset-entries', '4')
  await expect(limit).toHaveAttribute('data-most', '4')
  await app.run('SADD ids 4 5')
  await expect(kept).toHaveAttribute('data-kept-as', String(await redis.object('ENCODING', 'ids')))
  await app.open('strings')
  await app.run('SETBIT days 3 1')
  await app.page.getByRole('group', { name: 'Lens' }).getByRole('button', { name: 'Bits' }).click()
  await expect(app.key('days').locator('[data-bit="3"]')).toHaveAttribute('data-on', '1')
  await expect(app.key('days').locator('[data-on="1"]')).toHaveCount(await redis.bitcount('days'))
})

test('axe finds nothing wrong with what is measured, the tree and its text', async ({ app, redis }) => {
  await redis.mset({ 'user:1:name': 'a', 'user:2:name': 'b', 'queue:mail': 'c' })
  await app.open('connecting')
  const measured = app.page.getByRole('region', { name: 'What a connection costs' })
  await measured.getByRole('button', { name: 'Measure' }).click()
  await expect(measured.locator('[data-cost]')).toHaveCount(4, { timeout: 30_000 })
  expect(await violations(app)).toEqual([])
  await app.open('key-naming')
  await app.tab('Text').click()
  await expect(app.page.locator('[data-text]')).toContainText('queue: (1)')
  expect(await violations(app)).toEqual([])
})
