/**
 * A Chromium: CHROMIUM names one, else one of this machine, else one installed now. Tests ask for the lean one, Debian's
 * chromium-headless-shell: the same engine without the parts for windows, which take a third of the processor time of a
 * test. Pictures and the bench are of the browser that people have.
 */
import { existsSync } from 'node:fs'
import { aptInstall } from './apt.mjs'
import { onPath } from './find-program.mjs'
import { Stop } from './say.mjs'

const SHELL = 'chromium-headless-shell'
const WHOLE = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/**
 * @typedef {object} Wish
 * @property {boolean} [lean] the shell will do, and is preferred
 * @property {NodeJS.ProcessEnv} [env]
 */

/**
 * @param {Wish} wish
 * @returns {string | null} path of a Chromium or Chrome
 */
export function findChromium({ lean = false, env = process.env } = {}) {
  if (env.CHROMIUM) return env.CHROMIUM
  for (const name of lean ? [SHELL, ...WHOLE] : WHOLE) {
    const path = onPath(name, env)
    if (path !== null) return path
  }
  return existsSync(MAC) ? MAC : null
}

/**
 * Sets CHROMIUM. Where nobody works (CI), the shell is installed beside another browser too.
 * @param {{ lean?: boolean }} wish
 */
export async function ensureChromium({ lean = false } = {}) {
  let program = findChromium({ lean })
  let trouble = ''
  const better = lean && Boolean(process.env.CI) && !process.env.CHROMIUM && onPath(SHELL) === null
  if (program === null || better) {
    const why =
      program === null ? 'There is no Chromium on this machine.' : 'Tests are faster in the shell of Chromium.'
    // Ubuntu and older Debians know no shell
    let { tried, ok, output } = await aptInstall([lean ? SHELL : 'chromium'], why)
    if (tried && !ok && lean && program === null)
      ({ tried, output } = await aptInstall(['chromium'], `apt-get has no ${SHELL}.`))
    program = findChromium({ lean })
    if (tried && program === null)
      trouble = `apt-get did not bring one:\n${output.trim().split('\n').slice(-8).join('\n')}\n\n`
  }
  if (program === null) {
    throw new Stop(
      `${trouble}Chromium or Chrome is needed. Install one (Debian: sudo apt-get install ${lean ? SHELL : 'chromium'}), or name it: CHROMIUM=/path/to/chrome`,
    )
  }
  process.env.CHROMIUM = program
}
