/** The built server as people run it: a process of its own, on a free port, with a Redis of its own for each room. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { findRedis } from '../../scripts/lib/find-redis.mjs'

const MAIN = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url))
/** ms for the first line. */
const PATIENCE = 15_000

export type RunningServer = {
  /** `http://127.0.0.1:<port>`, no slash at the end. */
  url: string
  process: ChildProcess
  /** Everything it has printed so far: for the message of a failed test. */
  printed(): string
  /** Ends it as Ctrl-C does. */
  stop(): Promise<void>
}

/**
 * Starts the built server and waits for the address it prints.
 * @param env added to the environment; `PORT: '0'` and the private Redis unless it says otherwise
 */
export async function startServer(env: NodeJS.ProcessEnv = {}): Promise<RunningServer> {
  const redis = findRedis()
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, PORT: '0', BROWSER: 'none', ...(redis === null ? {} : { REDIS_SERVER: redis }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
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
    void ended.then(() => {
      clearTimeout(alarm)
      give('ended')
    })
  })
  return {
    url,
    process: child,
    printed: () => printed,
    stop() {
      child.kill('SIGINT')
      return ended
    },
  }
}
