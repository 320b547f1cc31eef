/** Installing a system package, only where we may: root, apt-get, and nobody said --no-install. */
import { onPath } from './find-program.mjs'
import { quietly, say } from './say.mjs'

/** npm keeps `npm start --no-install` to itself and tells it as an empty npm_config_install. */
const refused = process.argv.includes('--no-install') || process.env.npm_config_install === ''

/**
 * @param {string[]} names of packages
 * @param {string} why what is missing, as a sentence
 * @returns {Promise<{ tried: boolean, ok: boolean, output: string }>} `tried` false: we may not
 */
export async function aptInstall(names, why) {
  const allowed = !refused && process.getuid?.() === 0 && onPath('apt-get') !== null
  if (!allowed) return { tried: false, ok: false, output: '' }
  say(`${why} Installing ${names.join(' and ')} with apt-get (--no-install refuses this).`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const patient = ['-o', 'DPkg::Lock::Timeout=120']
  const install = () => quietly('apt-get', [...patient, 'install', '-y', '--no-install-recommends', ...names], { env })
  const first = await install()
  if (first.ok) return { tried: true, ...first }
  // The lists of packages are absent or too old.
  const update = await quietly('apt-get', [...patient, 'update'], { env })
  const second = await install()
  return { tried: true, ok: second.ok, output: update.output + second.output }
}
