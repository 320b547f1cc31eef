/** Recency: which fact changed a key last, for the order "recently changed". It follows the playhead, also backwards. */
import type { Bytes } from '@rdd/shared/bytes'
import { type Fact, idOf } from '@rdd/shared/fact'
import type { Movement } from '@rdd/shared/timeline'

export class Recency {
  readonly #last = new Map<string, number>()

  /** Takes in the facts up to `seq`, from nothing. */
  restart(facts: readonly Fact[], seq: number): void {
    this.#last.clear()
    for (const fact of facts) if (fact.seq <= seq) this.#note(fact)
  }

  follow(movement: Movement, facts: readonly Fact[]): void {
    if (movement.to < movement.from) this.restart(facts, movement.to)
    else for (const fact of movement.facts) this.#note(fact)
  }

  /** Seq of the last fact that changed the key; 0 when none of those held did. */
  of(db: number, key: Bytes): number {
    return this.#last.get(idOf(db, key)) ?? 0
  }

  #note(fact: Fact): void {
    // a whole view read anew is no change of its keys
    if (fact.kind === 'sync') return
    for (const { db, key } of fact.views) this.#last.set(idOf(db, key), fact.seq)
    for (const { db, key } of fact.gone) this.#last.delete(idOf(db, key))
  }
}
