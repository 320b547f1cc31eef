/** Guards: the ways a crowd of readers can be kept from the database, and what each of them does about it. */
import type { Guard } from '@rdd/shared/patterns/labs/measure'

export interface GuardWords {
  guard: Guard
  name: string
  /** What it does, in a sentence or two. */
  does: string
  /** The file in shared/src/patterns that runs, and the function in it. */
  file: string
  runs: string
}

export const guards: readonly GuardWords[] = [
  {
    guard: 'none',
    name: 'No guard',
    does: 'Who finds the key gone loads the row. Until the first load is stored, everybody finds it gone.',
    file: 'cache-aside.notebook.ts',
    runs: 'getUser',
  },
  {
    guard: 'lock',
    name: 'Lock',
    does: 'SET NX lets one reader load. The others wait and look again, so they wait as long as the load takes.',
    file: 'stampede-lock.ts',
    runs: 'getLocked',
  },
  {
    guard: 'early',
    name: 'Early refresh',
    does: 'XFetch: near the end of the TTL each reader throws a die, and one may load before the key is gone. It needs readers who come before the end.',
    file: 'stampede-early.ts',
    runs: 'getEarly',
  },
  {
    guard: 'early-notebook',
    name: 'Early, by age',
    does: 'The notebook’s form: the die is weighed by the age of the entry instead of the time a load takes. It loads far too often.',
    file: 'stampede-early.notebook.ts',
    runs: 'getEarly',
  },
  {
    guard: 'stale',
    name: 'Stale answers',
    does: 'Everybody gets the old value at once. One reader loads the new one in the background.',
    file: 'stampede-stale.ts',
    runs: 'getStale',
  },
]
