/** Postgres: somebody's PostgreSQL server, named by DATABASE_URL. What is ours there is a schema for each room. */
import { Client } from 'pg'
import { type Database, DatabaseError, poolOf } from './database.ts'

/** @throws DatabaseError when it cannot be used: what happened and what to do, never with the password */
export async function attachPostgres(url: string): Promise<Database> {
  const given = read(url)
  // pg-connection-string leaves the folder of a socket as the host
  const target = given.host.startsWith('/')
    ? { path: `${given.host}/.s.PGSQL.${given.port}` }
    : { host: given.host, port: given.port }
  const login = {
    user: given.user,
    password: given.password ?? undefined,
    database: given.database,
    ssl: given.ssl,
  }
  const shown = `${given.host}:${given.port}/${given.database}`
  const pool = poolOf({ login, target })
  try {
    const { rows } = await pool.query<{ server_version: string }>('SHOW server_version')
    const version = rows[0]?.server_version.split(' ')[0] ?? ''
    return { said: `PostgreSQL ${version} at ${shown}`, login, target, pool, stop: () => pool.end() }
  } catch (error) {
    await pool.end()
    const why = error instanceof Error ? error.message || error.name : String(error)
    throw new DatabaseError(
      `DATABASE_URL names a PostgreSQL at ${shown} that cannot be used: ${why}. Start it or correct DATABASE_URL; without DATABASE_URL an embedded one is used.`,
    )
  }
}

function read(url: string): Client {
  try {
    if (!/^postgres(ql)?:\/\//.test(url)) throw new Error('not such a URL')
    return new Client({ connectionString: url })
  } catch {
    throw new DatabaseError(
      'DATABASE_URL cannot be read. It looks like postgres://user:password@host:5432/database (special characters of the password %-encoded).',
    )
  }
}
