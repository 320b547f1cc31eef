/**
 * `npm test`: everything, from a fresh clone: types, lint and doors, unit and integration tests on a real Redis, the
 * build, and the browser tests. All run even when one fails; the last line counts them.
 */
import './lib/node-version.mjs'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { ensureChromium } from './lib/get-chromium.mjs'
import { ensureRedis } from './lib/get-redis.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { cache, root } from './lib/paths.mjs'
import { run, say, show } from './lib/say.mjs'

/** @typedef {{ passed: number, failed: number }} Count */

const bin = (/** @type {string} */ name) => join(root, 'node_modules', '.bin', name)
const results = join(cache, 'results')
const unitFile = join(results, 'unit.json')
const browserFile = join(results, 'browser.json')

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
  return { passed: good ? 1 : 0, failed: good ? 0 : 1 }
}

/**
 * A runner that writes its counts to a file. A runner that fails without a failed test, or finds none, counts as one
 * failure: silence is no success.
 * @param {string} title
 * @param {() => Promise<number>} runner resolves to its exit code
 * @param {() => Count} counts
 * @returns {Promise<Count>}
 */
async function suite(title, runner, counts) {
  say(`\n== ${title}`)
  const code = await runner()
  let count = { passed: 0, failed: 0 }
  try {
    count = counts()
  } catch {
    say(`${title} wrote no result.`)
  }
  const silent = count.failed === 0 && (code !== 0 || count.passed === 0)
  return { passed: count.passed, failed: count.failed + (silent ? 1 : 0) }
}

const read = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8'))

/** A file that could not even be loaded holds no test; it counts as one failure. */
function unitCounts() {
  const { numPassedTests, numFailedTests, testResults } = read(unitFile)
  const broken = testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.length === 0,
  )
  return { passed: numPassedTests, failed: numFailedTests + broken.length }
}

function browserCounts() {
  const { stats, errors } = read(browserFile)
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length }
}

await run(async () => {
  await ensureInstalled()
  await ensureRedis({ ownOnly: true })
  await ensureChromium()
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  const env = { ...process.env, REDIS_URL: '', PLAYWRIGHT_JSON_OUTPUT_NAME: browserFile }

  const counts = [
    await check('types', async () => (await show(bin('tsc'), ['-b'])) === 0),
    await check('lint, format and doors', async () => (await show(bin('biome'), ['check', '.'])) === 0),
    await suite(
      'unit and integration tests',
      () =>
        show(bin('vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitFile}`], { env }),
      unitCounts,
    ),
  ]
  const build = await check('build', () =>
    ensureBuilt().then(
      () => true,
      error => {
        say(error.message)
        return false
      },
    ),
  )
  counts.push(build)
  if (build.failed === 0) {
    const browser = () => show(bin('playwright'), ['test', '--reporter=list,json'], { env })
    counts.push(await suite('browser tests', browser, browserCounts))
  }
  const total = (/** @type {keyof Count} */ what) => counts.reduce((sum, count) => sum + count[what], 0)
  say(`\n${total('passed')} passed, ${total('failed')} failed`)
  process.exitCode = total('failed') === 0 ? 0 : 1
})
