/** Other sites in the same browser: a page elsewhere, and a foreign name that was made to point to this machine. */
import { createServer, type Server } from 'node:http'
import { chromium, expect, test } from '@playwright/test'
import config from '../../playwright.config.ts'
import { type RunningServer, startServer } from '../set-up/server.ts'

// one server for all of them
test.describe.configure({ mode: 'default' })

let server: RunningServer
let elsewhere: Server
let origin: string
test.beforeAll(async () => {
  server = await startServer()
  elsewhere = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>elsewhere</title>')
  })
  await new Promise<void>(resolve => elsewhere.listen(0, '127.0.0.1', resolve))
  const address = elsewhere.address()
  origin = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
})
test.afterAll(async () => {
  elsewhere.close()
  await server.stop()
})

test('a page of another site reads nothing and runs nothing', async ({ page }) => {
  const asked: string[] = []
  page.on('request', request => {
    if (request.url().startsWith(server.url)) asked.push(request.url())
  })
  // The browser hides most answers from the page and from us; what it lets through must be a refusal.
  const answers: [string, number][] = []
  page.on('response', response => {
    if (response.url().startsWith(server.url)) answers.push([new URL(response.url()).pathname, response.status()])
  })
  await page.goto(origin)
  const outcome = await page.evaluate(async url => {
    const tried = (work: Promise<unknown>) =>
      work.then(
        () => 'came through',
        () => 'failed',
      )
    const element = (tag: 'script' | 'iframe' | 'img', path: string) =>
      new Promise<string>(resolve => {
        const made = document.createElement(tag)
        made.onload = () => resolve(tag === 'iframe' ? 'loaded' : 'came through')
        made.onerror = () => resolve('failed')
        made.src = url + path
        document.body.append(made)
      })
    const socket = new Promise<string>(resolve => {
      const opened = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
      opened.onopen = () => resolve('came through')
      opened.onerror = () => resolve('failed')
    })
    return {
      read: await tried(fetch(`${url}/api/rooms/any/commands`)),
      write: await tried(fetch(`${url}/api/rooms`, { method: 'POST' })),
      json: await tried(
        fetch(`${url}/api/rooms`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }),
      ),
      polling: await tried(fetch(`${url}/socket.io/?EIO=4&transport=polling`)),
      socket: await socket,
      script: await element('script', '/api/health'),
      image: await element('img', '/favicon.svg'),
    }
  }, server.url)
  expect(new Set(Object.values(outcome))).toEqual(new Set(['failed']))

  // Nor blindly: a request whose answer it does not ask to read, and a form.
  await page.evaluate(url => fetch(`${url}/api/rooms`, { method: 'POST', mode: 'no-cors' }).catch(() => {}), server.url)
  await page.evaluate(url => {
    const form = document.createElement('form')
    form.method = 'post'
    form.action = `${url}/api/rooms`
    document.body.append(form)
    form.submit()
  }, server.url)
  await page.waitForURL(`${server.url}/api/rooms`)
  expect(asked.length).toBeGreaterThanOrEqual(8)
  expect(answers).toContainEqual(['/api/rooms', 403])
  expect(answers.filter(([, status]) => status !== 403)).toEqual([])
})

test('our page does not show inside a frame of another site', async ({ page }) => {
  await page.goto(origin)
  const status = page.waitForResponse(response => response.url() === `${server.url}/`)
  await page.evaluate(url => {
    const frame = document.createElement('iframe')
    frame.src = `${url}/`
    document.body.append(frame)
  }, server.url)
  expect((await status).status()).toBe(403)
})

test('a link on another site leads to the page', async ({ page }) => {
  await page.goto(origin)
  await page.evaluate(url => {
    const link = document.createElement('a')
    link.href = `${url}/`
    document.body.append(link)
    link.click()
  }, server.url)
  await expect(page.getByRole('banner')).toBeVisible()
})

test('a foreign name made to point here is turned away, page and socket', async () => {
  const { executablePath, args = [] } = config.use?.launchOptions ?? {}
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...args, '--host-resolver-rules=MAP rebound.example 127.0.0.1'],
  })
  const page = await browser.newPage()
  const rebound = server.url.replace('127.0.0.1', 'rebound.example')
  const response = await page.goto(`${rebound}/`)
  expect(response?.status()).toBe(403)
  expect(await response?.text()).toContain('does not answer for the host')
  const socket = await page.evaluate(
    url =>
      new Promise<string>(resolve => {
        const opened = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
        opened.onopen = () => resolve('came through')
        opened.onerror = () => resolve('failed')
      }),
    rebound,
  )
  expect(socket).toBe('failed')
  await browser.close()
})
