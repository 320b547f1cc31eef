/** The npm packages of the lock file, installed when they are absent or other than it says. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'
import { Stop, say, show } from './say.mjs'

export async function ensureInstalled() {
  const why = whyInstall(packages('package-lock.json'), packages(join('node_modules', '.package-lock.json')))
  if (why === null) return
  say(`Installing the packages (${why}); this takes about half a minute.`)
  const code = await show('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) throw new Stop('The packages could not be installed; npm says why above. Mend that and start again.')
}

/**
 * @param {Record<string, Locked> | null} wanted what the lock file says
 * @param {Record<string, Locked> | null} there what npm noted down when it last installed
 * @returns {string | null} why an installation is due, or null when everything is there
 */
export function whyInstall(wanted, there) {
  if (there === null) return 'first start'
  for (const [path, { version, link, optional, devOptional }] of Object.entries(wanted ?? {})) {
    // Optional ones are for other systems; linked ones are our own folders.
    if (!path.startsWith('node_modules/') || link || optional || devOptional) continue
    if (there[path]?.version !== version) return 'package-lock.json has changed'
  }
  return null
}

/** @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean }} Locked */

/**
 * @param {string} file of npm's lock format, under the root
 * @returns {Record<string, Locked> | null} by folder; null when there is no such file
 */
function packages(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages
  } catch {
    return null
  }
}
