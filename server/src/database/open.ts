/**
 * Which database, in this order: DATABASE_URL; an embedded PostgreSQL; PGlite, where the programs of that one cannot run.
 * Started when it is first needed, once for all rooms; after a failed start the next one who needs it tries again.
 */
import type { DatabaseStatus } from '@rdd/shared/protocol'
import { type Database, DatabaseError, type Progress } from './database.ts'
import { startEmbedded } from './embedded.ts'
import { startPglite } from './pglite.ts'
import { attachPostgres } from './postgres.ts'

export interface DatabaseSource {
  /** The running database; starts it first where need be. @throws DatabaseError */
  open(): Promise<Database>
  status(): DatabaseStatus
  /** Ends it, also one that is just starting. */
  close(): Promise<void>
}

/** Ours, the one to prefer first. */
type Starts = readonly [embedded: (progress: Progress) => Promise<Database>, instead: typeof startPglite]

export function databaseSource(
  env: { DATABASE_URL?: string | undefined },
  [embedded, instead]: Starts = [startEmbedded, startPglite],
): DatabaseSource {
  let status: DatabaseStatus = { state: 'off' }
  let opened: Promise<Database> | undefined
  const start = async (): Promise<Database> => {
    const progress = (percent: number, doing: string) => {
      status = { state: 'starting', percent, doing }
    }
    progress(0, 'looking for PostgreSQL')
    try {
      const url = env.DATABASE_URL
      if (url) {
        const database = await attachPostgres(url)
        status = { state: 'ready', said: database.said }
        return database
      }
      const { database, why } = await own(progress)
      status = { state: 'ready', said: database.said, ...(why && { why }) }
      return database
    } catch (error) {
      const mend = env.DATABASE_URL ? '' : ' Set DATABASE_URL to a PostgreSQL of yours.'
      const why = `${error instanceof Error ? error.message : error}${mend}`
      status = { state: 'failed', why }
      opened = undefined
      throw error instanceof DatabaseError ? new DatabaseError(why) : error
    }
  }
  /** @returns with `why` where it is not the one to prefer */
  const own = async (progress: Progress): Promise<{ database: Database; why?: string }> => {
    try {
      return { database: await embedded(progress) }
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      try {
        return { database: await instead(progress), why: error.message }
      } catch (second) {
        throw new DatabaseError(`${error.message} ${second instanceof Error ? second.message : second}`)
      }
    }
  }
  return {
    open: () => {
      opened ??= start()
      return opened
    },
    status: () => status,
    close: async () => {
      await opened?.then(
        database => database.stop(),
        () => {},
      )
    },
  }
}
