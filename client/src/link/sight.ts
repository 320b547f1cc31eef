/**
 * Sight: tells the server which keys this page draws, so that they stay right even while a flood is only counted. At most
 * ten times a second, the newest wins, and again whenever the page joins anew.
 */
import type { Bytes } from '@rdd/shared/bytes'
import type { RequestOf } from '@rdd/shared/protocol'

type Seen = RequestOf<'watch'>

/** ms between two messages; keys the server takes in one. */
const PAUSE = 100
const MOST = 200

export class Sight {
  readonly #tell: (seen: Seen) => Promise<unknown>
  #seen: Seen | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(tell: (seen: Seen) => Promise<unknown>) {
    this.#tell = tell
  }

  see(db: number, keys: readonly Bytes[]): void {
    this.#seen = { db, keys: keys.slice(0, MOST) }
    this.#timer ??= setTimeout(() => this.joined(), PAUSE)
  }

  /** The server knows nothing of this page yet: it is told at once. */
  joined(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    // what is lost on the way is told again after the next join
    if (this.#seen) this.#tell(this.#seen).catch(() => {})
  }
}
