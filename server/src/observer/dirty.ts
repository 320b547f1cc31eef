/** Dirty: the keys that changed since they were last looked at, and what is known of them without a look. */
import { idOf, type KeyId } from '@rdd/shared/fact'
import type { KeyEvent } from '../redis/attribution.ts'

export type Fated = KeyId & { how: 'expired' | 'evicted' }

export class Dirty {
  readonly #look = new Map<string, KeyId>()
  /** An event said they are gone, and how: no look is needed. */
  readonly #fated = new Map<string, Fated>()
  readonly #new = new Set<string>()

  get size(): number {
    return this.#look.size
  }
  get isEmpty(): boolean {
    return this.#look.size === 0 && this.#fated.size === 0
  }

  add({ db, key }: KeyId): void {
    const id = idOf(db, key)
    this.#fated.delete(id)
    this.#look.set(id, { db, key })
  }

  event({ name, db, key }: KeyEvent): void {
    const id = idOf(db, key)
    if (name === 'expired' || name === 'evicted') {
      this.#look.delete(id)
      this.#fated.set(id, { db, key, how: name })
    } else if (name === 'new') this.#new.add(id)
    else this.add({ db, key })
  }

  /** At most `most` keys to look at, the watched first; the rest waits for the next tick. */
  take(most: number, watched: ReadonlyMap<string, KeyId>): { look: KeyId[]; fated: Fated[]; created: Set<string> } {
    const look: KeyId[] = []
    const pick = (id: string, key: KeyId) => {
      this.#look.delete(id)
      look.push(key)
    }
    for (const [id, key] of watched) if (this.#look.has(id) && look.length < most) pick(id, key)
    for (const [id, key] of this.#look) {
      if (look.length >= most) break
      pick(id, key)
    }
    const fated = [...this.#fated.values()]
    this.#fated.clear()
    // a new key that still waits for its look is new when it gets it
    const created = new Set<string>()
    for (const { db, key } of look) if (this.#new.delete(idOf(db, key))) created.add(idOf(db, key))
    for (const { db, key } of fated) this.#new.delete(idOf(db, key))
    return { look, fated, created }
  }

  /** How this key went, if an event said so since; it is then told and known no more. */
  claim(id: string): Fated['how'] | undefined {
    const fate = this.#fated.get(id)
    this.#fated.delete(id)
    return fate?.how
  }

  clear(): void {
    this.#look.clear()
    this.#fated.clear()
    this.#new.clear()
  }
}
