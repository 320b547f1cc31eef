/**
 * PGlite: PostgreSQL as WebAssembly, where the programs of the embedded one cannot run. In a thread of its own, behind a
 * loopback port that speaks Postgres's protocol, so that all that is done with a database is done with this one too.
 */
import { once } from 'node:events'
import { type Database, DatabaseError, type Progress, poolOf } from './database.ts'
import { pgliteWorker } from './pglite-program.ts'
import { PgliteServer } from './pglite-server.ts'

/** ms before a start is given up. */
const START_TIMEOUT = 60_000

/** @throws DatabaseError when it does not start */
export async function startPglite(progress: Progress): Promise<Database> {
  progress(10, 'starting PGlite, a PostgreSQL in WebAssembly')
  const worker = pgliteWorker()
  try {
    await once(worker, 'message', { signal: AbortSignal.timeout(START_TIMEOUT) })
  } catch (error) {
    await worker.terminate()
    throw new DatabaseError(`PGlite did not start: ${error instanceof Error ? error.message : error}.`)
  }
  const { server, port } = await PgliteServer.open(worker)
  const reached = { login: { user: 'postgres', database: 'postgres' }, target: { host: '127.0.0.1', port } }
  const pool = poolOf(reached)
  const { rows } = await pool.query<{ server_version: string }>('SHOW server_version')
  return {
    said: `PGlite, PostgreSQL ${rows[0]?.server_version.split(' ')[0]} in WebAssembly`,
    ...reached,
    pool,
    stop: async () => {
      await pool.end()
      server.close()
      await worker.terminate()
    },
  }
}
