/** Carried: which keys the room holds views of, so that a huge keyspace costs a bounded window of it. */
import { type Effects, idOf, type KeyId } from '@rdd/shared/fact'
import type { RoomState } from '@rdd/shared/keyspace/state'

/** Keys carried at most; how far it may go over before the longest untouched are let go. */
export const CARRIED = 5_000
const SLACK = 500

export class Carried {
  /** In the order they were touched, the longest untouched first. */
  readonly #keys = new Map<string, KeyId>()

  constructor(state: RoomState) {
    for (const [db] of state.counts())
      for (const key of state.keys(db).keys()) this.#keys.set(idOf(db, key), { db, key })
  }

  note({ flushed, gone, views }: Effects): void {
    if (flushed !== undefined)
      for (const [id, { db }] of this.#keys) if (flushed === 'all' || flushed === db) this.#keys.delete(id)
    for (const { db, key } of gone) this.#keys.delete(idOf(db, key))
    for (const { db, key } of views) {
      this.#keys.delete(idOf(db, key))
      this.#keys.set(idOf(db, key), { db, key })
    }
  }

  /** The keys to let go of now; none that is watched. */
  over(watched: ReadonlyMap<string, KeyId>): KeyId[] {
    if (this.#keys.size <= CARRIED + SLACK) return []
    const out: KeyId[] = []
    for (const [id, key] of this.#keys) {
      if (this.#keys.size <= CARRIED) break
      if (watched.has(id)) continue
      this.#keys.delete(id)
      out.push(key)
    }
    return out
  }
}
