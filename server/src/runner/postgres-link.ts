/**
 * PostgresLink: one app's connection to Postgres, made when it is first needed and again after it was lost. It retries
 * nothing and hides nothing: what pg says is what the pattern gets.
 */
import { Client, type QueryResult, type QueryResultRow } from 'pg'
import { clientOptions, type Database } from '../database/database.ts'
import type { Wire } from './wire.ts'

export interface Statement {
  text: string
  values: string[]
}

export class PostgresLink {
  readonly #wire: Wire
  readonly #database: Database
  readonly #schema: string
  readonly #name: string
  #client: Promise<Client> | undefined
  #closed = false

  /** `name`: its application_name, as pg_stat_activity shows it. */
  constructor(wire: Wire, database: Database, schema: string, name: string) {
    this.#wire = wire
    this.#database = database
    this.#schema = schema
    this.#name = name
  }

  /** @throws what Postgres answers, or why the connection is gone */
  async query<R extends QueryResultRow>(statement: Statement): Promise<QueryResult<R>> {
    const client = await this.#open()
    return client.query<R>(statement)
  }

  /** Connects where it is not connected. @throws why it cannot */
  async ready(): Promise<void> {
    await this.#open()
  }

  /** Ends the connection for good, even one that waits for an answer. */
  close(): void {
    this.#closed = true
    this.#client?.then(drop, () => {})
  }

  #open(): Promise<Client> {
    if (this.#closed) return Promise.reject(new Error('Connection is closed.'))
    this.#client ??= this.#connect()
    return this.#client
  }

  async #connect(): Promise<Client> {
    const { target, login } = this.#database
    const ssl =
      login.ssl && 'host' in target ? { ...(login.ssl === true ? {} : login.ssl), servername: target.host } : false
    const client = new Client({
      ...clientOptions({ login: { ...login, ssl }, target: this.#wire.near }, this.#schema),
      application_name: this.#name,
    })
    const forget = () => {
      this.#client = undefined
    }
    client.on('error', forget)
    client.on('end', forget)
    try {
      await client.connect()
    } catch (error) {
      forget()
      drop(client)
      throw error
    }
    if (this.#closed) {
      drop(client)
      throw new Error('Connection is closed.')
    }
    return client
  }
}

/** At once, even in the middle of a query. */
function drop(client: Client): void {
  client.end().catch(() => {})
  client.connection.stream.destroy()
}
