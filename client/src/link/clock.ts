/**
 * Clock: Redis's clock, as this page knows it. Each answer to a `clock` request was read somewhere between sending and
 * receiving, which bounds the difference to the page's own steady clock (performance.now, which no change of the wall
 * clock moves) from both sides; the bounds of all answers together are narrower than any round trip.
 */
import { type Instant, instant } from '@rdd/shared/time'

export class Clock {
  readonly #now: () => number
  /** Bounds of (Redis's clock - ours), ms. */
  #low: number
  #high: number

  /** `now`: a steady clock in ms. `wall`: a first guess in ms since the epoch, until the first answer. */
  constructor(now: () => number, wall: number) {
    this.#now = now
    this.#low = wall - now()
    this.#high = this.#low
  }

  /** An answer: Redis said `at` (give or take `errorMs`) between `sent` and `got`, ms on the steady clock. */
  sample(sent: number, got: number, at: Instant, errorMs: number): void {
    const low = at - errorMs - got
    const high = at + errorMs - sent
    const apart = low > this.#high || high < this.#low
    // Bounds that no longer meet: the machine slept, a clock drifted, or this is the first answer. The newest is right.
    this.#low = apart ? low : Math.max(low, this.#low)
    this.#high = apart ? high : Math.min(high, this.#high)
  }

  /** Redis's clock now. */
  redisNow(): Instant {
    return instant(this.#now() + (this.#low + this.#high) / 2)
  }

  /** Half the width of what is known, ms: how wrong `redisNow` can be. */
  get errorMs(): number {
    return (this.#high - this.#low) / 2
  }
}
