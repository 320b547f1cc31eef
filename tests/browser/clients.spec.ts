/** A room has several clients, a tab each: one that waits, listens or is in a transaction keeps nobody else. */
import { expect, test } from './fixture.ts'

test('a client is added and closed; each has a connection of its own', async ({ app, redis }) => {
  await app.open()
  const id = await app.run('CLIENT ID')
  await app.addClient('writer')
  expect(await app.run('CLIENT GETNAME')).toBe('"writer"')
  expect(await app.run('CLIENT ID')).not.toBe(id)
  expect(String(await redis.client('LIST'))).toContain('name=writer')
  await app.page.getByRole('button', { name: 'Close writer' }).click()
  await expect(app.tab('writer')).toHaveCount(0)
  await expect(app.tab('you')).toHaveAttribute('aria-selected', 'true')
  await expect.poll(async () => String(await redis.client('LIST'))).not.toContain('name=writer')
})

test('a BLPOP waits, says for how long, and is served by another client that goes on', async ({ app }) => {
  await app.open()
  await app.enter('BLPOP jobs 0')
  await expect(app.tab(/^you/)).toContainText('waiting')
  await expect(app.log).toContainText(/Waiting: BLPOP jobs 0/)
  const waited = app.log.getByText(/Waiting/)
  const before = await waited.textContent()
  await expect(waited).not.toHaveText(before ?? '')
  await app.addClient('writer')
  expect(await app.run('SET other 1')).toBe('OK')
  expect(await app.run('RPUSH jobs first second')).toBe('(integer) 2')
  await expect(app.key('jobs').locator('[data-index]')).toHaveText(['second'])
  await app.tab(/^you/).click()
  await expect(app.reply).toHaveText('1) "jobs"\n2) "first"')
  await expect(app.log).toContainText(/waited [\d.]+ (ms|s)/)
  await expect(app.tab(/^you/)).not.toContainText('waiting')
})

test('Cancel ends a wait, and the client goes on', async ({ app }) => {
  await app.open()
  await app.enter('BLPOP none 0')
  await app.log.getByRole('button', { name: 'Cancel' }).click()
  await expect(app.reply).toHaveText('(nil)')
  expect(await app.run('PING')).toBe('PONG')
})

test('a blocking command gives up by itself at its time', async ({ app }) => {
  await app.open()
  await app.enter('BLPOP none 0.2')
  await expect(app.reply).toHaveText('(nil)')
})

test('SUBSCRIBE shows what is pushed, from a tab and from another program, until Cancel', async ({ app, redis }) => {
  await app.open()
  await app.enter('SUBSCRIBE news sport')
  await expect(app.replies).toHaveText([
    /"subscribe"\n2\) "news"\n3\) \(integer\) 1/,
    /"subscribe"\n2\) "sport"\n3\) \(integer\) 2/,
  ])
  await expect(app.tab(/^you/)).toContainText('subscribed')
  await redis.publish('news', 'hello')
  await expect(app.reply).toHaveText('1) "message"\n2) "news"\n3) "hello"')
  await app.addClient('writer')
  expect(await app.run('PUBLISH sport goal')).toBe('(integer) 1')
  await expect(app.tab(/^you/)).toContainText('1')
  await app.tab(/^you/).click()
  await expect(app.reply).toHaveText('1) "message"\n2) "sport"\n3) "goal"')
  await app.log.getByRole('button', { name: 'Cancel' }).click()
  await expect(app.tab(/^you/)).not.toContainText('subscribed')
  expect(await app.run('PING')).toBe('PONG')
})

test('PSUBSCRIBE listens to a pattern', async ({ app, redis }) => {
  await app.open()
  await app.enter('PSUBSCRIBE n*')
  await expect(app.reply).toHaveText(/"psubscribe"/)
  await redis.publish('news', 'x')
  await expect(app.reply).toHaveText('1) "pmessage"\n2) "n*"\n3) "news"\n4) "x"')
})

test('MONITOR shows every command of others, and Cancel ends it', async ({ app, redis }) => {
  await app.open()
  expect(await app.run('MONITOR')).toBe('OK')
  await expect(app.tab(/^you/)).toContainText('monitor')
  await redis.set('seen', 'yes')
  await expect(app.log).toContainText(/\[0 127\.0\.0\.1:\d+\] "set" "seen" "yes"/)
  await app.log.getByRole('button', { name: 'Cancel' }).click()
  await expect(app.tab(/^you/)).not.toContainText('monitor')
  expect(await app.run('GET seen')).toBe('"yes"')
})

test('MULTI queues, EXEC runs all as one step, DISCARD throws away', async ({ app, redis }) => {
  await app.open()
  expect(await app.run('MULTI')).toBe('OK')
  await expect(app.tab(/^you/)).toContainText('TX')
  expect(await app.run('SET a 1')).toBe('QUEUED')
  expect(await app.run('INCR a')).toBe('QUEUED')
  expect(await redis.exists('a')).toBe(0)
  expect(await app.run('EXEC')).toBe('1) OK\n2) (integer) 2')
  await expect(app.key('a').locator('[data-value]')).toHaveText('2')
  await expect(app.tab(/^you/)).not.toContainText('TX')
  await app.run('MULTI')
  await app.run('DEL a')
  expect(await app.run('DISCARD')).toBe('OK')
  await expect(app.key('a')).toBeVisible()
  await app.run('MULTI')
  expect(await app.run('NOSUCH')).toMatch(/^\(error\) ERR unknown command/)
  expect(await app.run('EXEC')).toMatch(/^\(error\) EXECABORT/)
})

test('WATCH makes EXEC answer nil when another tab wrote in between', async ({ app, redis }) => {
  await app.open()
  await app.run('SET balance 100')
  await app.run('WATCH balance')
  await app.run('MULTI')
  await app.run('DECRBY balance 10')
  await app.addClient('rival')
  await app.run('SET balance 500')
  await app.tab(/^you/).click()
  expect(await app.run('EXEC')).toBe('(nil)')
  expect(await redis.get('balance')).toBe('500')
  await expect(app.key('balance').locator('[data-value]')).toHaveText('500')
})

test('each client keeps its own database; the stage follows the tab in front', async ({ app }) => {
  await app.open()
  await app.run('SELECT 2')
  await app.run('SET two x')
  await expect(app.key('two')).toBeVisible()
  await app.addClient('zero')
  await expect(app.key('two')).toHaveCount(0)
  await app.run('SET zero x')
  await expect(app.key('zero')).toBeVisible()
  await app.tab(/^you/).click()
  await expect(app.key('two')).toBeVisible()
})

test('RESET and HELLO leave the client usable, and a connection that Redis kills is opened again', async ({
  app,
  redis,
}) => {
  await app.open()
  await app.run('SELECT 4')
  expect(await app.run('RESET')).toBe('RESET')
  expect(await app.run('PING')).toBe('PONG')
  await app.run('HELLO 3')
  const id = /\d+/.exec(await app.run('CLIENT ID'))?.[0] ?? ''
  await redis.client('KILL', 'ID', Number(id))
  await expect(app.reply).toContainText('was closed')
  expect(await app.run('PING')).toBe('PONG')
})

test('exit ends the client; the last one makes room for a new one, so that a page can always run something', async ({
  app,
}) => {
  await app.open()
  const id = await app.run('CLIENT ID')
  await app.addClient('second')
  await app.enter('exit')
  await expect(app.tab('second')).toHaveCount(0)
  await app.enter('exit')
  await expect(app.replies).toHaveCount(0)
  await expect(app.tab('you')).toBeVisible()
  expect(await app.run('CLIENT ID')).not.toBe(id)
})
