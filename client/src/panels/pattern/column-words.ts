/** Column words: what the comparison counts and times, for people. */
import type { COLUMNS } from '@rdd/shared/patterns/labs/compare'
import { ANSWERED, FLUSH_MS, READ, STALE_TTL_MS } from '@rdd/shared/patterns/labs/toll'
import { duration } from '../words.ts'

export type Column = (typeof COLUMNS)[number]

export const columnWords: Record<Column, string> = {
  'calls a read': 'Calls a read of a cached row waits for',
  'calls a miss': 'Calls a read of a row that is not cached waits for',
  'calls a write': 'Calls a write waits for',
  'ms a read': 'Time of a read of a cached row, mean of 20',
  'ms a write': 'Time of a write, mean of 20',
  'statements for ten writes': 'SQL statements that ten writes become',
  'keys cached, unread': 'Of ten rows written, those cached before anybody reads them',
  'database loads': `Database loads that ${READ.reads} reads of ${READ.rows} rows just written cause`,
  'rows behind': 'Of ten rows written, those not yet in the database when the last write is answered',
  'ms behind': `Time from the answer to a write until the database has it; a writer waits up to ${FLUSH_MS} ms`,
  'ms stale': `Time readers get the old row after somebody else changed it, TTL ${STALE_TTL_MS} ms`,
  'lost with the processes': `Of ${ANSWERED} answered writes, those lost when app and writer are killed`,
  'lost with Redis': `Of ${ANSWERED} answered writes, those lost when Redis loses its memory`,
}

/** A figure of a column. A dash: the pattern has nothing to do with it. */
export const figure = (column: Column, value: number | null | undefined): string =>
  value == null ? '–' : column.startsWith('ms') ? duration(value) : String(value)
