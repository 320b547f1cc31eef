/** P8: what the first visit costs: bytes, requests, and the time until the console takes a command. */
import type { Browser, Page } from '@playwright/test'
import { emptyReport, type Options, type Report, type Row } from './row.ts'
import { launch, openServer, probedPage } from './site.ts'

interface Visit {
  firstPaint: number
  usable: number
  blocked: number
}

/** Runs in the page before its own scripts: when the console takes a command, and what kept the main thread. */
function installWatch(): void {
  const seen = { usable: 0, blocked: 0 }
  new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) seen.blocked += Math.max(0, duration - 50)
  }).observe({ type: 'longtask', buffered: true })
  const look = () => {
    const ready =
      document.querySelector('[data-connection="live"]') && document.querySelector('form[aria-label="Console"] input')
    if (!ready || seen.usable > 0) return
    seen.usable = performance.now()
    changes.disconnect()
  }
  const changes = new MutationObserver(look)
  changes.observe(document, { subtree: true, childList: true, attributes: true })
  window.watch = () => seen
}

declare global {
  interface Window {
    watch: () => { usable: number; blocked: number }
  }
}

async function visited(page: Page): Promise<Visit> {
  await page.waitForFunction(() => window.watch().usable > 0)
  // a while longer, for the long tasks that come after
  await page.waitForTimeout(300)
  return page.evaluate(() => ({
    firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    ...window.watch(),
  }))
}

async function firstAndSecond(browser: Browser, url: string): Promise<[Visit, Visit]> {
  const page = await probedPage(browser)
  await page.context().addInitScript(installWatch)
  await page.goto(url)
  const first = await visited(page)
  await page.goto('about:blank')
  await page.goto(url)
  const second = await visited(page)
  await page.context().close()
  return [first, second]
}

/** What the page asks for until the console takes a command, and everything until it is quiet. */
async function weigh(browser: Browser, url: string) {
  const page = await probedPage(browser)
  await page.context().addInitScript(installWatch)
  const asked: { url: string; type: string; bytes: number; at: number }[] = []
  const pending: Promise<unknown>[] = []
  page.on('response', response => {
    const take = async () => {
      await response.finished()
      const { responseBodySize: bytes } = await response.request().sizes()
      const at = response.request().timing().startTime
      asked.push({ url: response.url(), type: response.headers()['content-type'] ?? '', bytes, at })
    }
    pending.push(take())
  })
  let sockets = 0
  page.on('websocket', () => {
    sockets += 1
  })
  await page.goto(url)
  await page.locator('[data-connection="live"]').waitFor()
  await page.waitForLoadState('networkidle')
  await Promise.all(pending)
  const usable = await page.evaluate(() => performance.timeOrigin + window.watch().usable)
  await page.context().close()
  const isCode = ({ type }: { type: string }) => /javascript|css/.test(type)
  const sum = (of: typeof asked) => of.reduce((all, { bytes }) => all + bytes, 0)
  const first = asked.filter(({ at }) => at < usable)
  return {
    code: sum(first.filter(isCode)),
    ahead: sum(asked.filter(isCode)) - sum(first.filter(isCode)),
    all: sum(asked),
    requests: first.length + sockets,
    foreign: new Set(asked.map(one => new URL(one.url).host).filter(host => host !== new URL(url).host)).size,
  }
}

async function measure({ quick, say }: Options): Promise<Report> {
  const report = emptyReport()
  const { server, close } = await openServer(1_000)
  const browser = await launch()
  try {
    say('bytes')
    const { code, ahead, all, requests, foreign } = await weigh(browser, server.url)
    say('visits')
    const visits: [Visit, Visit][] = []
    for (let i = 0; i < (quick ? 5 : 20); i += 1) visits.push(await firstAndSecond(browser, server.url))
    const first = (of: keyof Visit) => visits.map(([visit]) => visit[of])
    const second = visits.map(([, visit]) => visit.usable)
    report.lines.push(
      {
        what: 'Scripts and styles before the console takes a command, as sent',
        unit: 'kB',
        values: [code / 1000],
        goals: [{ of: 'median', most: 170 }],
      },
      { what: '… fetched after that, for what comes next', unit: 'kB', values: [ahead / 1000] },
      { what: 'Everything, fonts too', unit: 'kB', values: [all / 1000] },
      { what: 'Requests before that', unit: 'count', values: [requests], goals: [{ of: 'median', most: 15 }] },
      { what: 'Foreign hosts', unit: 'count', values: [foreign], goals: [{ of: 'median', most: 0 }] },
      { what: 'First contentful paint', unit: 'ms', values: first('firstPaint'), goals: [{ of: 'median', most: 250 }] },
      { what: 'Console takes a command', unit: 'ms', values: first('usable'), goals: [{ of: 'median', most: 500 }] },
      { what: 'Main thread blocked (TBT)', unit: 'ms', values: first('blocked'), goals: [{ of: 'median', most: 0 }] },
      {
        what: 'Repeat visit: console takes a command',
        unit: 'ms',
        values: second,
        goals: [{ of: 'median', most: 150 }],
      },
    )
    if (foreign > 0) report.wrong.push('The page asks a host that is not its own.')
  } finally {
    await browser.close()
    await close()
  }
  report.notes.push('On this machine alone: no network lies between. 1,000 keys in the database.')
  return report
}

export const firstLoad: Row = { id: 'P8', title: 'First load', measure }
