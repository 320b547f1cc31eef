/**
 * P4: whatever the rate, what is told is right: the calls told by the facts are those Redis counted itself (INFO
 * commandstats), no fact is missing, and the cards on the stage show what Redis holds. A difference is a wrong result.
 */
import type { Fact } from '@rdd/shared/fact'
import { pieceHead } from '@rdd/shared/keyspace/view'
import type { Redis } from 'ioredis'
import { alignPage } from './clocks.ts'
import { BENCHMARK, stormKeys, storms } from './event-storm.ts'
import { emptyReport, type Options, type Report, type Row } from './row.ts'
import { type App, launch, openApp } from './site.ts'
import { joinRoom } from './viewer.ts'

/** Calls by command, as Redis counts them. */
async function counted(redis: Redis): Promise<Map<string, number>> {
  const stats = await redis.info('commandstats')
  return new Map(
    [...stats.matchAll(/^cmdstat_([^:]+):calls=(\d+)/gm)].map(([, name = '', calls]) => [name, Number(calls)]),
  )
}

/** Calls by command, as the facts tell them. */
function tell(told: Map<string, number>, fact: Fact): void {
  const add = (name: string, n: number) => told.set(name, (told.get(name) ?? 0) + n)
  if (fact.kind === 'burst') for (const [name, n] of fact.calls) add(name, n)
  const [name] = fact.kind === 'command' ? fact.argv.args : []
  if (name !== undefined) add(pieceHead(name).toLowerCase(), 1)
}

/** Waits until every card in sight that is one of these shows its value; resolves to when that was, ms on the page's clock. */
function allRight(expected: Record<string, string>): Promise<number> {
  const wrong = () =>
    [...document.querySelectorAll('[data-scene] [data-key]')].some(card => {
      const value = expected[card.getAttribute('data-key') ?? '']
      return value !== undefined && card.querySelector('[data-value]')?.textContent !== value
    })
  return new Promise((resolve, reject) => {
    const until = performance.now() + 10_000
    const look = () => {
      if (!wrong()) resolve(performance.now())
      else if (performance.now() > until) reject(new Error('A card on the stage never showed the value Redis holds.'))
      else requestAnimationFrame(look)
    }
    look()
  })
}

async function settle(app: App): Promise<void> {
  // the end of a flood is itself told by facts: wait for quiet
  let seq = ''
  for (let calm = 0; calm < 5; ) {
    const now = (await app.page.locator('[data-scene]').getAttribute('data-seq')) ?? ''
    calm = now === seq ? calm + 1 : 0
    seq = now
    await app.page.waitForTimeout(100)
  }
}

async function measure({ quick, say }: Options): Promise<Report> {
  const report = emptyReport()
  const browser = await launch()
  try {
    for (const keys of quick ? [1_000] : [1_000, 100_000]) {
      const app = await openApp(browser, keys)
      await app.redis.mset(stormKeys.flatMap(key => [key, 'v']))
      await settle(app)
      const told = new Map<string, number>()
      const viewer = await joinRoom(app.url, app.room)
      let seq = viewer.joined.facts.at(-1)?.seq ?? viewer.joined.base.seq
      let holes = 0
      viewer.onFacts(({ facts }) => {
        for (const fact of facts) {
          if (fact.seq <= seq) continue
          if (fact.seq !== seq + 1) holes += 1
          seq = fact.seq
          tell(told, fact)
        }
      })
      const clock = await alignPage(app.page)
      for (const storm of storms(quick ? 2 : 4, quick ? 50_000 : 200_000)) {
        say(`${keys} keys, ${storm.name}`)
        const before = await counted(app.redis)
        told.clear()
        await storm.blow(app)
        const ended = performance.now()
        const values = await app.redis.mget(stormKeys)
        const expected = Object.fromEntries(stormKeys.map((key, i) => [key, values[i] ?? '']))
        const right = await app.page.evaluate(allRight, expected)
        await settle(app)
        const after = await counted(app.redis)
        const under = `${storm.name}, ${keys.toLocaleString('en-US')} keys`
        let calls = 0
        let apart = 0
        for (const name of BENCHMARK) {
          const [redis, facts] = [(after.get(name) ?? 0) - (before.get(name) ?? 0), told.get(name) ?? 0]
          calls += redis
          apart += Math.abs(redis - facts)
          if (redis !== facts) report.wrong.push(`${under}: Redis counted ${redis} ${name}, the facts tell ${facts}.`)
        }
        const size = await app.redis.dbsize()
        const shown = Number(await app.page.locator('[data-scene]').getAttribute('data-count'))
        if (shown !== size) report.wrong.push(`${under}: ${size} keys in Redis, ${shown} on the page.`)
        report.lines.push(
          {
            what: `Calls told wrong of ${calls.toLocaleString('en-US')}, ${under}`,
            unit: 'count',
            values: [apart],
            goals: [{ of: 'median', most: 0 }],
          },
          {
            what: '… every card in sight right after',
            unit: 'ms',
            values: [Math.max(0, right + clock.offset - ended)],
            goals: [{ of: 'median', most: 100 }],
          },
        )
      }
      if (holes > 0) report.wrong.push(`${holes} holes in the facts heard.`)
      viewer.close()
      await app.close()
    }
  } finally {
    await browser.close()
  }
  return report
}

export const nothingMisreported: Row = { id: 'P4', title: 'Nothing misreported', measure }
