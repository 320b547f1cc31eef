/**
 * Time. Redis's clock is the only clock of the log: expiry instants, facts and the ring of a TTL all live on it, so a
 * browser whose own clock is wrong still counts down right.
 */
import * as z from 'zod/mini'

/** A moment: ms since the Unix epoch on the clock of the Redis server (TIME), never of the browser. */
export const Instant = z.number().brand<'Instant'>()
export type Instant = z.infer<typeof Instant>

/** The one place a plain number becomes an Instant. The caller vouches that it is on Redis's clock. */
export const instant = (ms: number): Instant => ms as Instant
