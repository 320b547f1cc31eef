/** Write: an item of the write-behind queue, and what a writer makes of a batch of them. */
import * as z from 'zod/mini'
import type { Draft, Entry, Table } from './ports.ts'

export const Write = z.object({
  table: z.enum(['users', 'products']),
  id: z.string(),
  name: z.string(),
  detail: z.string(),
})
export type Write = z.infer<typeof Write>

/** For each table its rows, of each row the newest: a row written ten times is saved once. Throws on a broken item. */
export function newestOfEach(batch: readonly Entry[]): Map<Table, (Draft & { stamp: string })[]> {
  const newest = new Map<string, Write & { stamp: string }>()
  for (const { id, item } of batch) {
    const write = Write.parse(JSON.parse(item))
    const stamp = stampOf(id)
    const name = `${write.table}:${write.id}`
    if (stamp > (newest.get(name)?.stamp ?? '')) newest.set(name, { ...write, stamp })
  }
  const tables = new Map<Table, (Write & { stamp: string })[]>()
  for (const write of newest.values()) tables.set(write.table, [...(tables.get(write.table) ?? []), write])
  return tables
}

/** A stream id as text that sorts as the ids do: batches may come late, or twice. */
export function stampOf(id: string): string {
  const [ms = '', n = ''] = id.split('-')
  return `${ms.padStart(15, '0')}-${n.padStart(10, '0')}`
}

/**
 * Whether the item itself is at fault, so that no retry will help: it cannot be read, or Postgres refuses its values
 * (SQLSTATE classes 22 and 23). Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function isRefusal(error: unknown): boolean {
  if (error instanceof SyntaxError || error instanceof z.core.$ZodError) return true
  return error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code))
}
