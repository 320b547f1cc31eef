/** What would harm the machine or the page's own road is refused with the reason and the mend; what ends Redis is survived. */
import { expect, test } from './fixture.ts'

for (const [line, why] of [
  ['SAVE', /keeps nothing on disk/],
  ['CONFIG SET dir /tmp', /about the machine/],
  ['CONFIG SET notify-keyspace-events ""', /page sees changes by it/],
  ['MODULE LOAD /tmp/x.so', /runs? on this machine/],
  ['REPLICAOF example.org 6379', /talks to no other server/],
  ['MIGRATE 127.0.0.1 6380 key 0 1000', /talks to no other server/],
  ['CLIENT REPLY OFF', /Without replies/],
  ['DEBUG SLEEP 1000', /At most 10 seconds/],
] as const)
  test(`${line} is refused with its reason`, async ({ app, redis }) => {
    await app.open()
    expect(await app.run(line)).toMatch(why)
    await expect(app.reply).toHaveAttribute('data-error', 'true')
    await expect(app.log).toContainText('refused')
    expect(await app.run('PING')).toBe('PONG')
    expect(await redis.ping()).toBe('PONG')
  })

test('a refused command inside MULTI does not end the transaction', async ({ app }) => {
  await app.open()
  await app.run('MULTI')
  await app.run('SET a 1')
  expect(await app.run('SAVE')).toMatch(/is not run here/)
  expect(await app.run('EXEC')).toBe('1) OK')
})

test('SHUTDOWN gives the room a new server, says so, and keeps the old log as a recording', async ({ app }) => {
  await app.open()
  await app.run('SET before x')
  await app.enter('SHUTDOWN')
  await expect(app.log).toContainText(/new, empty one is running/i)
  await expect(app.connection).toHaveAttribute('data-connection', 'live')
  await expect(app.stage).toHaveAttribute('data-count', '0')
  await expect(app.page.locator('main')).toContainText('The room began anew')
  await expect(app.page.locator('main')).toContainText(/SHUTDOWN/)
  expect(await app.run('SET after y')).toBe('OK')
  await expect(app.key('after')).toBeVisible()
  await app.page.getByRole('button', { name: 'Look at what was before' }).click()
  await expect(app.key('before').locator('[data-value]')).toHaveText('x')
  await expect(app.key('after')).toHaveCount(0)
  await app.page.locator('main').getByRole('button', { name: 'To the running room' }).click()
  await expect(app.key('after')).toBeVisible()
})

test('a script that never ends is killed after a few seconds, and it is said', async ({ app, redis }) => {
  await app.open()
  await app.run('SET a 1')
  await app.enter('EVAL "while true do end" 0')
  await expect(app.log.locator('[data-error]')).toHaveText(/SCRIPT KILL/i, {
    timeout: 12_000,
  })
  await expect(app.log).toContainText(/A script ran for more than 3 s and kept everybody waiting: it was killed/)
  expect(await app.run('GET a')).toBe('"1"')
  expect(await redis.get('a')).toBe('1')
})

test('an endless script that has written can only be ended with its server, and it is said', async ({ app }) => {
  await app.open()
  await app.run('SET a 1')
  await app.enter("EVAL \"redis.call('SET', 'a', 2) while true do end\" 0")
  await expect(app.log).toContainText(/ran for more than 3 s; it could only be ended with its server/, {
    timeout: 12_000,
  })
  await expect(app.connection).toHaveAttribute('data-connection', 'live')
  expect(await app.run('PING')).toBe('PONG')
})
