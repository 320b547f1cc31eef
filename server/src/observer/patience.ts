/**
 * Patience: questions to a Redis that one script or command may keep busy. They are asked again until it answers, and it is
 * told when it does not.
 */
import { setTimeout as sleep } from 'node:timers/promises'

/** ms an answer may take before Redis counts as busy; ms before one that answers BUSY is asked again. */
const SLOW = 1_000
const AGAIN = 100

export class Patience {
  readonly #onBusy: (busy: boolean) => void
  #busy = false
  #ended = false

  /** `onBusy`: Redis answers BUSY, or not at all for a second (true); it answers again (false). */
  constructor(onBusy: (busy: boolean) => void) {
    this.#onBusy = onBusy
  }

  /** @throws what Redis answers, BUSY excepted for as long as there is patience */
  async ask<T>(question: () => Promise<T>): Promise<T> {
    for (;;) {
      const alarm = setTimeout(() => this.#busyIs(true), SLOW)
      try {
        const answer = await question()
        this.#busyIs(false)
        return answer
      } catch (error) {
        if (this.#ended || !(error instanceof Error && error.message.startsWith('BUSY'))) throw error
        this.#busyIs(true)
        await sleep(AGAIN)
      } finally {
        clearTimeout(alarm)
      }
    }
  }

  /** From now on BUSY is an error as any other, and nobody is told. */
  end(): void {
    this.#ended = true
  }

  #busyIs(busy: boolean): void {
    if (busy === this.#busy || this.#ended) return
    this.#busy = busy
    this.#onBusy(busy)
  }
}
