/** A redis-server as it comes, with nothing set for us: somebody else's, to attach to. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { findRedis } from '../../scripts/lib/find-redis.mjs'

export interface PlainRedis {
  /** `redis://127.0.0.1:<port>` */
  url: string
  stop(): Promise<void>
}

/** Starts it on a free loopback port and waits until it says that it takes connections. */
export async function startPlainRedis(): Promise<PlainRedis> {
  const program = findRedis()
  if (program === null) throw new Error('There is no redis-server on this machine.')
  const port = await freePort()
  const child = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    argv0: 'redis-server',
  })
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (/Ready to accept connections/i.test(said)) resolve()
    })
    void ended.then(() => reject(new Error(`redis-server ended. It said:\n${said}`)))
  })
  return {
    url: `redis://127.0.0.1:${port}`,
    stop() {
      child.kill('SIGKILL')
      return ended
    },
  }
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
    })
  })
}
