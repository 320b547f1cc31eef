/** Wanted: full reads and resets that were asked for, and who waits for them. What several ask for is done once. */
import type { Actor, FactOf } from '@rdd/shared/fact'

export type SyncReason = FactOf<'sync'>['reason']
/** A full read, by its reason, or a reset, by who asked for it. */
export type What = SyncReason | Actor

interface Wish {
  what: What
  done(): void
  lost(error: Error): void
}

export class Wanted {
  #wishes: Wish[] = []
  readonly #onWish: () => void
  /** Why nothing more will be done. */
  #lost: Error | undefined

  constructor(onWish: () => void) {
    this.#onWish = onWish
  }

  get isEmpty(): boolean {
    return this.#wishes.length === 0
  }

  /** Nobody waits for it. */
  add(what: What): void {
    this.#wish({ what, done: () => {}, lost: () => {} })
  }

  /** Resolves once it is done. @throws what `lose` is given */
  wait(what: What): Promise<void> {
    return new Promise((done, lost) => this.#wish({ what, done, lost }))
  }

  /** Does all that is wanted by now. What fails stays wanted. @throws what `act` throws */
  async serve(act: (what: What) => Promise<void>): Promise<void> {
    const wishes = this.#wishes.splice(0)
    try {
      for (const what of new Set(wishes.map(({ what }) => what))) await act(what)
    } catch (error) {
      this.#wishes.unshift(...wishes)
      throw error
    }
    for (const { done } of wishes) done()
  }

  /** None of it will be done, nor what is wanted after this. */
  lose(why: Error): void {
    this.#lost ??= why
    for (const { lost } of this.#wishes.splice(0)) lost(why)
  }

  #wish(wish: Wish): void {
    if (this.#lost) wish.lost(this.#lost)
    else {
      this.#wishes.push(wish)
      this.#onWish()
    }
  }
}
