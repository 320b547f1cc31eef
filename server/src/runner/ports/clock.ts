/** The clock and the dice as they are. */
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock, Random } from '@rdd/shared/patterns/ports'

/** `ends`: what wakes every sleeper with an error, when a run is abandoned. */
export const clockPort = (ends: AbortSignal): Clock => ({
  now: () => Date.now(),
  sleep: async ms => {
    await sleep(ms, undefined, { signal: ends })
  },
})
export const randomPort: Random = { next: () => Math.random(), token: () => randomBytes(8).toString('hex') }
