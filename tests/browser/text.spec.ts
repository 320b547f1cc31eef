/** The Text tab: the scene drawn with box characters, from the same keys, live and to copy. */
import { expect, test } from './fixture.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('a scene stands there as box drawing, follows what happens, and is copied as it is', async ({ app, redis }) => {
  await redis.rpush('queue:jobs', 'a', 'b')
  await app.open('lists')
  await app.tab('Text').click()
  const drawn = app.page.locator('[data-text]')
  await expect(drawn).toContainText('HEAD ◄─── LPUSH')
  await expect(drawn).toContainText('│a│◄─►│b│')
  await app.run('LPUSH queue:jobs z')
  await expect(drawn).toContainText('│z│◄─►│a│◄─►│b│')
  await app.step('Back').click()
  await expect(drawn).not.toContainText('│z│')
  await app.page.getByRole('button', { name: 'Copy as text' }).click()
  expect(await app.page.evaluate(() => navigator.clipboard.readText())).toBe(await drawn.textContent())
  await app.open('keyspace')
  await app.tab('Text').click()
  await expect(drawn).toContainText('queue:jobs')
})
