/** RedisClock: the time at Redis, known by what it said last and by our own steady clock since. */
import { type Instant, instant } from '@rdd/shared/time'
import type { Probe } from '../redis/probe.ts'
import { integer, list } from '../redis/raw.ts'

export class RedisClock {
  readonly #earliest: () => Instant
  /** Redis's clock against our steady one. */
  #offset = 0

  /** `earliest`: the time is never told as before that, whatever the clocks do. */
  constructor(earliest: () => Instant) {
    this.#earliest = earliest
  }

  /** Redis's clock now, as well as we know it. */
  now(): Instant {
    return instant(Math.max(this.#earliest(), Math.round(performance.now() + this.#offset)))
  }

  /** Redis just said that it is `at`, ms. */
  set(at: number): void {
    this.#offset = at - performance.now()
  }

  async ask(probe: Probe): Promise<void> {
    const [seconds, micros] = list(await probe.call('TIME'))
    this.set(integer(seconds) * 1000 + integer(micros) / 1000)
  }
}
