/** Counters: what one more call of a run counts as. Pure. */
import type { Counters, Hop } from '@rdd/shared/run'

export const zero = (): Counters => ({
  hits: 0,
  misses: 0,
  databaseLoads: 0,
  databaseWrites: 0,
  staleReads: 0,
  lostWrites: 0,
})

/** After a call, as it stands in the pattern's file, was answered. */
export function counted(counters: Counters, call: string, outcome: Hop['outcome']): Counters {
  if (outcome === 'hit') return { ...counters, hits: counters.hits + 1 }
  if (outcome === 'miss') return { ...counters, misses: counters.misses + 1 }
  if (outcome === 'error' || !call.startsWith('database.')) return counters
  return call === 'database.find'
    ? { ...counters, databaseLoads: counters.databaseLoads + 1 }
    : { ...counters, databaseWrites: counters.databaseWrites + 1 }
}
