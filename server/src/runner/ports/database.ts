/** The database port on a real Postgres. Each statement stands once: it is what is run and what the hop shows. */
import type { Database, Draft, Row, Table } from '@rdd/shared/patterns/ports'
import pg from 'pg'
import type { PostgresLink, Statement } from '../postgres-link.ts'

const COLUMNS = 'id, name, detail, version'
const CHANGED = 'name = excluded.name, detail = excluded.detail'

export const statements = {
  find: (table: Table, id: string): Statement => ({
    text: `SELECT ${COLUMNS} FROM ${table} WHERE id = $1`,
    values: [id],
  }),
  save: (table: Table, { id, name, detail }: Draft): Statement => ({
    text: `INSERT INTO ${table} (id, name, detail) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET ${CHANGED}, version = ${table}.version + 1 RETURNING ${COLUMNS}`,
    values: [id, name, detail],
  }),
  saveAll: (table: Table, rows: (Draft & { stamp: string })[]): Statement => ({
    text: `INSERT INTO ${table} (id, name, detail, stamp) VALUES ${rows.map((_, i) => `($${4 * i + 1}, $${4 * i + 2}, $${4 * i + 3}, $${4 * i + 4})`).join(', ')} ON CONFLICT (id) DO UPDATE SET ${CHANGED}, stamp = excluded.stamp, version = ${table}.version + 1 WHERE ${table}.stamp < excluded.stamp`,
    values: rows.flatMap(({ id, name, detail, stamp }) => [id, name, detail, stamp]),
  }),
  remove: (table: Table, id: string): Statement => ({ text: `DELETE FROM ${table} WHERE id = $1`, values: [id] }),
}

/** The statement with its values in place, for reading: `… WHERE id = '1'`. */
export const shown = ({ text, values }: Statement): string =>
  text.replace(/\$(\d+)/g, (_, n: string) => pg.escapeLiteral(values[Number(n) - 1] ?? ''))

export function databasePort(link: PostgresLink): Database {
  const one = async (statement: Statement) =>
    (await link.query<Row & Record<string, unknown>>(statement)).rows[0] ?? null
  return {
    find: (table, id) => one(statements.find(table, id)),
    save: async (table, row) => {
      const saved = await one(statements.save(table, row))
      if (saved === null) throw new Error(`Postgres gave no row back for ${table} ${row.id}.`)
      return saved
    },
    saveAll: async (table, rows) => {
      await link.query(statements.saveAll(table, rows))
    },
    remove: async (table, id) => (await link.query(statements.remove(table, id))).rowCount === 1,
  }
}
