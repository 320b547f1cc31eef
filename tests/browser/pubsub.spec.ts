/** Pub/Sub: who speaks, who listens, who got a message; and what nobody heard is gone. */
import { violations } from './axe.ts'
import { expect, type RoomPage, test } from './fixture.ts'

const subscriber = (app: RoomPage, name: string) => app.stage.locator(`[data-subscriber="${name}"]`)
const channel = (app: RoomPage, name: string) => app.stage.locator(`[data-channel="${name}"]`)
/** The first client: it publishes. */
const speak = async (app: RoomPage, line: string) => {
  await app.page.getByRole('tab').first().click()
  return app.run(line)
}

test('a message that nobody hears is seen to be gone', async ({ app }) => {
  await app.open('pubsub')
  expect(await app.run('PUBLISH news hello')).toBe('(integer) 0')
  await expect(app.stage.locator('[data-message="gone"]')).toContainText('nobody listens, gone')
  await expect(app.caption).toContainText('nobody listens, the message is gone')
  await app.run('PING')
  await expect(app.stage.locator('[data-message]')).toHaveCount(0)
  await expect(channel(app, 'news')).toHaveCount(0)
})

test('each subscription that fits gets it: by the channel, by the pattern, and twice by both', async ({ app }) => {
  await app.open('pubsub')
  await app.addClient('reader-1')
  await app.run('SUBSCRIBE news')
  await app.run('PSUBSCRIBE n*')
  await app.addClient('reader-2')
  await app.run('SUBSCRIBE sports')
  await expect(app.stage).toHaveAttribute('data-listeners', '2')
  expect(await speak(app, 'PUBLISH news extra')).toBe('(integer) 2')
  await expect(subscriber(app, 'reader-1')).toHaveAttribute('data-got', '2')
  await expect(subscriber(app, 'reader-2')).toHaveAttribute('data-got', '0')
  await expect(channel(app, 'n*')).toHaveAttribute('data-kind', 'pattern')
  await app.settled()
  expect(await speak(app, 'PUBLISH sports goal')).toBe('(integer) 1')
  await expect(subscriber(app, 'reader-2')).toHaveAttribute('data-got', '1')
  // what came to it is in its console too
  await app.tab('reader-2').click()
  await expect(app.log).toContainText('"goal"')
})

test('stepping back, nobody listens yet; and forward again, all do', async ({ app }) => {
  await app.open('pubsub')
  await app.addClient('reader-1')
  await app.run('SUBSCRIBE a b')
  await expect(app.stage).toHaveAttribute('data-listeners', '1')
  await app.settled()
  const end = await app.seq()
  await app.step('Back').click()
  await app.standsAt(end - 1)
  await expect(app.stage).toHaveAttribute('data-listeners', '0')
  await expect(subscriber(app, 'reader-1')).toHaveCount(0)
  await app.step('Forward').click()
  await app.standsAt(end)
  await expect(subscriber(app, 'reader-1')).toContainText('a')
})

test('a client that closes, and another program that goes, listen no more', async ({ app, room }) => {
  await app.open('pubsub')
  await app.addClient('reader-1')
  await app.run('SUBSCRIBE news')
  const program = await room.redis()
  await program.subscribe('news')
  await expect(app.stage).toHaveAttribute('data-listeners', '2')
  await expect(channel(app, 'news')).toHaveAttribute('data-listeners', '2')
  await app.page.getByRole('button', { name: 'Close reader-1' }).click()
  await expect(app.stage).toHaveAttribute('data-listeners', '1')
  program.disconnect()
  await expect(app.stage).toHaveAttribute('data-listeners', '0')
})

test('what another program publishes is shown, and no more is claimed of it than is known', async ({ app, redis }) => {
  await app.open('pubsub')
  await redis.publish('news', 'from elsewhere')
  await expect(app.stage.locator('[data-message="unknown"]')).toContainText('nobody known listens')
  await app.addClient('reader-1')
  await app.run('SUBSCRIBE news')
  await redis.publish('news', 'again')
  await expect(subscriber(app, 'reader-1')).toHaveAttribute('data-got', '1')
  await expect(subscriber(app, 'reader-1')).toContainText('again')
})

test('a page that comes later, and one that reloads, see who listens', async ({ app, visit }) => {
  await app.open('pubsub')
  await app.addClient('reader-1')
  await app.run('SUBSCRIBE news')
  const other = await visit()
  await other.open('pubsub')
  await expect(subscriber(other, 'reader-1')).toContainText('news')
  await app.page.reload()
  await app.ready()
  await expect(subscriber(app, 'reader-1')).toContainText('news')
})

test('axe finds no violation of WCAG', async ({ app }) => {
  // axe looks at every element ten times over
  test.slow()
  await app.open('pubsub')
  await app.addClient('reader-1')
  await app.run('SUBSCRIBE news')
  for (const line of ['PUBLISH news x', 'PUBLISH none x']) {
    await speak(app, line)
    await app.settled()
    expect(await violations(app, 'main'), line).toEqual([])
  }
})
