/**
 * Rows: one room's tables, in a schema of its own: users and products as the notebook has them. Read and changed here
 * over our own pool, at any moment of a run; the pattern under study has connections of its own.
 */
import { randomBytes } from 'node:crypto'
import type { Row, Table } from '@rdd/shared/patterns/ports'
import type { Tables } from '@rdd/shared/run'
import type { Database } from './database.ts'

const TABLES: readonly Table[] = ['users', 'products']
/** `stamp`: the highest a row was saved with, which late batches are compared with. */
const COLUMNS =
  'id text PRIMARY KEY, name text NOT NULL, detail text NOT NULL, version int NOT NULL DEFAULT 1, stamp text COLLATE "C" NOT NULL DEFAULT \'\''
const SEED: Tables = {
  users: [
    { id: '1', name: 'Alice', detail: 'alice@example.com', version: 1 },
    { id: '2', name: 'Bob', detail: 'bob@example.com', version: 1 },
    { id: '3', name: 'Carol', detail: 'carol@example.com', version: 1 },
  ],
  // prices in cents: money is never a float
  products: [
    { id: '1', name: 'Widget', detail: '1999', version: 1 },
    { id: '2', name: 'Gadget', detail: '4999', version: 1 },
    { id: '3', name: 'Gizmo', detail: '999', version: 1 },
  ],
}

export class Rows {
  readonly schema: string
  readonly #database: Database

  private constructor(database: Database, schema: string) {
    this.#database = database
    this.schema = schema
  }

  /** Makes the schema, with the first rows in it. */
  static async create(database: Database): Promise<Rows> {
    const rows = new Rows(database, `rdd_${randomBytes(6).toString('hex')}`)
    const made = TABLES.map(table => `CREATE TABLE ${rows.schema}.${table} (${COLUMNS})`)
    await database.pool.query([`CREATE SCHEMA ${rows.schema}`, ...made].join('; '))
    await rows.seed()
    return rows
  }

  /** All rows, by id. At most 200 of each table. */
  async read(): Promise<Tables> {
    const [users, products] = await Promise.all(TABLES.map(table => this.#list(table)))
    return { users: users ?? [], products: products ?? [] }
  }

  async find(table: Table, id: string): Promise<Row | null> {
    const { rows } = await this.#database.pool.query<Row>(
      `SELECT id, name, detail, version FROM ${this.schema}.${table} WHERE id = $1`,
      [id],
    )
    return rows[0] ?? null
  }

  /** Changes a row behind everybody's back; null when there is none. */
  async change(table: Table, id: string, detail: string): Promise<Row | null> {
    const { rows } = await this.#database.pool.query<Row>(
      `UPDATE ${this.schema}.${table} SET detail = $2, version = version + 1 WHERE id = $1 RETURNING id, name, detail, version`,
      [id, detail],
    )
    return rows[0] ?? null
  }

  /** Exactly these rows, versions and all, in one transaction. */
  async restore(tables: Tables): Promise<void> {
    const client = await this.#database.pool.connect()
    try {
      await client.query('BEGIN')
      for (const table of TABLES) {
        await client.query(`DELETE FROM ${this.schema}.${table}`)
        await client.query(
          `INSERT INTO ${this.schema}.${table} (id, name, detail, version) SELECT * FROM json_to_recordset($1) AS row(id text, name text, detail text, version int)`,
          [JSON.stringify(tables[table])],
        )
      }
      await client.query('COMMIT')
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {})
      throw error
    } finally {
      client.release()
    }
  }

  /** The rows every room begins with. */
  seed(): Promise<void> {
    return this.restore(SEED)
  }

  async drop(): Promise<void> {
    await this.#database.pool.query(`DROP SCHEMA IF EXISTS ${this.schema} CASCADE`)
  }

  async #list(table: Table): Promise<Row[]> {
    const { rows } = await this.#database.pool.query<Row>(
      `SELECT id, name, detail, version FROM ${this.schema}.${table} ORDER BY length(id), id LIMIT 200`,
    )
    return rows
  }
}
