/** P11: memory of the server (its own process; Redis is not in it) and of the page, at rest and over time. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CDPSession } from '@playwright/test'
import { stormKeys } from './event-storm.ts'
import { fill } from './redis.ts'
import { emptyReport, type Options, type Report, type Row } from './row.ts'
import { type App, launch, openApp, openServer, type Place } from './site.ts'
import { slope } from './stats.ts'
import { paced } from './storm.ts'

const MB = 1024 ** 2

/** Resident memory of a process, MB. Linux only. */
function resident(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return (Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024) / MB
}

/** The page's JavaScript heap with all garbage collected, MB. */
async function heap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / MB
}

async function devtools({ page }: App): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  return session
}

/** The server after it has settled on so many more keys: it reads the keyspace anew in a flood's end. */
async function serverWith({ server, redis }: Place, more: number): Promise<number> {
  await fill(redis, more)
  await sleep(4_000)
  return resident(server.process.pid)
}

async function measure({ quick, say }: Options): Promise<Report> {
  const report = emptyReport()
  const server = (what: string, values: number[], most: number) =>
    report.lines.push({ what: `Server, ${what}`, unit: 'MB', values, goals: [{ of: 'median', most }] })
  say('server')
  const place = await openServer(0)
  try {
    await sleep(2_000)
    server('idle', [resident(place.server.process.pid)], 90)
    server('100,000 keys', [await serverWith(place, 100_000)], 150)
    if (!quick) server('1,000,000 keys', [await serverWith(place, 1_000_000)], 150)
  } finally {
    await place.close()
  }
  const browser = await launch()
  try {
    for (const keys of [1_000, 100_000]) {
      say(`page, ${keys} keys`)
      const app = await openApp(browser, keys)
      const session = await devtools(app)
      report.lines.push({
        what: `Page heap, ${keys.toLocaleString('en-US')} keys`,
        unit: 'MB',
        values: [await heap(session)],
        goals: [{ of: 'median', most: 20 }],
      })
      if (keys === 1_000) await soak(app, session, quick ? 20 : 120, report, say)
      await app.close()
    }
  } finally {
    await browser.close()
  }
  return report
}

/** Writes for a while; the first third only fills what is bounded and is not counted. */
async function soak(
  app: App,
  session: CDPSession,
  seconds: number,
  report: Report,
  say: Options['say'],
): Promise<void> {
  say(`${seconds} s at 1,000 writes/s`)
  const page: [number, number][] = []
  const server: [number, number][] = []
  const began = performance.now()
  const over = paced(app.address, stormKeys, 1_000, seconds)
  const state = { over: false }
  void over.finally(() => {
    state.over = true
  })
  while (!state.over) {
    await sleep(2_000)
    const hours = (performance.now() - began) / 3_600_000
    if (hours * 3_600 < seconds / 3) continue
    page.push([hours, await heap(session)])
    server.push([hours, resident(app.server.process.pid)])
  }
  await over
  for (const [what, points] of [
    ['Page heap', page],
    ['Server', server],
  ] as const) {
    const { slope: perHour, error } = slope(points)
    report.lines.push(
      {
        what: `${what} at the end of ${seconds} s at 1,000 writes/s`,
        unit: 'MB',
        values: [points.at(-1)?.[1] ?? Number.NaN],
      },
      { what: `… its slope, ± ${error.toFixed(0)}`, unit: 'MB/h', values: [perHour] },
    )
  }
  report.notes.push(
    `The slope comes from the last ${Math.round((seconds * 2) / 3)} s of a run of ${seconds} s: it says that nothing runs away, not what eight hours would show.`,
  )
}

export const memory: Row = { id: 'P11', title: 'Memory', measure }
