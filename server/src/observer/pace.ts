/** Pace: when the observer takes its next turn. Turns never overlap, and what cannot wait goes ahead of what can. */

/** ms between ticks. */
export const TICK = 16

export class Pace {
  readonly #turn: () => Promise<void>
  readonly #rest: () => number
  #timer: NodeJS.Timeout | undefined
  /** When the timer fires, ms of performance.now(). */
  #due = 0
  #running = false
  #stopped = false
  #last = performance.now()

  /**
   * @param turn it must not fail
   * @param rest ms that may pass after a turn before the next one, asked when it is over
   */
  constructor(turn: () => Promise<void>, rest: () => number) {
    this.#turn = turn
    this.#rest = rest
  }

  get running(): boolean {
    return this.#running
  }

  /** A turn no sooner than `delay` ms after the last lap, unless an earlier one is set; 0: at once. */
  next(delay: number): void {
    // the end of the turn under way asks again
    if (this.#running || this.#stopped) return
    const now = performance.now()
    const due = delay === 0 ? now : Math.max(now, this.#last + delay)
    if (this.#timer !== undefined && this.#due <= due) return
    clearTimeout(this.#timer)
    this.#due = due
    if (delay === 0) void this.#run()
    else this.#timer = setTimeout(() => void this.#run(), due - now)
  }

  /** ms since the last lap. */
  lap(): number {
    const now = performance.now()
    const ms = now - this.#last
    this.#last = now
    return ms
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  async #run(): Promise<void> {
    this.#timer = undefined
    this.#running = true
    await this.#turn()
    this.#running = false
    this.next(this.#rest())
  }
}
