/** Losses: whether an answer is what the database holds, and which acknowledged writes are nowhere to be found. Pure. */
import type { Row, Table } from '@rdd/shared/patterns/ports'
import type { Tables } from '@rdd/shared/run'

/** A write the app was told is done. */
export interface Written {
  table: Table
  id: string
  name: string
  detail: string
}

/** Whether an answer (JSON of a row, or `null`) is another than the row of that moment. Versions are not compared. */
export function differs(answer: string, row: Row | null): boolean {
  const said: unknown = JSON.parse(answer)
  if (typeof said !== 'object' || said === null) return row !== null
  return row === null || !('name' in said && said.name === row.name && 'detail' in said && said.detail === row.detail)
}

/** Of the writes, in the order they were acknowledged, those that neither reached their row nor were written over. */
export function unstored(written: readonly Written[], tables: Tables): Written[] {
  return written.filter((write, i) => {
    const row = tables[write.table].find(({ id }) => id === write.id)
    const same = written.slice(i).filter(({ table, id }) => table === write.table && id === write.id)
    return !same.some(({ name, detail }) => row?.name === name && row.detail === detail)
  })
}

/** Of the writes that reached no row, those that no item of a queue holds either. */
export const lost = (unstored: readonly Written[], items: readonly string[]): Written[] =>
  unstored.filter(
    ({ id, name, detail }) =>
      !items.some(item => [id, name, detail].every(part => item.includes(JSON.stringify(part)))),
  )
