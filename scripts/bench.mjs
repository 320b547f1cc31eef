/**
 * `npm run bench`: how fast it is, as Markdown tables. `npm run bench -- P1 P9` runs some rows only, `--quick` takes
 * fewer samples. A goal that is missed is said and is no failure; a wrong result (a counter that differs, a value that
 * never reaches the screen) ends with exit code 1. docs/performance.md says what the figures mean.
 */
import './lib/node-version.mjs'
import { join } from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { ensureChromium } from './lib/get-chromium.mjs'
import { ensureRedis } from './lib/get-redis.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { root } from './lib/paths.mjs'
import { run, show } from './lib/say.mjs'

await run(async () => {
  await ensureInstalled()
  await ensureRedis({ ownOnly: true })
  await ensureChromium()
  await ensureBuilt()
  const main = join(root, 'scripts', 'bench', 'main.ts')
  const env = { ...process.env, REDIS_URL: '', NODE_ENV: 'production' }
  process.exitCode = await show(process.execPath, ['--import', 'tsx', main, ...process.argv.slice(2)], { env })
})
