/** A Chromium for the browser tests: CHROMIUM names one, else one of this machine, else one installed now. */
import { existsSync } from 'node:fs'
import { aptInstall } from './apt.mjs'
import { onPath } from './find-program.mjs'
import { Stop } from './say.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/** @returns {string | null} path of a Chromium or Chrome */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  for (const name of NAMES) {
    const path = onPath(name)
    if (path !== null) return path
  }
  return existsSync(MAC) ? MAC : null
}

/** Sets CHROMIUM. */
export async function ensureChromium() {
  let program = findChromium()
  let trouble = ''
  if (program === null) {
    const { tried, output } = await aptInstall(['chromium'], 'There is no Chromium on this machine.')
    program = findChromium()
    if (tried && program === null)
      trouble = `apt-get did not bring one:\n${output.trim().split('\n').slice(-8).join('\n')}\n\n`
  }
  if (program === null) {
    throw new Stop(
      `${trouble}The browser tests need Chromium or Chrome. Install one (Debian: sudo apt-get install chromium), or name it: CHROMIUM=/path/to/chrome npm test`,
    )
  }
  process.env.CHROMIUM = program
}
