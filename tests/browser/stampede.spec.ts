/** The stampede: a crowd of readers, measured on a real Redis and a real database, and what a guard makes of it. */
import { expect, test } from './fixture.ts'

// The database starts with the first run, and each guard waits for a key to run out.
test.setTimeout(120_000)
const LONG = { timeout: 60_000 }

test('twenty readers: no guard loads the row many times, a lock once', async ({ page, room }) => {
  await page.goto(room.url('stampede'))
  const crowd = page.getByRole('form', { name: 'Crowd' })
  await expect(page.getByRole('heading', { name: 'Nothing is measured yet' })).toBeVisible()
  await crowd.getByRole('slider', { name: 'Readers' }).fill('20')
  await crowd.getByRole('checkbox', { name: 'Stale answers' }).uncheck()
  await expect(crowd.getByRole('checkbox', { checked: true })).toHaveCount(2)
  await crowd.getByRole('button', { name: 'Run' }).click()
  await expect(crowd.getByRole('progressbar')).toBeVisible()

  const loads = page.getByRole('table', { name: 'Database loads' })
  await expect(loads.locator('[data-guard]')).toHaveCount(2, LONG)
  await expect(loads.getByRole('row', { name: /^Lock/ })).toHaveAttribute('data-loads', '1')
  const none = loads.getByRole('row', { name: /^No guard/ })
  const many = Number(await none.getAttribute('data-loads'))
  expect(many).toBeGreaterThan(1)
  await expect(none.getByRole('cell').first()).toHaveText(String(many))

  // The bars are as long as the loads are many.
  const width = (row: typeof none) => row.locator('rect').evaluate(bar => bar.getBoundingClientRect().width)
  const lock = loads.getByRole('row', { name: /^Lock/ })
  await expect.poll(async () => Math.round((await width(none)) / (await width(lock)))).toBe(many)
  // Who waits for the lock waits for the load.
  await expect(page.getByRole('table', { name: 'What readers waited' }).locator('[data-guard]')).toHaveCount(2)
  await page.getByRole('tab', { name: 'Text' }).click()
  const drawn = page.locator('[data-text="stampede"]')
  await expect(drawn).toContainText(new RegExp(`No guard +█+ +${many} │`))
  await expect(drawn).toContainText('20 readers, all at once.')
  // Nothing of it is in the room.
  const redis = await room.redis()
  expect(await redis.dbsize()).toBe(0)
})

test('the patterns are compared under one workload, and a claim shows its column', async ({ page, room }) => {
  await page.goto(room.url('stampede'))
  await page.getByRole('tab', { name: 'Patterns compared' }).click()
  await page.getByRole('main').getByRole('button', { name: 'Run', exact: true }).click()
  const column = page.getByRole('table', { name: 'Comparison' }).locator('[data-column="statements for ten writes"]')
  await expect(column.locator('[data-pattern="write-behind"]')).toHaveText('1', LONG)
  await expect(column.locator('[data-pattern="write-through"]')).toHaveText('10')
  await page.getByRole('tab', { name: 'Text' }).click()
  await expect(page.locator('[data-text="stampede"]')).toContainText(
    /SQL statements that ten writes become[^S]+Write-behind +1 │/,
  )

  await page.getByRole('navigation', { name: 'Chapters' }).getByRole('link', { name: 'Write-behind' }).click()
  const claim = page.getByRole('listitem').filter({ hasText: 'Many writes are one statement.' })
  await claim.getByRole('button', { name: 'Show it' }).click()
  await expect(claim.getByRole('row', { name: /^Write-behind/ })).toHaveText('Write-behind1', LONG)
})

test('a run that begins is shown step by step', async ({ page, room }) => {
  await page.goto(room.url('stampede'))
  await page.getByRole('form', { name: 'Request' }).getByRole('button', { name: 'Start' }).click()
  await expect(page.getByRole('tab', { name: 'Step by step' })).toHaveAttribute('aria-selected', 'true', LONG)
  await expect(page.locator('main [data-scene="pattern"] [data-hop]').first()).toBeVisible()
})
