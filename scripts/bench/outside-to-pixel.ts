/** P2: another program writes, the page shows it: from the write leaving that program to the frame with the change. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Alignment, alignPage, alignRedis } from './clocks.ts'
import { openFloor } from './floor/open.ts'
import { rest, Samples, writeToPixel } from './pixel.ts'
import type { Sight } from './probe.ts'
import { emptyReport, type Goal, type Options, type Report, type Row } from './row.ts'
import { type App, launch, openApp, type Site } from './site.ts'

const goals: Goal[] = [
  { of: 'median', most: 33 },
  { of: 'p99', most: 50 },
]

/** One kind of change: how to prepare it unmeasured, how to do it, and what shows it. */
interface Kind {
  name: string
  before?: (i: number) => Promise<unknown>
  /** False: the change happened already, by itself. */
  ready?: () => Promise<boolean>
  write: (i: number) => Promise<unknown>
  sight: (i: number) => Sight
}

function kinds({ redis, page }: Site, skew: number): Kind[] {
  const shown = (key: string) => page.locator(`[data-key="${key}"]`).waitFor()
  const deadlines = new Map<number, number>()
  return [
    { name: 'value', write: i => redis.set('a:value', `v${i}`), sight: i => ({ key: 'a:value', value: `v${i}` }) },
    {
      name: 'type',
      write: i =>
        i % 2 === 0 ? redis.multi().del('a:type').rpush('a:type', 'x').exec() : redis.set('a:type', 'a string now'),
      sight: i => ({ key: 'a:type', has: { 'data-type': i % 2 === 0 ? 'list' : 'string' } }),
    },
    {
      name: 'TTL',
      before: i => {
        deadlines.set(i, Math.round(performance.now() - skew) + 600_000 + i)
        return redis.setnx('a:ttl', 'x')
      },
      write: i => redis.pexpireat('a:ttl', deadlines.get(i) ?? 0),
      sight: i => ({ key: 'a:ttl', has: { 'data-expires-at': String(deadlines.get(i)) } }),
    },
    {
      name: 'new key',
      before: async () => {
        await redis.del('a:new')
        await page.locator('[data-key="a:new"]').waitFor({ state: 'detached' })
      },
      write: () => redis.set('a:new', 'x'),
      sight: () => ({ key: 'a:new', visible: true }),
    },
    {
      name: 'deleted',
      before: () => redis.set('a:gone', 'x').then(() => shown('a:gone')),
      write: () => redis.del('a:gone'),
      sight: () => ({ key: 'a:gone', has: { 'data-leaving': 'deleted' } }),
    },
    {
      // Redis collects a dead key when somebody asks for it: here we ask, so that the moment is known.
      name: 'expired',
      before: async () => {
        await redis.call('DEBUG', 'SET-ACTIVE-EXPIRE', '0')
        await redis.set('a:late', 'x', 'PX', 200)
        await page.locator('[data-key="a:late"][data-due="true"]').waitFor()
        await sleep(5)
      },
      // the one question that sees a dead key and leaves it
      ready: async () => (await redis.call('MEMORY', 'USAGE', 'a:late')) !== null,
      write: () => redis.get('a:late'),
      sight: () => ({ key: 'a:late', has: { 'data-leaving': 'expired' } }),
    },
  ]
}

async function measureKind(site: Site, kind: Kind, times: number, clock: Alignment): Promise<Samples> {
  const samples = new Samples()
  for (let i = 0; i < times; i += 1) {
    await kind.before?.(i)
    await rest(site.page)
    if (!((await kind.ready?.()) ?? true)) continue
    samples.take(await writeToPixel(site.page, clock, () => kind.write(i), kind.sight(i)))
  }
  return samples
}

async function measure({ quick, say }: Options): Promise<Report> {
  const report = emptyReport()
  const browser = await launch()
  const errors: number[] = []
  try {
    say('floor')
    const bare = await openFloor(browser)
    const [value] = kinds(bare, 0)
    const ofFloor = value && (await measureKind(bare, value, quick ? 10 : 40, await alignPage(bare.page)))
    const floor = { name: 'floor', values: ofFloor?.values ?? [] }
    await bare.close()
    for (const keys of [1_000, 100_000]) {
      const app: App = await openApp(browser, keys)
      const { offset } = await alignRedis(app.redis)
      const times = quick ? 8 : keys === 1_000 ? 50 : 20
      const all: number[] = []
      const mine: Report['lines'] = []
      for (const kind of kinds(app, offset)) {
        say(`${keys} keys, ${kind.name}`)
        const clock = await alignPage(app.page)
        const samples = await measureKind(app, kind, times, clock)
        report.wrong.push(...samples.wrong(`${kind.name} among ${keys} keys`))
        errors.push(clock.errorMs)
        all.push(...samples.values)
        mine.push({
          what: `… ${kind.name}`,
          unit: 'ms',
          values: samples.values,
          ...(kind.name === 'value' ? { baseline: floor } : {}),
          goals,
        })
      }
      const what = `Any write, among ${keys.toLocaleString('en-US')} keys`
      report.lines.push({ what, unit: 'ms', values: all, goals }, ...mine)
      await app.close()
    }
  } finally {
    await browser.close()
  }
  report.notes.push(
    `The clocks of the writing process and of the page are known to ± ${Math.max(...errors).toFixed(2)} ms of each other.`,
  )
  return report
}

export const outsideToPixel: Row = { id: 'P2', title: "Another program's write to pixel", measure }
