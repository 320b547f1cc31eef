/** Standing: whether a room is live, what keeps it from that, and when that is told. */
import type { RoomStatus } from '@rdd/shared/protocol'

/** ms in which pages that come and go are told of together: hundreds may come back at once. */
const COMINGS = 100

export class Standing {
  readonly #tell: () => void
  #trouble: Pick<RoomStatus, 'state' | 'text'> | undefined
  #flood = false
  #coming: NodeJS.Timeout | undefined

  constructor(tell: () => void) {
    this.#tell = tell
  }

  get state(): RoomStatus['state'] {
    return this.#trouble?.state ?? 'live'
  }

  get text(): string {
    if (this.#trouble) return this.#trouble.text
    return this.#flood ? 'A flood: Redis counts, the keys in view are read 30 times a second.' : ''
  }

  /** Whether nothing is heard, since too much happens. */
  get isFlood(): boolean {
    return this.#flood
  }

  trouble(state: RoomStatus['state'], text: string): void {
    this.#trouble = { state, text }
    this.changed()
  }

  /** That trouble is over. */
  well(): void {
    this.#trouble = undefined
    this.changed()
  }

  flood(on: boolean): void {
    this.#flood = on
    this.changed()
  }

  /** Redis is observed anew: all that was before is over. */
  live(): void {
    this.#flood = false
    this.well()
  }

  /** Something of the status is other than it was. */
  changed(): void {
    this.close()
    this.#tell()
  }

  /** The same, where a moment's delay does no harm. */
  changedSoon(): void {
    this.#coming ??= setTimeout(() => this.changed(), COMINGS).unref()
  }

  close(): void {
    clearTimeout(this.#coming)
    this.#coming = undefined
  }
}
