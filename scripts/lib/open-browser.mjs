/** Opens the page where there is a desktop. Nothing depends on it: a failure is silent, the address is printed anyway. */
import { spawn } from 'node:child_process'

/** @param {string} url */
export function openBrowser(url) {
  const opener = openerOf(process.platform, process.env)
  if (opener === null) return
  const [program, ...args] = opener
  spawn(program, [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}

/**
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @returns {[string, ...string[]] | null} the command that opens an address; null where nobody looks
 */
export function openerOf(platform, env) {
  if (env.BROWSER === 'none' || env.CI || env.SSH_CONNECTION) return null
  if (platform === 'darwin') return ['open']
  // The empty argument is the window's title, which `start` takes for the address otherwise.
  if (platform === 'win32') return ['cmd', '/c', 'start', '""']
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open'] : null
}
