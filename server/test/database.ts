/** Real databases for tests: each started by the first test of a file that needs it, gone after the file. */
import { afterAll } from 'vitest'
import { DatabaseError } from '../src/database/database.ts'
import { type DatabaseSource, databaseSource } from '../src/database/open.ts'
import { startPglite } from '../src/database/pglite.ts'

let shared: DatabaseSource | undefined

/** The worker's own embedded PostgreSQL; closing it is left to the worker's last test. */
export function testDatabase(): DatabaseSource {
  if (shared === undefined) {
    const source = databaseSource({})
    shared = { ...source, close: async () => {} }
    afterAll(async () => {
      shared = undefined
      await source.close()
    })
  }
  return shared
}

export const NO_PROGRAMS = 'There is no embedded PostgreSQL for this machine.'

/** What is there where the embedded one cannot run: PGlite. The caller closes it. */
export const withoutPrograms = (): DatabaseSource =>
  databaseSource({}, [() => Promise.reject(new DatabaseError(NO_PROGRAMS)), startPglite])
