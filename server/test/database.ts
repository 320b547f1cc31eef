/** A real PostgreSQL for tests: one for a test file, started by the first test that needs it, gone after the file. */
import { afterAll } from 'vitest'
import { type DatabaseSource, databaseSource } from '../src/database/open.ts'

let shared: DatabaseSource | undefined

/** The worker's own; closing it is left to the worker's last test. */
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
