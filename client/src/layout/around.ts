/**
 * Around: what a card shows besides the view of its key: who waits for it, what was just read of it, and the lens a person
 * looks through. Equal ones are the same object, so a card is laid out anew only when something about it changed.
 */
import type { Span } from '@rdd/shared/keyspace/change'
import type { Instant } from '@rdd/shared/time'

/** A client blocked on a key. */
export interface Waiter {
  name: string
  /** What it runs, `BLPOP queue:jobs 5`. */
  command: string
  /** ms since the epoch on Redis's clock. */
  since: Instant
  /** When it gives up; absent: never. */
  until?: Instant
  /** Of whom one is served, of a list or a stream's consumer group; copy: each reader of a stream is. */
  served: 'one' | 'copy' | { group: string }
}

/** value: what the key holds. bits: a string as the bits SETBIT and BITCOUNT count. encoding: how Redis keeps it. */
export type Lens = 'value' | 'bits' | 'encoding'

export interface Around {
  /** The longest waiting first: the order in which Redis will serve them. */
  waiting: readonly Waiter[]
  /** What the fact at the playhead read of it. */
  spans: readonly Span[]
  lens: Lens
  /** The thresholds in force, by their names in CONFIG; undefined where they are not known, or not asked for. */
  limits: ReadonlyMap<string, string> | undefined
}

/** A card by itself. */
export const alone: Around = { waiting: [], spans: [], lens: 'value', limits: undefined }

const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a === b ||
  (a.length === b.length && a.every((item, i) => item === b[i] || JSON.stringify(item) === JSON.stringify(b[i])))

/** Whether two say the same. */
export const sameAround = (a: Around, b: Around): boolean =>
  a === b ||
  (a.lens === b.lens && a.limits === b.limits && sameItems(a.waiting, b.waiting) && sameItems(a.spans, b.spans))
