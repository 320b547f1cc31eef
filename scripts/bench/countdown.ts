/**
 * P9: the countdown against Redis's own deadline. The number on a card changes each tenth of a second; at the frame in
 * which it does, what is left (PEXPIRETIME less Redis's TIME) is compared with what the number says. Three pages look at
 * once: with the browser's clock right, an hour ahead, and an hour behind.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from '@playwright/test'
import { alignPage, alignRedis } from './clocks.ts'
import { rest, Samples, writeToPixel } from './pixel.ts'
import { emptyReport, type Options, type Report, type Row } from './row.ts'
import { launch, openApp, probedPage } from './site.ts'

const HOUR = 3_600_000
const SKEWS: [name: string, ms: number][] = [
  ['right', 0],
  ['an hour ahead', HOUR],
  ['an hour behind', -HOUR],
]

/** One change of a number: which key, what it says now, and when its frame was drawn. */
interface Flip {
  key: string
  text: string
  at: number
}

declare global {
  interface Window {
    flips: Flip[]
  }
}

/** Script for the page to run first: its wall clock is wrong by so many ms, the steady one is not. */
const skewDate = (by: number): string => `
  globalThis.Date = class extends Date {
    constructor(...args) { super(...(args.length === 0 ? [Date.now()] : args)) }
    static now() { return super.now() + ${by} }
  }`

/** Takes down every change of a number of seconds, and every key that becomes due. */
function watchFlips(): void {
  window.flips = []
  const said = new Map<Element, string>()
  new MutationObserver(() => {
    const now: Omit<Flip, 'at'>[] = []
    for (const timer of document.querySelectorAll('[role="timer"]')) {
      const text = timer.textContent ?? ''
      const before = said.get(timer)
      said.set(timer, text)
      const key = timer.closest('[data-key]')?.getAttribute('data-key') ?? ''
      if (before !== undefined && before !== text) now.push({ key, text })
    }
    if (now.length === 0) return
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      const at = performance.now()
      for (const flip of now) window.flips.push({ ...flip, at })
    }
    port2.postMessage(undefined)
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
}

async function skewedPage(browser: Browser, url: string, skew: number): Promise<Page> {
  const page = await probedPage(browser)
  await page.context().addInitScript(skewDate(skew))
  await page.goto(url)
  await page.locator('[data-scene][data-settled="true"]').waitFor()
  // the page asks for Redis's clock a few times in its first second
  await sleep(1_500)
  return page
}

async function measure({ quick, say }: Options): Promise<Report> {
  const report = emptyReport()
  const browser = await launch()
  const seconds = quick ? 8 : 60
  try {
    const app = await openApp(browser, 0)
    const { redis } = app
    await redis.config('SET', 'hz', '10')
    const pages: { name: string; page: Page }[] = []
    for (const [name, skew] of SKEWS) pages.push({ name, page: await skewedPage(browser, `${app.url}/keyspace`, skew) })
    const deadlines = new Map<string, number>()
    for (let i = 0; i < 12; i += 1) {
      // spread over the run, so that zeros fall all along it
      const ttl = 3_000 + ((seconds - 5) * 1000 * (i + Math.random())) / 12
      await redis.set(`a:t:${i}`, 'x', 'PX', Math.round(ttl))
      deadlines.set(`a:t:${i}`, await redis.pexpiretime(`a:t:${i}`))
    }
    const toOurs = await alignRedis(redis)
    const clocks = await Promise.all(pages.map(({ page }) => alignPage(page)))
    say(`${seconds} s of countdowns`)
    for (const { page } of pages) {
      await page.locator('[role="timer"]').first().waitFor()
      await page.evaluate(watchFlips)
    }
    await sleep(seconds * 1000)
    for (const [i, { name, page }] of pages.entries()) {
      const clock = clocks[i] ?? { offset: 0, errorMs: 0 }
      const errors: number[] = []
      const zeros: number[] = []
      for (const { key, text, at } of await page.evaluate(() => window.flips)) {
        const deadline = deadlines.get(key)
        if (deadline === undefined) continue
        // what was left on Redis's clock when the frame was drawn
        const left = deadline + toOurs.offset - (at + clock.offset)
        if (text === 'due') zeros.push(-left)
        else if (/^[\d.]+ s$/.test(text)) errors.push(Math.abs(Number.parseFloat(text) * 1000 - left))
      }
      report.lines.push(
        {
          what: `Number shown against Redis's deadline, browser clock ${name}`,
          unit: 'ms off',
          values: errors,
          goals: [{ of: 'p99', most: 34 }],
        },
        {
          what: '… zero on the screen after the deadline',
          unit: 'ms',
          values: zeros,
          goals: [{ of: 'worst', most: 34 }],
        },
      )
      if (zeros.length === 0) report.wrong.push(`Browser clock ${name}: no countdown came to zero on the screen.`)
      report.notes.push(
        `Browser clock ${name}: times are known to ± ${(clock.errorMs + toOurs.errorMs).toFixed(2)} ms.`,
      )
    }
    for (const { page } of pages) await page.context().close()

    say('expiry changed from outside')
    const clock = await alignPage(app.page)
    const changed = new Samples()
    for (let i = 0; i < (quick ? 6 : 30); i += 1) {
      await redis.set('a:x', `${i}`)
      await app.page.locator('[data-key="a:x"]:not([data-expires-at])').waitFor()
      const to = (write: () => Promise<unknown>, expires: boolean) =>
        writeToPixel(app.page, clock, write, { key: 'a:x', expires })
      await rest(app.page)
      changed.take(await to(() => redis.pexpire('a:x', 500_000), true))
      await rest(app.page)
      changed.take(await to(() => redis.persist('a:x'), false))
    }
    report.lines.push({
      what: 'EXPIRE or PERSIST by another program to its frame',
      unit: 'ms',
      values: changed.values,
      goals: [{ of: 'p99', most: 50 }],
    })
    report.wrong.push(...changed.wrong('Expiry changed'))
    await app.close()
  } finally {
    await browser.close()
  }
  report.notes.push(`${seconds} s of 12 countdowns, on three pages at once; the goal speaks of an hour.`)
  return report
}

export const countdown: Row = { id: 'P9', title: 'Countdowns', measure }
