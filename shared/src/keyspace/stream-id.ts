/**
 * Ids of stream entries: `ms-seq`, two numbers of up to 64 bits. They only rise, so their order is the order of the log.
 * Source: https://redis.io/docs/latest/develop/data-types/streams/#entry-ids
 */

const LAST_SEQ = '18446744073709551615'

/** Order of two entry ids. Decimal numbers are compared as text, so that none is rounded. */
export function compareIds(a: string, b: string): number {
  const number = (x: string, y: string) => x.length - y.length || (x < y ? -1 : x > y ? 1 : 0)
  const [aMs = '', aSeq = ''] = a.split('-')
  const [bMs = '', bSeq = ''] = b.split('-')
  return number(aMs, bMs) || number(aSeq, bSeq)
}

/** ms since the epoch, where the id was made by the clock; rounded past 2^53. */
export const msOf = (id: string): number => Number(id.split('-')[0])

/**
 * Whether an id lies at or after the start of a range as XRANGE takes it: `-`, `5`, `5-1`, `(5-1`. An id without a counter
 * starts at its first entry.
 */
export function isFrom(id: string, bound: string): boolean {
  if (bound === '-') return true
  if (bound === '+') return false
  const open = bound.startsWith('(')
  const text = open ? bound.slice(1) : bound
  const order = compareIds(id, text.includes('-') ? text : `${text}-0`)
  return open ? order > 0 : order >= 0
}

/** Whether an id lies at or before the end of a range; one without a counter ends at its last entry. */
export function isTo(id: string, bound: string): boolean {
  if (bound === '+') return true
  if (bound === '-') return false
  const open = bound.startsWith('(')
  const text = open ? bound.slice(1) : bound
  const order = compareIds(id, text.includes('-') ? text : `${text}-${LAST_SEQ}`)
  return open ? order < 0 : order <= 0
}
