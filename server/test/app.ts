/** The whole server on a free port, with real Redis processes of its own: started for one test or file, gone after it. */
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { Redis } from 'ioredis'
import { onTestFinished } from 'vitest'
import { createApp } from '../src/app.ts'
import { type DatabaseSource, databaseSource } from '../src/database/open.ts'
import type { Engine } from '../src/engine/engine.ts'
import { type EngineSource, engineSource } from '../src/engine/source.ts'
import { listen } from '../src/http/listen.ts'
import { redisOptions } from '../src/redis/probe.ts'
import { Page, type PageOptions } from './page.ts'

export interface TestApp {
  port: number
  /** What the server logged. */
  logged: string[]
  /** Where its rooms get their engines. */
  source: EngineSource
  /** The engines it has, the default room's first; how many it asked for. */
  engines: Engine[]
  opened: number
  /** A page that has joined, and leaves when the test is over. */
  page(options?: Partial<PageOptions>): Promise<Page>
  /** A page that is connected and has not joined. */
  stranger(): Page
  /** Another program on the default room's Redis, as it is now. It does not reconnect. */
  program(): Redis
  /** Process id of the default room's Redis, as it is now. */
  processId(): Promise<number>
  /** HTTP, as the page asks. */
  get(path: string): Promise<{ status: number; body: string }>
  /** Sends these bytes to the port; resolves with all that came back when the server closes. */
  raw(bytes: string | Buffer): Promise<string>
  close(): Promise<void>
}

export interface TestAppOptions {
  /** redis://… : attached to it. Without: own. */
  url?: string
  trust?: boolean
  /** Closed with the app. Without: an embedded one of its own, started when it is needed. */
  database?: DatabaseSource
}

/** @param whenOver registers the end of the app: `onTestFinished` of the test, or the file's own `afterAll` */
export async function startApp(
  { url, trust = false, database = databaseSource({}) }: TestAppOptions = {},
  whenOver: (end: () => Promise<void>) => void = onTestFinished,
): Promise<TestApp> {
  const { PATH, REDIS_SERVER } = process.env
  const source = await engineSource({ PATH, ...(url ? { REDIS_URL: url } : { REDIS_SERVER }) })
  const engines: Engine[] = []
  let opened = 0
  const watched: EngineSource = {
    ...source,
    open: async () => {
      opened += 1
      const engine = await source.open()
      engines.push(engine)
      return engine
    },
  }
  const logged: string[] = []
  const access = { host: '127.0.0.1', port: 0, token: null, names: [] }
  const log = (line: string) => logged.push(line)
  const app = await createApp({ access, source: watched, database, trust, clientDir: tmpdir(), log })
  const port = await listen(app.server, access.host, 0)
  const pages: Page[] = []
  const programs: Redis[] = []
  const program = () => {
    const [engine] = engines
    if (engine === undefined) throw new Error('no engine was opened')
    const redis = new Redis({ ...redisOptions(engine.address), retryStrategy: () => null })
    // its end may be what the test is about
    redis.on('error', () => {})
    programs.push(redis)
    return redis
  }
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= app.close()
    return closing
  }
  whenOver(async () => {
    for (const page of pages) page.leave()
    for (const redis of programs) redis.disconnect()
    await close()
  })
  return {
    port,
    logged,
    source: watched,
    engines,
    get opened() {
      return opened
    },
    close,
    async page(options = {}) {
      const page = new Page({ port, ...options })
      pages.push(page)
      await page.join()
      return page
    },
    stranger() {
      const page = new Page({ port })
      pages.push(page)
      return page
    },
    program,
    async processId() {
      const redis = program()
      const pid = /^process_id:(\d+)/m.exec(await redis.info('server'))?.[1]
      redis.disconnect()
      return Number(pid)
    },
    async get(path) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`)
      return { status: response.status, body: await response.text() }
    },
    raw: bytes =>
      new Promise(resolve => {
        const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
        let said = ''
        socket.on('data', data => {
          said += data.toString('latin1')
        })
        socket.on('error', () => {})
        socket.on('close', () => resolve(said))
      }),
  }
}
