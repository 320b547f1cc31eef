/** A real PostgreSQL for tests: one for each worker, started by the first test that needs it, gone with the worker. */
import { afterAll } from 'vitest'
import { type DatabaseSource, databaseSource } from '../src/database/open.ts'

/** What ends with the calling test file is only what was made of it: the server itself ends with its process. */
export function testDatabase(): DatabaseSource {
  const source = databaseSource({})
  afterAll(() => source.close())
  return source
}
