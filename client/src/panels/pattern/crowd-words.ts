/** Crowd words: the conditions and the figures of a crowd, for people: in its charts and as text. */

import type { Measured } from '@rdd/shared/patterns/labs/measure'
import { counted, duration } from '../words.ts'
import type { Conditions } from './experiment.ts'
import { guards } from './guards.ts'
import { percentile } from './percentile.ts'

/** Half of the readers waited at most p50, 95 of 100 at most p95, all at most max. */
export const MARKS = [
  ['p50', 0.5],
  ['p95', 0.95],
  ['max', 1],
] as const

export const guardName = (guard: Measured['guard']) => guards.find(one => one.guard === guard)?.name ?? guard

/** What one guard's readers waited, ms. */
export function waitsOf({ readers }: Measured) {
  const waits = readers.map(({ ms }) => ms)
  return MARKS.map(([name, part]) => ({ name, ms: percentile(waits, part) }))
}

/** The server's clock counts whole ms. */
export const waited = (ms: number) => (ms < 1 ? '< 1 ms' : ms < 1000 ? `${Math.round(ms)} ms` : duration(ms))

export function conditionWords({ readers, spreadMs, addedMs }: Conditions): string {
  const when = spreadMs === 0 ? 'all at once' : `over ${spreadMs / 1000} s`
  const added = addedMs > 0 ? `The database answers ${addedMs} ms later than it could. ` : ''
  return `${counted(readers, 'reader')}, ${when}. ${added}The rest is measured.`
}
