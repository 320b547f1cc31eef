/**
 * A Redis server program on this machine. Debian and Ubuntu put the server into the package redis-tools, under the
 * name redis-check-rdb: the program looks at the name it is called by. So a link named redis-server in our cache is a
 * server, with none of the packages that would start one on port 6379.
 */
import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { onPath } from './find-program.mjs'
import { cache } from './paths.mjs'

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} folder for the link
 * @returns {string | null} path of a redis-server or valkey-server, or null when there is none
 */
export function findRedis(env = process.env, folder = cache) {
  if (env.REDIS_SERVER) return env.REDIS_SERVER
  const named = onPath('redis-server', env) ?? onPath('valkey-server', env)
  if (named !== null) return named
  const checker = onPath('redis-check-rdb', env)
  return checker !== null && holdsServer(checker) ? linkAsServer(checker, folder) : null
}

/**
 * Is it the whole server, or (as in other builds) a checker alone? The server knows how to say that it is ready.
 * @param {string} program
 */
const holdsServer = program => readFileSync(program).includes('Ready to accept connections')

/**
 * @param {string} program
 * @param {string} folder
 */
function linkAsServer(program, folder) {
  const link = join(folder, 'redis-server')
  mkdirSync(folder, { recursive: true })
  try {
    if (realpathSync(link) === realpathSync(program)) return link
  } catch {
    // No link yet, or one to a program that is gone.
  }
  // Renaming is one step, so two starts at once cannot disturb each other.
  const made = `${link}.${process.pid}`
  rmSync(made, { force: true })
  symlinkSync(program, made)
  renameSync(made, link)
  return link
}
