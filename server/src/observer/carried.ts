/** Carried: which keys the room holds views of, so that a huge keyspace costs a bounded window of it. */
import { type Effects, idOf, type KeyId } from '@rdd/shared/fact'
import type { RoomState } from '@rdd/shared/keyspace/state'
import type { KeyView } from '@rdd/shared/keyspace/view'

/** Keys carried at most, and bytes of their views as sent; how far both may go over before the oldest are let go. */
export const CARRIED = { keys: 5_000, bytes: 16_000_000 }
const SLACK = 1.1

/** Bytes of a view as sent. */
export const weightOf = (view: KeyView): number => JSON.stringify(view).length

export class Carried {
  /** In the order they were touched, the longest untouched first. */
  readonly #keys = new Map<string, { db: number; key: KeyId['key']; bytes: number }>()
  #bytes = 0

  constructor(state: RoomState) {
    for (const [db] of state.counts()) for (const view of state.keys(db).values()) this.#add(view)
  }

  note({ flushed, gone, views }: Effects): void {
    if (flushed !== undefined)
      for (const [id, { db }] of this.#keys) if (flushed === 'all' || flushed === db) this.#drop(id)
    for (const { db, key } of gone) this.#drop(idOf(db, key))
    for (const view of views) this.#add(view)
  }

  /** The keys to let go of now, the longest untouched first; none that is watched. */
  over(watched: ReadonlyMap<string, KeyId>): KeyId[] {
    if (!this.#isOver(SLACK)) return []
    const out: KeyId[] = []
    for (const [id, { db, key }] of this.#keys) {
      if (!this.#isOver(1)) break
      if (watched.has(id)) continue
      this.#drop(id)
      out.push({ db, key })
    }
    return out
  }

  #isOver(slack: number): boolean {
    return this.#keys.size > CARRIED.keys * slack || this.#bytes > CARRIED.bytes * slack
  }

  #add(view: KeyView): void {
    const { db, key } = view
    const id = idOf(db, key)
    const bytes = weightOf(view)
    this.#drop(id)
    this.#keys.set(id, { db, key, bytes })
    this.#bytes += bytes
  }

  #drop(id: string): void {
    this.#bytes -= this.#keys.get(id)?.bytes ?? 0
    this.#keys.delete(id)
  }
}
