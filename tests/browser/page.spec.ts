import { expect, test } from '@playwright/test'
import { type RunningServer, startServer } from '../set-up/server.ts'

// one server for all of them
test.describe.configure({ mode: 'default' })

let server: RunningServer
test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(async () => {
  await server.stop()
})

test('the bare address opens the playground, and nothing in it breaks its own rules', async ({ page }) => {
  const trouble: string[] = []
  page.on('pageerror', error => trouble.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') trouble.push(message.text())
  })
  const response = await page.goto(server.url)
  expect(response?.status()).toBe(200)
  await expect(page.getByRole('banner')).toBeVisible()
  await page.waitForLoadState('networkidle')
  expect(trouble).toEqual([])
})

test('an address that leads nowhere says so', async ({ page }) => {
  const response = await page.goto(`${server.url}/nowhere`)
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'Nothing here' })).toBeVisible()
  await page.getByRole('link', { name: 'Open the playground' }).click()
  await expect(page.getByRole('banner')).toBeVisible()
})
