/** P3: many writes a second while somebody watches and types: frames, the last write, the keyboard. */
import { setTimeout as sleep } from 'node:timers/promises'
import { alignPage } from './clocks.ts'
import { openFloor } from './floor/open.ts'
import { Samples, writeToPixel } from './pixel.ts'
import { emptyReport, type Options, type Report, type Row } from './row.ts'
import { launch, openApp, type Site } from './site.ts'
import { haveBenchmark, paced, redisBenchmark } from './storm.ts'

/** Keys written, all of them on the stage or near it. */
export const stormKeys = Array.from({ length: 200 }, (_, i) => `a:s:${String(i).padStart(3, '0')}`)
/** The six kinds of writes of redis-benchmark, on 10,000 keys. */
export const BENCHMARK = ['set', 'incr', 'lpush', 'sadd', 'hset', 'zadd']

export interface Storm {
  name: string
  blow: (site: Site) => Promise<unknown>
}

export function storms(seconds: number, requests: number): Storm[] {
  const rates = [10_000, 50_000].map(rate => ({
    name: `${rate.toLocaleString('en-US')} writes/s`,
    blow: ({ address }: Site) => paced(address, stormKeys, rate, seconds),
  }))
  if (!haveBenchmark()) return rates
  return [
    ...rates,
    { name: 'redis-benchmark -P 16', blow: ({ address }) => redisBenchmark(address, { tests: BENCHMARK, requests }) },
  ]
}

interface Seen {
  /** ms between one frame and the next. */
  frames: number[]
  /** Frames a second, over the whole storm. */
  rate: number
  /** ms from pressing a key to the frame with the letter. */
  typed: number[]
  /** From the write after the storm to its frame. */
  last: Samples
}

/** Types a letter five times a second until it is over. */
async function typeDuring({ page }: Site, over: Promise<unknown>): Promise<void> {
  const state = { over: false }
  const end = over.finally(() => {
    state.over = true
  })
  while (!state.over) {
    await page.keyboard.press('x')
    await Promise.race([end, sleep(200)])
  }
  await end
}

async function watchStorm(site: Site, { blow }: Storm, times: number): Promise<Seen> {
  const { page, redis } = site
  const clock = await alignPage(page)
  const seen: Seen = { frames: [], rate: Number.NaN, typed: [], last: new Samples() }
  let spent = 0
  for (let i = 0; i < times; i += 1) {
    await page.evaluate(() => {
      window.probe.typed()
      window.probe.record()
    })
    await typeDuring(site, blow(site))
    const starts = await page.evaluate(() => window.probe.frames())
    const value = `after ${i} ${Math.random()}`
    seen.last.take(await writeToPixel(page, clock, () => redis.set('a:last', value), { key: 'a:last', value }))
    seen.typed.push(...(await page.evaluate(() => window.probe.typed())))
    for (const [at, start] of starts.entries()) if (at > 0) seen.frames.push(start - (starts[at - 1] ?? start))
    spent += (starts.at(-1) ?? 0) - (starts[0] ?? 0)
    await page.getByRole('textbox', { name: 'Redis command' }).fill('')
    // a storm of its own each time: what the one before left behind is over
    await sleep(1_000)
  }
  seen.rate = (seen.frames.length / spent) * 1000
  return seen
}

async function measure({ quick, say }: Options): Promise<Report> {
  const report = emptyReport()
  const browser = await launch()
  const all = storms(quick ? 2 : 3, quick ? 50_000 : 200_000)
  const times = quick ? 1 : 3
  try {
    const bare = await openFloor(browser)
    await bare.redis.set('a:last', 'v')
    await bare.redis.mset(stormKeys.flatMap(key => [key, 'v']))
    const floor = new Map<string, Seen>()
    for (const storm of all) {
      say(`floor, ${storm.name}`)
      floor.set(storm.name, await watchStorm(bare, storm, 1))
    }
    await bare.close()
    for (const keys of [1_000, 100_000]) {
      const app = await openApp(browser, keys)
      await app.redis.mset([...stormKeys.flatMap(key => [key, 'v']), 'a:last', 'v'])
      for (const storm of all) {
        say(`${keys} keys, ${storm.name}`)
        const seen = await watchStorm(app, storm, times)
        const beside = floor.get(storm.name)
        const to = (values: number[] | undefined) => ({ baseline: { name: 'floor', values: values ?? [] } })
        const hard = storm.name.startsWith('10')
        report.wrong.push(...seen.last.wrong(`${storm.name}, ${keys} keys, after the storm`))
        const under = `${storm.name}, ${keys.toLocaleString('en-US')} keys`
        report.lines.push(
          {
            what: `Frames a second, ${under}`,
            unit: 'fps',
            values: [seen.rate],
            ...to(beside && [beside.rate]),
            goals: [{ of: 'median', least: hard ? 58 : 55 }],
          },
          {
            what: '… from frame to frame',
            unit: 'ms',
            values: seen.frames,
            ...to(beside?.frames),
            ...(hard ? { goals: [{ of: 'p99', most: 17.5 }] } : {}),
          },
          {
            what: '… last write to its frame',
            unit: 'ms',
            values: seen.last.values,
            ...to(beside?.last.values),
            goals: [{ of: 'worst', most: 50 }],
          },
          {
            what: '… a letter typed to its frame',
            unit: 'ms',
            values: seen.typed,
            ...to(beside?.typed),
            goals: [{ of: 'worst', most: 100 }],
          },
        )
      }
      await app.close()
    }
  } finally {
    await browser.close()
  }
  if (!haveBenchmark()) report.notes.push('redis-benchmark is not on this machine: the unpaced storm was left out.')
  return report
}

export const eventStorm: Row = { id: 'P3', title: 'A storm of writes', measure }
