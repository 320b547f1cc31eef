/** Hashes: what is read lights the cells it read; a new row, a value that changed and one that counts look different. */
import { expect, type RoomPage, test } from './fixture.ts'

const stepOf = (app: RoomPage, n: number) => app.page.locator(`ol[aria-label="Steps"] > li[data-step="${n}"]`)

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
  const [, version = ''] = /redis_version:(\S+)/.exec(await redis.info('server')) ?? []
  await app.open('hashes')
  const reply = await app.run('HEXPIRE user 60 FIELDS 1 name')
  if (reply.startsWith('(error) ERR unknown'))
    await expect(app.log).toContainText(`HEXPIRE needs Redis 7.4; this server is redis ${version}.`)
  else await expect(app.log).not.toContainText('needs Redis')
})

test('the steps of the lesson, run by mouse, are seen in the scene as Redis has them', async ({ app, redis }) => {
  await app.open('hashes')
  for (const n of [1, 2]) {
    await stepOf(app, n).getByRole('button', { name: 'Run', exact: true }).click()
    await expect(stepOf(app, n)).toHaveAttribute('data-state', 'done')
  }
  const [key = ''] = await redis.keys('hashes:*')
  await app.settled()
  expect(await table(app, key)).toEqual(await redis.hgetall(key))
})
