/** P1: Enter pressed in the page, to the frame that shows what the command did. */
import { setTimeout as sleep } from 'node:timers/promises'
import { openFloor } from './floor/open.ts'
import { enterToPixel, Samples } from './pixel.ts'
import { emptyReport, type Goal, type Line, type Options, type Report, type Row } from './row.ts'
import { launch, openApp, type Site } from './site.ts'

const goals: Goal[] = [
  { of: 'median', most: 33 },
  { of: 'p99', most: 50 },
]

async function sets(site: Site, times: number): Promise<Samples> {
  const taken = new Samples()
  // a text: it stands at once, where a number rolls
  for (let i = 0; i < times; i += 1)
    taken.take(await enterToPixel(site, `SET a:p1 text-${i}`, { key: 'a:p1', value: `text-${i}` }))
  return taken
}

/** Two members change places: cards, rows and the order of everything in them. */
async function ranks(site: Site, times: number): Promise<Samples> {
  await site.redis.zadd('a:board', 10, 'alice', 20, 'bob', 30, 'carol')
  await site.page.getByRole('link', { name: 'Sorted sets' }).click()
  await site.page.getByRole('textbox', { name: 'Redis command' }).focus()
  await sleep(500)
  const taken = new Samples()
  for (let i = 0; i < times; i += 1) {
    const rank = i % 2 === 0 ? '2' : '0'
    const score = i % 2 === 0 ? 40 + i : 1
    const sight = { key: 'a:board', part: '[data-member="alice"]', has: { 'data-rank': rank } }
    taken.take(await enterToPixel(site, `ZADD a:board ${score} alice`, sight))
  }
  return taken
}

async function measure({ quick, say }: Options): Promise<Report> {
  const report = emptyReport()
  const browser = await launch()
  const times = quick ? 15 : 100
  try {
    say('floor')
    const bare = await openFloor(browser)
    const floor = { name: 'floor', values: (await sets(bare, times)).values }
    await bare.close()
    for (const keys of [1_000, 100_000]) {
      say(`${keys} keys`)
      const app = await openApp(browser, keys)
      const line = (what: string, samples: Samples, more: Partial<Line> = {}) => {
        report.lines.push({ what, unit: 'ms', values: samples.values, goals, ...more })
        report.wrong.push(...samples.wrong(what))
      }
      line(`Enter on SET to its frame, among ${keys.toLocaleString('en-US')} keys`, await sets(app, times), {
        baseline: floor,
        goals: [...goals, { of: 'ratio', most: 1.25 }],
      })
      if (keys === 1_000) line('Enter on ZADD to its frame', await ranks(app, quick ? 10 : 40))
      await app.close()
    }
  } finally {
    await browser.close()
  }
  return report
}

export const commandToPixel: Row = { id: 'P1', title: 'Command to pixel', measure }
