/** Takes all pictures, or those named: a fresh room for each, so that no picture depends on another. */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import { toRaw } from '@rdd/shared/bytes'
import { parseLine } from '@rdd/shared/commands/parse'
import type { Redis } from 'ioredis'
import { launch, openServer } from '../bench/site.ts'
import { root } from '../lib/paths.mjs'
import type { Picture } from './picture.ts'
import { pictures } from './pictures.ts'
import { sample } from './sample.ts'

const folder = join(root, 'docs', 'pictures')
const MOST = 250_000

/** Each command becomes a fact of its own: they come no faster than a person could see. */
async function fill(redis: Redis): Promise<void> {
  for (const line of sample) {
    const parsed = parseLine(line)
    if (!('argv' in parsed)) throw new Error(`The sample line cannot be parsed: ${line}`)
    const [name = Buffer.alloc(0), ...args] = parsed.argv.map(arg => Buffer.from(toRaw(arg)))
    await redis.call(name.toString(), ...args)
    await sleep(40)
  }
}

async function take(browser: Browser, { name, theme, size, chapter, act }: Picture): Promise<void> {
  const place = await openServer(0)
  const [width, height] = size
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    hasTouch: width < 600,
    isMobile: width < 600,
  })
  try {
    await fill(place.redis)
    const page = await context.newPage()
    await page.goto(`${place.server.url}/${chapter}`)
    await page.locator('[data-connection="live"]').waitFor()
    await page.locator('[data-scene][data-settled="true"] [data-key]').first().waitFor()
    await page.evaluate(() => document.fonts.ready)
    await act(page, place.redis)
    const path = join(folder, `${name}.png`)
    await page.screenshot({ path })
    const { size: bytes } = statSync(path)
    console.log(`${name}.png ${Math.round(bytes / 1000)} kB${bytes > MOST ? ': too large' : ''}`)
  } finally {
    await context.close()
    await place.close()
  }
}

const named = process.argv.slice(2)
const chosen = named.length === 0 ? pictures : pictures.filter(({ name }) => named.includes(name))
mkdirSync(folder, { recursive: true })
const browser = await launch()
try {
  for (const picture of chosen) await take(browser, picture)
} finally {
  await browser.close()
}
process.exit(0)
