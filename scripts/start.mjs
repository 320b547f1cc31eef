/**
 * `npm start`: from a fresh clone to the running page. Installs what is missing, finds a Redis, builds what is stale,
 * and becomes the server: one process, so whatever ends it ends everything.
 */
import './lib/node-version.mjs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './lib/build.mjs'
import { ensureRedis } from './lib/get-redis.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { openBrowser } from './lib/open-browser.mjs'
import { root } from './lib/paths.mjs'
import { run } from './lib/say.mjs'

await run(async () => {
  await ensureInstalled()
  await ensureRedis()
  await ensureBuilt()
  process.env.NODE_ENV ??= 'production'
  const { url } = await import(pathToFileURL(join(root, 'server', 'dist', 'main.js')).href)
  openBrowser(url)
})
