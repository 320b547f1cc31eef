/**
 * `npm run pictures`: the pictures of the documents, docs/pictures/*.png, taken of the running page: a real server, real
 * commands, a real browser.
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
  const env = { ...process.env, REDIS_URL: '', NODE_ENV: 'production' }
  const main = join(root, 'scripts', 'pictures', 'main.ts')
  process.exitCode = await show(process.execPath, ['--import', 'tsx', main, ...process.argv.slice(2)], { env })
})
