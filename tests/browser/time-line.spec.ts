/** The time line: every fact a step; stepping back shows the exact past; the playhead is each page's own. */
import { expect, test } from './fixture.ts'
import type { Said } from './room-page.ts'

/** One command of every kind of change. */
const LINES = [
  'SET s one',
  'APPEND s two',
  'HSET h name John age 30',
  'HINCRBY h age 1',
  'RPUSH l a b c b',
  'LPUSH l z',
  'LREM l 1 b',
  'SADD t x y z',
  'SREM t y',
  'ZADD z 1 a 2 b 3 c',
  'ZINCRBY z 5 a',
  'XADD x 1-1 f v',
  'XADD x 1-2 f w',
  'EXPIRE s 1000',
  'RENAME h h2',
  'DEL t',
  'MSET n1 1 n2 2',
  'PERSIST s',
]

for (const chapter of ['keyspace', 'lists', 'sorted-sets'])
  test(`stepping back shows the exact past, fact for fact (${chapter})`, async ({ app }) => {
    await app.open(chapter)
    const seen = new Map<number, Said[]>()
    let seq = await app.seq()
    const first = seq
    seen.set(seq, await app.facts())
    for (const line of LINES) {
      await app.run(line)
      seq += 1
      await app.standsAt(seq)
      seen.set(seq, await app.facts())
    }
    for (let at = seq - 1; at >= first; at -= 1) {
      await app.page.keyboard.press('PageUp')
      await app.standsAt(at)
      expect(await app.facts(), `after fact ${at}, going back`).toEqual(seen.get(at))
    }
    for (let at = first + 1; at <= seq; at += 1) {
      await app.page.keyboard.press('PageDown')
      await app.standsAt(at)
      expect(await app.facts(), `after fact ${at}, going forward`).toEqual(seen.get(at))
    }
  })

test('a command typed is one fact, however fast they follow each other', async ({ app }) => {
  await app.open()
  const before = await app.seq()
  const clipboard = LINES.map(line => `${line}\n`).join('')
  await app.prompt.focus()
  await app.prompt.evaluate((field, text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', text)
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, clipboard)
  await expect(app.replies).toHaveCount(LINES.length)
  await app.standsAt(before + LINES.length)
})

test('First, Last and the slider lead anywhere; Last is still the past until live', async ({ app }) => {
  await app.open()
  for (const line of ['SET a 1', 'SET b 2', 'SET c 3']) await app.run(line)
  const last = await app.seq()
  await app.step('First').click()
  await expect(app.stage).toHaveAttribute('data-count', '0')
  await expect(app.step('First')).toBeDisabled()
  await app.step('Last').click()
  await app.standsAt(last)
  await expect(app.step('Forward')).toBeDisabled()
  await expect(app.live).toHaveAttribute('aria-pressed', 'false')
  await app.timeLine.fill(String(last - 1))
  await app.standsAt(last - 1)
  await expect(app.key('c')).toHaveCount(0)
  await expect(app.key('b')).toBeVisible()
  await expect(app.timeLine).toHaveAttribute('aria-valuetext', new RegExp(`event ${last - 1} of ${last}`))
  await app.live.click()
  await expect(app.live).toHaveAttribute('aria-pressed', 'true')
  await app.standsAt(last)
})

test('what arrives while one looks at the past is counted, and live shows it', async ({ app, redis }) => {
  await app.open()
  await app.run('SET a 1')
  await app.run('SET b 2')
  const last = await app.seq()
  await app.step('Back').click()
  await app.standsAt(last - 1)
  for (let i = 0; i < 7; i += 1) await redis.incr('n')
  await expect(app.live).toContainText('+7')
  await app.standsAt(last - 1)
  await expect(app.key('n')).toHaveCount(0)
  await app.live.click()
  await expect(app.key('n').locator('[data-value]')).toHaveText('7')
  await expect(app.live).not.toContainText('+')
})

test('Play goes on fact by fact to the end and then live; Pause stands still; speed is a choice', async ({
  app,
  redis,
}) => {
  await app.open()
  for (const line of ['SET a 1', 'SET b 2', 'SET c 3', 'SET d 4', 'SET f 6', 'SET g 7']) await app.run(line)
  const last = await app.seq()
  const speed = app.page.getByRole('combobox', { name: 'Speed' })
  await expect(speed.locator('option')).toHaveText(['0.25×', '0.5×', '1×', '2×', '4×', '8×'])
  await speed.selectOption('0.5')
  await app.step('First').click()
  await expect(app.stage).toHaveAttribute('data-count', '0')
  await app.step('Play').click()
  await expect(app.stage).not.toHaveAttribute('data-seq', '0')
  await app.step('Pause').click()
  const stands = await app.seq()
  expect(stands).toBeLessThan(last)
  await redis.set('e', '5')
  await expect(app.live).toContainText('+')
  expect(await app.seq()).toBe(stands)
  await speed.selectOption('8')
  await app.step('Play').click()
  await app.standsAt(last + 1)
  await expect(app.live).toHaveAttribute('aria-pressed', 'true')
})

test('Pause while live stands still and counts what arrives', async ({ app, redis }) => {
  await app.open()
  await app.run('SET a 1')
  await app.step('Pause').click()
  const stands = await app.seq()
  await redis.set('b', '2')
  await expect(app.live).toContainText('+1')
  expect(await app.seq()).toBe(stands)
  await expect(app.step('Play')).toBeVisible()
})

test('the playhead is each page’s own, and two pages on one room show equal facts', async ({ app, visit }) => {
  await app.open()
  const other = await visit()
  await other.open()
  for (const line of LINES) await app.run(line)
  const last = await app.seq()
  await other.standsAt(last)
  await app.settled()
  expect(await other.facts()).toEqual(await app.facts())
  await app.step('Back').click()
  await app.standsAt(last - 1)
  await other.standsAt(last)
  await other.run('SET more x')
  await expect(app.live).toContainText('+1')
  await app.standsAt(last - 1)
})

test('who joins late sees the same state and the same past', async ({ app, visit }) => {
  await app.open()
  for (const line of LINES) await app.run(line)
  await app.settled()
  const last = await app.seq()
  const late = await visit()
  await late.open()
  await late.standsAt(last)
  expect(await late.facts()).toEqual(await app.facts())
  for (let at = last - 1; at > last - 6; at -= 1) {
    await app.step('Back').click()
    await late.step('Back').click()
    await app.standsAt(at)
    await late.standsAt(at)
    expect(await late.facts()).toEqual(await app.facts())
  }
})

test('scrubbed back, a ring shows its value then', async ({ app }) => {
  await app.open()
  await app.run('SET session x EX 1000')
  await app.run('SET other x')
  const last = await app.seq()
  await app.step('Back').click()
  await app.standsAt(last - 1)
  await expect(app.key('session').getByRole('timer')).toHaveText('16 min 40 s')
})

test('the caption tells of the fact one stands at, also in the past', async ({ app }) => {
  await app.open()
  await app.run('SET a 1')
  await app.run('INCR a')
  await expect(app.caption).toContainText('1 to 2')
  await app.step('Back').click()
  await expect(app.caption).toContainText('SET a 1')
  await app.step('Forward').click()
  await expect(app.caption).toContainText('1 to 2')
})
