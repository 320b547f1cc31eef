/** The first load: what a browser fetches before the console takes a command stays small. */
import { gzipSync } from 'node:zlib'
import { expect, test } from './fixture.ts'

/** kB of scripts and styles, packed by gzip; requests. */
const MOST = { code: 170, requests: 15 }

for (const chapter of ['', 'keyspace'])
  test(`/${chapter} stands with ${MOST.code} kB of scripts and styles and ${MOST.requests} requests`, async ({
    page,
    room,
  }) => {
    const asked: { code: Promise<number>; at: number }[] = []
    page.on('response', response => {
      const isCode = /javascript|css/.test(response.headers()['content-type'] ?? '')
      const code = isCode ? response.body().then(body => gzipSync(body).length) : Promise.resolve(0)
      asked.push({ code, at: response.request().timing().startTime })
    })
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
    const before = asked.filter(({ at }) => at < usable)
    const code = (await Promise.all(before.map(one => one.code))).reduce((all, one) => all + one, 0)
    expect(code / 1000).toBeGreaterThan(50)
    expect(code / 1000).toBeLessThan(MOST.code)
    // and the socket
    expect(before.length + 1).toBeLessThanOrEqual(MOST.requests)
  })
