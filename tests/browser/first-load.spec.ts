/** The first load: what a browser fetches before the console takes a command stays small. */
import { gzipSync } from 'node:zlib'
import type { Response } from '@playwright/test'
import { expect, test } from './fixture.ts'

/** kB of scripts and styles, packed by gzip; requests. */
const MOST = { code: 170, requests: 15 }

for (const chapter of ['', 'keyspace'])
  test(`/${chapter} stands with ${MOST.code} kB of scripts and styles and ${MOST.requests} requests`, async ({
    page,
    room,
  }) => {
    const asked: Response[] = []
    page.on('response', response => asked.push(response))
    await page.addInitScript(() => {
      const changes = new MutationObserver(() => {
        if (!document.querySelector('[data-connection="live"]')) return
        if (!document.querySelector('form[aria-label="Console"] input')) return
        changes.disconnect()
        document.documentElement.dataset.usable = String(performance.timeOrigin + performance.now())
      })
      changes.observe(document, { subtree: true, childList: true, attributes: true })
    })
    await page.goto(room.url(chapter))
    const usable = Number(await page.locator('html[data-usable]').getAttribute('data-usable'))
    await page.waitForLoadState('networkidle')
    const before = asked.filter(response => response.request().timing().startTime < usable)
    const isCode = (response: Response) => /javascript|css/.test(response.headers()['content-type'] ?? '')
    const bodies = await Promise.all(before.filter(isCode).map(response => response.body()))
    const code = bodies.reduce((all, body) => all + gzipSync(body).length, 0)
    expect(code / 1000).toBeGreaterThan(50)
    expect(code / 1000).toBeLessThan(MOST.code)
    // and the socket
    expect(before.length + 1).toBeLessThanOrEqual(MOST.requests)
  })
