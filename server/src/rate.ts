/**
 * Rate: how much a page may ask in a second. What is beyond waits for the next second, in order, so that a person who
 * pastes a thousand lines is slowed down and loses none; only a page that does not wait for its answers is refused.
 */
import { Refused } from './refused.ts'

const SECOND = 1_000
const next = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

export class Rate {
  readonly #points: number
  #left: number
  #since = performance.now()
  #waiting = 0
  #turn: Promise<void> = Promise.resolve()

  /** `points`: spent in a second at most, and requests that may wait. */
  constructor(points: number) {
    this.#points = points
    this.#left = points
  }

  /** Resolves when it is the turn of this request; undefined: now. @throws Refused when too many wait already */
  spend(cost: number): Promise<void> | undefined {
    if (this.#waiting === 0 && this.#take(cost)) return undefined
    if (this.#waiting >= this.#points)
      throw new Refused(
        'too-many',
        `More than ${this.#points} requests in a second, and as many that wait.`,
        'Wait for the answers before sending more.',
      )
    this.#waiting += 1
    this.#turn = this.#turn.then(async () => {
      while (!this.#take(cost)) await next(this.#since + SECOND - performance.now())
      this.#waiting -= 1
    })
    return this.#turn
  }

  #take(cost: number): boolean {
    const now = performance.now()
    if (now - this.#since >= SECOND) {
      this.#since = now
      this.#left = this.#points
    }
    if (this.#left < cost) return false
    this.#left -= cost
    return true
  }
}
