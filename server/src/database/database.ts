/**
 * Database: where the rows of the caching patterns live. One for the server, started when a pattern is first opened; a
 * schema for each room. A room knows only this contract: PostgreSQL behind DATABASE_URL, or one of our own.
 */
import { type ClientConfig, Pool } from 'pg'

/** Where a connection goes: what a wire stands in front of. */
export type Target = { host: string; port: number } | { path: string }

export interface Database {
  /** For people: `PostgreSQL 18.4, embedded`. Never with a password. */
  readonly said: string
  /** What `pg` needs besides where: user, password, database, TLS. */
  readonly login: Pick<ClientConfig, 'user' | 'password' | 'database' | 'ssl'>
  readonly target: Target
  /** For our own questions. What a pattern asks goes over connections of its own. */
  readonly pool: Pool
  /** Ends the pool, and the server where it is ours. Nothing is left behind. */
  stop(): Promise<void>
}

/** How far a start is: percent, and what is being done. */
export type Progress = (percent: number, doing: string) => void

/** A database that could not be had, with what to do about it. The message is for people. */
export class DatabaseError extends Error {
  override name = 'DatabaseError'
}

/** ms a connection may take, a statement may run, and an answer may stay away. A pattern waits no longer. */
export const PATIENCE = { connect: 5_000, statement: 5_000, answer: 6_000 }

/** Options of `pg` for connections that speak to one schema (absent: none in particular) and never wait for ever. */
export function clientOptions({ login, target }: Pick<Database, 'login' | 'target'>, schema?: string): ClientConfig {
  return {
    ...login,
    // of a socket's path, pg wants the folder and the port that ends its name
    ...('path' in target ? socketOf(target.path) : target),
    connectionTimeoutMillis: PATIENCE.connect,
    statement_timeout: PATIENCE.statement,
    query_timeout: PATIENCE.answer,
    application_name: 'redis-deep-dive',
    ...(schema !== undefined && { options: `-c search_path=${schema}` }),
  }
}

/** Up to ten connections for our own questions. */
export function poolOf(reached: Pick<Database, 'login' | 'target'>): Pool {
  const pool = new Pool({ ...clientOptions(reached), max: 10 })
  // an idle connection that ends is replaced when one is needed
  pool.on('error', () => {})
  return pool
}

function socketOf(path: string): { host: string; port: number } {
  const [, host = '', port = ''] = /^(.*)\/\.s\.PGSQL\.(\d+)$/.exec(path) ?? []
  return { host, port: Number(port) }
}
