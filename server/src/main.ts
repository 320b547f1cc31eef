/** Main: reads the environment, listens, says where, and ends cleanly. The only place that does. */
import { fileURLToPath } from 'node:url'
import { createApp } from './app.ts'
import { databaseSource } from './database/open.ts'
import { EngineError } from './engine/engine.ts'
import { engineSource } from './engine/source.ts'
import { AccessError, accessFrom } from './http/access.ts'
import { listen, urlOf } from './http/listen.ts'

/** The address to open in a browser; `npm start` does it where there is a desktop. */
export let url: string | undefined

const log = (line: string) => console.error(line)

try {
  const access = accessFrom(process.env)
  const source = await engineSource(process.env)
  const clientDir = process.env.CLIENT_DIR ?? fileURLToPath(new URL('../../client/dist', import.meta.url))
  const database = databaseSource(process.env)
  const app = await createApp({ access, source, database, trust: process.env.REDIS_TRUST === 'full', clientDir, log })
  const port = await listen(app.server, access.host, access.port)
  const stop = async () => {
    await app.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop())
  url = urlOf(access.host, port)
  console.log(`Redis Deep Dive is at ${url}`)
  console.log(`Redis: ${source.said}`)
} catch (error) {
  if (!(error instanceof EngineError || error instanceof AccessError)) throw error
  console.error(error.message)
  process.exit(1)
}
