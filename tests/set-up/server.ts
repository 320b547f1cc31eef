/** The built server as people run it: a process of its own, on a free port, with a Redis of its own for each room. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { findRedis } from '../../scripts/lib/find-redis.mjs'

const MAIN = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url))
/** What `npm start` runs. */
export const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url))
/** ms for the first line: a loaded machine is slow, not wrong. */
const PATIENCE = 45_000

export type RunningServer = {
  /** `http://127.0.0.1:<port>`, no slash at the end. */
  url: string
  process: ChildProcess
  /** Everything it has printed so far. */
  printed(): string
  /** Its exit code, once it has ended; null when a signal ended it. */
  ended: Promise<number | null>
  /** Ends it as Ctrl-C does. */
  stop(): Promise<number | null>
}

/**
 * Starts the built server and waits for the address it prints.
 * @param env added to the environment; `PORT: '0'` and the private Redis unless it says otherwise
 * @param script the built server itself, or START
 * @throws with all it printed, when it ends or says no address
 */
export async function startServer(env: NodeJS.ProcessEnv = {}, script = MAIN): Promise<RunningServer> {
  const redis = findRedis()
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, PORT: '0', BROWSER: 'none', ...(redis === null ? {} : { REDIS_SERVER: redis }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const ended = new Promise<number | null>(resolve => child.once('close', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    const give = (why: string) => reject(new Error(`The server ${why}. It printed:\n${printed}`))
    const alarm = setTimeout(() => give('printed no address'), PATIENCE)
    const hear = (text: string) => {
      printed += text
      const address = /http:\/\/[^\s/]+:\d+/.exec(printed)?.[0]
      if (address === undefined) return
      clearTimeout(alarm)
      resolve(address)
    }
    child.stdout.setEncoding('utf8').on('data', hear)
    child.stderr.setEncoding('utf8').on('data', hear)
    void ended.then(code => {
      clearTimeout(alarm)
      give(`ended with exit code ${code}`)
    })
  })
  return {
    url,
    process: child,
    printed: () => printed,
    ended,
    stop() {
      child.kill('SIGINT')
      return ended
    },
  }
}
