/** Hashes: what is read lights the cells it read; a new row, a value that changed and one that counts look different. */
import { lesson } from '@rdd/shared/chapters/hashes'
import { expect, type RoomPage, test } from './fixture.ts'
import { ApplicationPanel, LessonPanel } from './lesson-panel.ts'

/** The table as the stage has it. */
async function table(app: RoomPage, key: string): Promise<Record<string, string>> {
  const cells = await app.parts(key, 'field')
  return Object.fromEntries(cells.map(({ text, data }) => [data.field, text]))
}

/** Which cells of a field wear the accent: of its name, of its value. */
async function lit(app: RoomPage, key: string, field: string): Promise<string> {
  await app.settled()
  return app.key(key).evaluate((card, name) => {
    const isLit = (node: Element | null | undefined) =>
      node?.closest('.now-10') !== null && node?.closest('.now-10') !== undefined
    const value = [...card.querySelectorAll('[data-field]')].find(cell => cell.getAttribute('data-field') === name)
    const row = value?.closest('.editable')
    const label = [...(row?.querySelectorAll('text') ?? [])].find(text => text.textContent === name)
    return [isLit(label) ? 'name' : '', isLit(value) ? 'value' : ''].filter(Boolean).join(' and ')
  }, field)
}

test('a new row, a value that changed and one that counts look different, and a row leaves', async ({ app, redis }) => {
  await app.open('hashes')
  await app.run('HSET user name Ada visits 99')
  expect(await table(app, 'user')).toEqual(await redis.hgetall('user'))
  const card = app.key('user')
  await app.run('HSET user name Grace city Zürich')
  await expect(card.locator('[data-put="new"]')).toHaveText('new')
  await expect(card.locator('[data-put="changed"]')).toHaveText('was Ada')
  expect(await lit(app, 'user', 'name')).toBe('value')
  expect(await lit(app, 'user', 'city')).toBe('name and value')
  expect(await lit(app, 'user', 'visits')).toBe('')
  expect(await table(app, 'user')).toEqual(await redis.hgetall('user'))

  await app.run('HINCRBY user visits 1')
  await expect(card.locator('[data-field="visits"]')).toHaveText('100')
  await expect(card.locator('[data-delta]')).toHaveText('+1')
  expect(await lit(app, 'user', 'visits')).toBe('value')
  await app.run('HINCRBYFLOAT user visits -0.5')
  await expect(card.locator('[data-field="visits"]')).toHaveText('99.5')
  await expect(card.locator('[data-delta]')).toHaveText('-0.5')
  expect(await redis.hget('user', 'visits')).toBe('99.5')

  await app.run('HDEL user city')
  await expect(card.locator('[data-field="city"]')).toHaveCount(0)
  await app.settled()
  expect(await table(app, 'user')).toEqual(await redis.hgetall('user'))
  // back over the witness's own HGETALL, then over the HDEL
  await app.step('Back').click()
  await app.step('Back').click()
  await expect(card.locator('[data-field="city"]')).toHaveText('Zürich')
})

test('a read lights the cells it read, and moves nothing', async ({ app, redis }) => {
  await app.open('hashes')
  await redis.hset('user', { name: 'Ada', city: 'London', visits: '9' })
  await expect(app.key('user').locator('[data-field]')).toHaveCount(3)
  await app.settled()
  const before = await app.facts()
  const all = async (cells: string) => ({ name: cells, city: cells, visits: cells })
  const reads: [line: string, cells: Record<string, string>, caption: string][] = [
    ['HGET user city', { name: '', city: 'name and value', visits: '' }, 'field city read'],
    [
      'HMGET user visits phone name',
      { name: 'name and value', city: '', visits: 'name and value' },
      'field phone is not there',
    ],
    ['HKEYS user', await all('name'), 'all 3 field names read'],
    ['HVALS user', await all('value'), 'all 3 values read'],
    ['HGETALL user', await all('name and value'), 'all 3 fields read'],
    ['HEXISTS user city', { name: '', city: 'name', visits: '' }, 'field name city read'],
    ['HSTRLEN user city', { name: '', city: 'value', visits: '' }, 'value city read'],
    ['HLEN user', await all(''), 'answers 3'],
    ['HSCAN user 0', await all('name and value'), 'all 3 fields read'],
  ]
  for (const [line, cells, words] of reads) {
    await app.run(line)
    await expect(app.caption).toContainText(words)
    for (const [field, expected] of Object.entries(cells)) expect(await lit(app, 'user', field), line).toBe(expected)
  }
  const one = (await app.run('HRANDFIELD user')).replaceAll('"', '')
  expect(await lit(app, 'user', one)).toBe('name')
  expect(await app.facts()).toEqual(before)
})

test('a command of a newer Redis says what it needs and what this server is', async ({ app, redis }) => {
  const info = await redis.info('server')
  // Valkey tells its own version, and beside it that of the Redis it stands in for
  const [, product = '', version = ''] = /(valkey)_version:(\S+)/.exec(info) ?? /(redis)_version:(\S+)/.exec(info) ?? []
  await app.open('hashes')
  const reply = await app.run('HEXPIRE user 60 FIELDS 1 name')
  if (reply.startsWith('(error) ERR unknown'))
    await expect(app.log).toContainText(`HEXPIRE needs Redis 7.4 or Valkey 9.0; this server is ${product} ${version}.`)
  else await expect(app.log).not.toContainText('needs Redis')
})

