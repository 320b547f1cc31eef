/**
 * Which database, in this order: DATABASE_URL; an embedded PostgreSQL. Started when it is first needed, once for all
 * rooms; after a failed start the next one who needs it tries again.
 */
import type { DatabaseStatus } from '@rdd/shared/protocol'
import { type Database, DatabaseError } from './database.ts'
import { startEmbedded } from './embedded.ts'
import { attachPostgres } from './postgres.ts'

export interface DatabaseSource {
  /** The running database; starts it first where need be. @throws DatabaseError */
  open(): Promise<Database>
  status(): DatabaseStatus
  /** Ends it, also one that is just starting. */
  close(): Promise<void>
}

export function databaseSource(env: { DATABASE_URL?: string | undefined }): DatabaseSource {
  let status: DatabaseStatus = { state: 'off' }
  let opened: Promise<Database> | undefined
  const start = async (): Promise<Database> => {
    const progress = (percent: number, doing: string) => {
      status = { state: 'starting', percent, doing }
    }
    progress(0, 'looking for PostgreSQL')
    try {
      const url = env.DATABASE_URL
      const database = url ? await attachPostgres(url) : await startEmbedded(progress)
      status = { state: 'ready', said: database.said }
      return database
    } catch (error) {
      const mend = env.DATABASE_URL ? '' : ' Set DATABASE_URL to a PostgreSQL of yours.'
      const why = `${error instanceof Error ? error.message : error}${mend}`
      status = { state: 'failed', why }
      opened = undefined
      throw error instanceof DatabaseError ? new DatabaseError(why) : error
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
