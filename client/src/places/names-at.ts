/** NamesAt: the names of a database as a tree, grown with each movement of the playhead, and made anew where one was missed. */
import { type Node, regrown, treeOf } from '../layout/names.ts'
import type { Playhead } from '../store/playhead.ts'

export class NamesAt {
  readonly #playhead: Playhead
  readonly #db: number
  #root: Node | undefined
  #seq: number

  constructor(playhead: Playhead, db: number) {
    this.#playhead = playhead
    this.#db = db
    this.#seq = playhead.getSnapshot().seq
  }

  /** Follows the playhead until the returned function is called. */
  follow(): () => void {
    this.#root = undefined
    this.#seq = this.#playhead.getSnapshot().seq
    return this.#playhead.onMovement(({ from, to, keys }) => {
      const mine = keys.filter(({ db }) => db === this.#db)
      this.#root = this.#root && from === this.#seq ? regrown(this.#root, mine) : undefined
      this.#seq = to
    })
  }

  /** As the playhead stands. */
  root(): Node {
    this.#root ??= treeOf(this.#playhead.state.keys(this.#db).values())
    return this.#root
  }
}
