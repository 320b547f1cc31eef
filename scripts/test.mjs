/**
 * `npm test`: everything, from a fresh clone: types, lint and doors, unit and integration tests on a real Redis, the
 * build, and the browser tests. All run even when one fails; the last line counts them.
 */
import './lib/node-version.mjs'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { browserCount, NONE, settle, sum, unitCount } from './lib/count.mjs'
import { ensureChromium } from './lib/get-chromium.mjs'
import { ensurePython } from './lib/get-python.mjs'
import { ensureRedis } from './lib/get-redis.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { cache, root } from './lib/paths.mjs'
import { run, say, show } from './lib/say.mjs'

/** @typedef {import('./lib/count.mjs').Count} Count */

const results = join(cache, 'results')
const unitFile = join(results, 'unit.json')
const browserFile = join(results, 'browser.json')

/**
 * A program of our packages, what it prints shown.
 * @param {string} name
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
function tool(name, args) {
  // Tests bring their own servers: what REDIS_URL and DATABASE_URL name is not theirs to fill and flush.
  const env = { ...process.env, REDIS_URL: '', DATABASE_URL: '', PLAYWRIGHT_JSON_OUTPUT_NAME: browserFile }
  return show(join(root, 'node_modules', '.bin', name), args, { env })
}

/**
 * One check that either holds or does not.
 * @param {string} title
 * @param {() => Promise<boolean>} holds
 * @returns {Promise<Count>}
 */
async function check(title, holds) {
  say(`\n== ${title}`)
  const good = await holds()
  say(good ? `ok: ${title}` : `FAILED: ${title}`)
  return good ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/**
 * A runner that writes its report to a file.
 * @param {string} title
 * @param {string} file
 * @param {(report: any) => Count} count
 * @param {() => Promise<number>} runner resolves to its exit code
 * @returns {Promise<Count>}
 */
async function suite(title, file, count, runner) {
  say(`\n== ${title}`)
  const code = await runner()
  return settle(code, existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8'))) : NONE)
}

/** Builds what is stale; what Vite complained about is shown. */
const built = () =>
  ensureBuilt().then(
    () => true,
    error => {
      say(error.message)
      return false
    },
  )

await run(async () => {
  await ensureInstalled()
  await ensureRedis({ ownOnly: true })
  await ensureChromium({ lean: true })
  await ensurePython()
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })

  const types = await check('types', async () => (await tool('tsc', ['-b'])) === 0)
  const lint = await check('lint, format and doors', async () => (await tool('biome', ['check', '.'])) === 0)
  const unit = await suite('unit and integration tests', unitFile, unitCount, () =>
    tool('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitFile}`]),
  )
  const build = await check('build', built)
  const browser =
    build.failed > 0
      ? NONE
      : await suite('browser tests', browserFile, browserCount, () =>
          tool('playwright', ['test', '--reporter=list,json']),
        )

  const { passed, failed } = sum([types, lint, unit, build, browser])
  say(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
})
