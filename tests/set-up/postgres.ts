/** A real PostgreSQL server, reached over TCP: what DATABASE_URL names, and a witness of what is true in it. */
import type { Pool } from 'pg'
import { startEmbedded } from '../../server/src/database/embedded.ts'
import { Wire } from '../../server/src/runner/wire.ts'

export interface Postgres {
  /** `postgres://…@127.0.0.1:<port>/postgres` */
  url: string
  pool: Pool
  stop(): Promise<void>
}

export async function startPostgres(): Promise<Postgres> {
  const { target, pool, stop } = await startEmbedded(() => {})
  const wire = await Wire.open({ target: () => target, onOpen: () => {} })
  return {
    url: `postgres://postgres@127.0.0.1:${wire.near.port}/postgres`,
    pool,
    async stop() {
      wire.cut()
      await stop()
    },
  }
}
