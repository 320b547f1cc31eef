/**
 * Viewers: who looks at a room, through which pages, what each page draws, and which one leads. A viewer whose last page
 * left may come back for a while, as a reload does.
 */
import type { KeyId } from '@rdd/shared/fact'
import type { LedPlace } from '@rdd/shared/protocol'

/** ms a viewer's clients wait for a page that left. */
const GRACE = 60_000

export interface ViewersParts {
  /** A page came or left. */
  onChange(): void
  onLed(by: string, place: LedPlace | null): void
  /** A viewer did not come back. */
  onGone(viewer: string): void
}

export class Viewers {
  readonly #parts: ViewersParts
  readonly #pages = new Map<string, { viewer: string; keys: KeyId[] }>()
  /** Viewers whose last page left, the longest gone first. */
  readonly #leaving = new Map<string, NodeJS.Timeout>()
  #led: { page: string; place: LedPlace } | undefined

  constructor(parts: ViewersParts) {
    this.#parts = parts
  }

  /** Pages. */
  get count(): number {
    return this.#pages.size
  }

  /** Where the page that leads stands. */
  get led(): LedPlace | null {
    return this.#led?.place ?? null
  }

  /** All keys that some page draws. */
  get watched(): KeyId[] {
    return [...this.#pages.values()].flatMap(({ keys }) => keys)
  }

  join(page: string, viewer: string): void {
    this.#stays(viewer)
    this.#pages.set(page, { viewer, keys: [] })
    this.#parts.onChange()
  }

  leave(page: string): void {
    const viewer = this.#pages.get(page)?.viewer
    this.#pages.delete(page)
    if (this.#led?.page === page) this.lead(page, null)
    this.#parts.onChange()
    if (viewer === undefined || [...this.#pages.values()].some(other => other.viewer === viewer)) return
    const goes = () => {
      this.#leaving.delete(viewer)
      this.#parts.onGone(viewer)
    }
    this.#leaving.set(viewer, setTimeout(goes, GRACE).unref())
  }

  /** The keys that page draws from now on. */
  watch(page: string, keys: KeyId[]): void {
    const known = this.#pages.get(page)
    if (known) known.keys = keys
  }

  /** The page leads from there, and no other any more; null: it leads no more. */
  lead(page: string, place: LedPlace | null): null {
    if (place === null && this.#led?.page !== page) return null
    this.#led = place === null ? undefined : { page, place }
    this.#parts.onLed(page, place)
    return null
  }

  /** Does not wait any longer for the viewer who left first. @returns who that is; undefined when all are here */
  giveUp(): string | undefined {
    const [viewer] = this.#leaving.keys()
    if (viewer !== undefined) this.#stays(viewer)
    return viewer
  }

  close(): void {
    for (const timer of this.#leaving.values()) clearTimeout(timer)
  }

  #stays(viewer: string): void {
    clearTimeout(this.#leaving.get(viewer))
    this.#leaving.delete(viewer)
  }
}
