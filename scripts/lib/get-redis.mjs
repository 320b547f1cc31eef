/**
 * A Redis to work with, in this order: REDIS_URL, a server program of this machine, one installed now. What is found
 * is handed on in REDIS_SERVER.
 */
import { aptInstall } from './apt.mjs'
import { onPath } from './find-program.mjs'
import { findRedis } from './find-redis.mjs'
import { Stop } from './say.mjs'

/**
 * Sets REDIS_SERVER, unless REDIS_URL names a server.
 * @param {{ ownOnly?: boolean }} [options] `ownOnly`: a server program is needed whatever REDIS_URL says
 */
export async function ensureRedis({ ownOnly = false } = {}) {
  if (process.env.REDIS_URL && !ownOnly) return
  let program = findRedis()
  let trouble = ''
  if (program === null) {
    const { tried, output } = await aptInstall(['redis-tools'], 'There is no Redis on this machine.')
    program = findRedis()
    if (tried && program === null)
      trouble = `apt-get did not bring one:\n${output.trim().split('\n').slice(-8).join('\n')}\n\n`
  }
  if (program === null) throw new Stop(trouble + advice())
  process.env.REDIS_SERVER = program
}

/** What a person can do about it on this system. */
function advice() {
  const command = COMMANDS.find(([, needs]) => needs === process.platform || onPath(needs) !== null)?.[0]
  return [
    'There is no Redis on this machine: no redis-server or valkey-server on PATH.',
    ...(command === undefined ? [] : [`  Install one:         ${command}`]),
    '  Or use a running one: REDIS_URL=redis://host:6379 npm start',
    '  Or use Docker:        TOKEN=<16 or more characters> docker compose up',
  ].join('\n')
}

/**
 * The command, and the program or platform it is for.
 * @type {[string, string][]}
 */
const COMMANDS = [
  ['brew install redis', 'brew'],
  ['sudo apt-get install redis-tools   (holds the server too, and starts no service)', 'apt-get'],
  ['sudo dnf install valkey   (or redis, on older systems)', 'dnf'],
  ['sudo apk add redis', 'apk'],
  ['sudo pacman -S valkey', 'pacman'],
  ['brew install redis   (Homebrew: https://brew.sh)', 'darwin'],
  ['in WSL (https://learn.microsoft.com/windows/wsl): sudo apt-get install redis-tools, and npm start there', 'win32'],
]
