/** A command typed, and what one then sees of its key: card, facts, caption, TTL, and how it goes. */
import { expect, test } from './fixture.ts'

test('a command typed becomes a reply as redis-cli prints it, and a card with the facts of its key', async ({
  app,
  redis,
}) => {
  await app.open()
  expect(await app.run('SET user:1001:name "John Doe"')).toBe('OK')
  const card = app.key('user:1001:name')
  await expect(card).toHaveAttribute('data-type', 'string')
  await expect(card).toHaveAttribute('data-length', '8')
  await expect(card).toHaveAttribute('data-encoding', 'embstr')
  await expect(card).toHaveAttribute('data-db', '0')
  await expect(card).not.toHaveAttribute('data-expires-at')
  await expect(card.locator('[data-value]')).toHaveText('John Doe')
  await expect(app.stage).toHaveAttribute('data-count', '1')
  expect(await redis.get('user:1001:name')).toBe('John Doe')
})

test('the caption tells in a sentence what a command did, what it cost and how long it took', async ({ app }) => {
  await app.open()
  await app.run('SET visits 41')
  await app.run('INCR visits')
  await expect(app.caption).toContainText('INCR visits')
  await expect(app.caption).toContainText(/41 to 42; O\(1\); [\d.]+ (ms|µs)/)
  await app.run('LPUSH visits x')
  await expect(app.caption).toContainText(/WRONGTYPE.*nothing changed/)
})

test('each reply shows its measured time', async ({ app }) => {
  await app.open()
  await app.run('PING')
  await expect(app.log).toContainText(/PING\s*[\d.]+ (ms|µs|s)/)
})

test('a key with an expiry carries its instant on Redis’s clock, a ring and a number that counts', async ({
  app,
  redis,
}) => {
  await app.open()
  await app.run('SET session:abc user_data EX 100')
  const card = app.key('session:abc')
  const expiresAt = Number(await redis.call('PEXPIRETIME', 'session:abc'))
  await expect(card).toHaveAttribute('data-expires-at', String(expiresAt))
  const timer = card.getByRole('timer')
  await expect(timer).toHaveText(/^(1 min 40|1 min 39|99\.\d|1 min 3\d) ?s$/)
  const shown = await timer.textContent()
  await expect(timer).not.toHaveText(shown ?? '')
  await app.run('PERSIST session:abc')
  await expect(card).not.toHaveAttribute('data-expires-at')
  await expect(timer).toHaveCount(0)
})

test('the number of a TTL agrees with Redis’s own PTTL to a tenth of a second', async ({ app, redis }) => {
  await app.open()
  await app.run('SET soon x PX 30000')
  const timer = app.key('soon').getByRole('timer')
  await expect(timer).toHaveText(/^\d+\.\d s$/)
  const before = await redis.pttl('soon')
  const shown = Number.parseFloat((await timer.textContent()) ?? '') * 1000
  const after = await redis.pttl('soon')
  expect(shown).toBeLessThanOrEqual(before + 150)
  expect(shown).toBeGreaterThanOrEqual(after - 150)
})

test('at zero a key is marked as expired and not yet collected; it leaves when Redis says so', async ({
  app,
  redis,
}) => {
  await app.open('keyspace', { watched: true })
  // Redis 6 and later collect by themselves, unless told not to
  await redis.call('DEBUG', 'SET-ACTIVE-EXPIRE', '0')
  await app.run('SET brief x PX 400')
  const card = app.key('brief')
  await expect(card).toHaveAttribute('data-due', 'true')
  await expect(card.getByRole('timer')).toHaveText('due')
  await expect(app.stage).toHaveAttribute('data-count', '1')
  const left = watchLeaving(app, 'brief')
  await redis.call('DEBUG', 'SET-ACTIVE-EXPIRE', '1')
  expect(await left).toBe('expired')
  await expect(app.page.locator('[data-key="brief"]')).toHaveCount(0)
  await expect(app.stage).toHaveAttribute('data-count', '0')
  await expect(app.caption).toContainText(/brief expired [\d.]+ (ms|s) after its deadline/)
})

test('deleted, expired and evicted keys leave in different ways', async ({ app, redis }) => {
  await app.open('keyspace', { watched: true })
  await app.run('SET a x')
  const deleted = watchLeaving(app, 'a')
  await app.run('DEL a')
  expect(await deleted).toBe('deleted')

  await app.run('SET b x PX 1500')
  expect(await watchLeaving(app, 'b')).toBe('expired')

  await redis.config('SET', 'maxmemory-policy', 'allkeys-lru')
  await app.run('SET c x')
  await expect(app.key('c')).toBeVisible()
  const evicted = watchLeaving(app, 'c')
  await redis.config('SET', 'maxmemory', '1')
  await redis.set('d', 'x').catch(() => {})
  expect(await evicted).toBe('evicted')
  await redis.config('SET', 'maxmemory', '100mb')
})

test('a key that is overwritten by another type changes its card, and one that is renamed its name', async ({
  app,
}) => {
  await app.open()
  await app.run('SET thing text')
  await expect(app.key('thing')).toHaveAttribute('data-type', 'string')
  await app.run('DEL thing')
  await app.run('RPUSH thing a b')
  await expect(app.key('thing')).toHaveAttribute('data-type', 'list')
  await app.run('RENAME thing other')
  await expect(app.key('thing')).toHaveCount(0)
  await expect(app.key('other').locator('[data-index]')).toHaveText(['a', 'b'])
})

test('SELECT takes the stage to another database, and the header says how many keys each holds', async ({
  app,
  redis,
}) => {
  await app.open()
  await app.run('SET here x')
  await app.run('SELECT 3')
  await expect(app.stage).toHaveAttribute('data-count', '0')
  await app.run('SET there x')
  await expect(app.key('there')).toHaveAttribute('data-db', '3')
  await expect(app.key('here')).toHaveCount(0)
  const choice = app.page.getByRole('combobox', { name: 'Database on the stage' })
  await expect(choice.locator('option').nth(3)).toContainText('1 key')
  await choice.selectOption('0')
  await expect(app.key('here')).toHaveAttribute('data-db', '0')
  expect(await redis.dbsize()).toBe(1)
})

test('FLUSHALL empties the stage, and SWAPDB swaps it', async ({ app }) => {
  await app.open()
  await app.run('MSET a 1 b 2 c 3')
  await expect(app.stage).toHaveAttribute('data-count', '3')
  await app.run('SWAPDB 0 1')
  await expect(app.stage).toHaveAttribute('data-count', '0')
  await app.run('SWAPDB 0 1')
  await expect(app.key('b').locator('[data-value]')).toHaveText('2')
  await app.run('FLUSHALL')
  await expect(app.stage).toHaveAttribute('data-count', '0')
  await expect(app.page.locator('main [data-key]')).toHaveCount(0)
})

/** How a key leaves, seen in the moment it does: the element is soon gone. */
function watchLeaving(app: import('./fixture.ts').RoomPage, key: string): Promise<string | null> {
  return app.page
    .waitForFunction(
      name => document.querySelector(`[data-key="${name}"][data-leaving]`)?.getAttribute('data-leaving'),
      key,
    )
    .then(handle => handle.jsonValue())
    .then(how => how ?? null)
}