test('a field with a TTL counts down in its row and expires by itself; a server that has none leaves the row as it is', async ({
  app,
}) => {
  await app.open('hashes')
  await app.run('HSET user name Ada city London')
  const [card, city] = [app.key('user'), app.key('user').locator('[data-field="city"]')]
  const reply = await app.run('HEXPIRE user 60 FIELDS 1 city')
  if (reply.startsWith('(error) ERR unknown')) {
    await expect(card.locator('.ring')).toHaveCount(0)
    await expect(city).toHaveText('London')
    return
  }
  await expect(app.caption).toContainText('field city: TTL set to 1 min 00 s')
  await expect(card.locator('.ring')).toContainText(/^\d\d\.\d s$/)
  const left = () => card.locator('.ring .arc').getAttribute('stroke-dasharray')
  await expect.poll(async () => Number.parseFloat((await left()) ?? '')).toBeLessThan(99)
  await app.run('HPEXPIRE user 3000 FIELDS 1 city')
  await expect(city).toHaveCount(0)
  await expect(app.caption).toContainText(/field city expired .* after its deadline/)
  await app.step('Back').click()
  await expect(city).toHaveText('London')
  await expect(card.locator('.ring')).toHaveCount(1)
})

test('the whole lesson, click by click, comes out as it says and stands in the tables as Redis has it', async ({
  app,
  redis,
}) => {
  test.slow()
  await app.open('hashes')
  const steps = new LessonPanel(app, lesson)
  const user = app.key('hashes:user:1001')
  await steps.clickTo('HSET hashes:user:1001 age 31 nick jd')
  await expect(user.locator('[data-put="changed"]')).toHaveText('was 30')
  expect(await lit(app, 'hashes:user:1001', 'nick')).toBe('name and value')
  await steps.clickTo('HVALS hashes:user:1001')
  await expect.poll(() => lit(app, 'hashes:user:1001', 'city')).toBe('value')
  await steps.clickTo('HDEL hashes:user:1001 city nick')
  await expect(user.locator('[data-field]')).toHaveCount(3)
  await steps.clickTo('HSETNX hashes:user:1001 phone 555-1234')
  await expect(user.locator('[data-put="new"]')).toHaveText('new')
  await expect(await steps.clickTo('HSETNX hashes:user:1001 phone 555-0000')).toContainText('(integer) 0')
  await expect(user.locator('[data-field="phone"]')).toHaveText('555-1234')
  await steps.clickTo('HINCRBY hashes:product:1 stock -5')
  await expect(app.key('hashes:product:1').locator('[data-delta]')).toHaveText('-5')
  await steps.clickTo('EXPIRE hashes:product:1 600')
  await expect(app.key('hashes:product:1').getByRole('timer')).toBeVisible()
  await steps.clickToEnd()
  await expect(app.key('hashes:product:1').getByRole('timer')).toHaveCount(0)
  await app.settled()
  for (const key of (await redis.keys('hashes:*')).sort())
    expect(await table(app, key), key).toEqual(await redis.hgetall(key))
})

test('HSETNX typed twice writes a field once, and the second time says that it was there', async ({ app, redis }) => {
  await app.open('hashes')
  await app.run('HSET user name Ada')
  expect(await app.run('HSETNX user phone 555-1234')).toBe('(integer) 1')
  await expect(app.key('user').locator('[data-put="new"]')).toHaveText('new')
  expect(await app.run('HSETNX user phone 555-0000')).toBe('(integer) 0')
  await expect(app.key('user').locator('[data-put]')).toHaveCount(0)
  await expect(app.key('user').locator('[data-field="phone"]')).toHaveText('555-1234')
  expect(await app.run('HGET user phone')).toBe('"555-1234"')
  expect(await redis.hgetall('user')).toEqual({ name: 'Ada', phone: '555-1234' })
})

for (const by of ['click', 'type'] as const) {
  const how = by === 'click' ? 'by mouse' : 'by keyboard'
  test(`the user repository, ${how}: who registers twice is refused, and the first user stays`, async ({
    app,
    redis,
  }) => {
    test.slow()
    await app.open('hashes')
    const users = new ApplicationPanel(app, 'User repository')
    const ada = { id: '7', name: 'Ada', email: 'ada@example.com' }
    await expect(await users[by]('update', { id: '7', name: 'Nobody' })).toHaveText('false')
    await expect(app.key('hashes:user:7')).toHaveCount(0)
    await expect(await users[by]('create', ada)).toHaveText('true')
    await expect(app.key('hashes:user:7').locator('[data-field]')).toHaveCount(2)
    await expect(await users[by]('create', { id: '7', name: 'Bob', email: 'bob@example.com' })).toHaveText('false')
    expect(await table(app, 'hashes:user:7')).toEqual({ name: 'Ada', email: 'ada@example.com' })
    await expect(await users[by]('get', { id: '7' })).toContainText('ada@example.com')
    await expect.poll(() => lit(app, 'hashes:user:7', 'email')).toBe('name and value')
    await expect(await users[by]('update', { id: '7', name: 'Ada L', email: '' })).toHaveText('true')
    await expect(app.key('hashes:user:7').locator('[data-put="changed"]')).toHaveText('was Ada')
    expect(await table(app, 'hashes:user:7')).toEqual(await redis.hgetall('hashes:user:7'))
    await expect(await users[by]('remove', { id: '7' })).toHaveText('true')
    await expect(app.key('hashes:user:7')).toHaveCount(0)
    await expect(await users[by]('get', { id: '7' })).toHaveText('null')
    expect(await redis.exists('hashes:user:7')).toBe(0)
  })
}
