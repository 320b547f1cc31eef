/** LineHistory: what was entered, newest last, kept over visits. Shared by all tabs, as one person types in them all. */
import { keep, recall, type Shelf } from './prefs.ts'

const KEY = 'rdd:history'
const KEPT = 500
/** Characters of a line that is kept over visits: a browser's shelf holds a few MB for the whole page. */
const LONG = 5_000

export class LineHistory {
  readonly #shelf: Shelf
  #lines: string[]

  constructor(shelf: Shelf) {
    this.#shelf = shelf
    const kept = recall(shelf, KEY)
    this.#lines = Array.isArray(kept) ? kept.filter(line => typeof line === 'string').slice(-KEPT) : []
  }

  get lines(): readonly string[] {
    return this.#lines
  }

  /** A line again right after itself is kept once. */
  add(line: string): void {
    if (line.trim() === '' || line === this.#lines.at(-1)) return
    this.#lines = [...this.#lines, line].slice(-KEPT)
    keep(
      this.#shelf,
      KEY,
      this.#lines.filter(({ length }) => length <= LONG),
    )
  }

  /** The newest line with `text` in it, `skip` such lines passed over; undefined when there is none. */
  find(text: string, skip = 0): string | undefined {
    const wanted = text.toLowerCase()
    const hits = new Set(this.#lines.filter(line => line.toLowerCase().includes(wanted)).toReversed())
    return [...hits][skip]
  }
}
