/** ClientLog: what one client's console shows, bounded, numbered without a gap being reused. */
import type { LogEntry } from '@rdd/shared/protocol'
import type { Reply } from '@rdd/shared/reply'

/** Entries and bytes (as sent) kept; pushes kept in each second: the rest is counted and said. */
const LIMITS = { entries: 500, bytes: 1_000_000, pushes: 200 }

export class ClientLog {
  #n = 0
  #entries: { entry: LogEntry; bytes: number }[] = []
  #bytes = 0
  readonly #emit: (entry: LogEntry) => void
  #window = { since: 0, pushes: 0, skipped: 0 }

  constructor(emit: (entry: LogEntry) => void) {
    this.#emit = emit
  }

  /** The next number. */
  number(): number {
    this.#n += 1
    return this.#n
  }

  entries(): LogEntry[] {
    return this.#entries.map(({ entry }) => entry)
  }

  add(entry: LogEntry): void {
    const bytes = JSON.stringify(entry).length
    this.#entries.push({ entry, bytes })
    this.#bytes += bytes
    while (this.#entries.length > LIMITS.entries || (this.#bytes > LIMITS.bytes && this.#entries.length > 1))
      this.#bytes -= this.#entries.shift()?.bytes ?? 0
    this.#emit(entry)
  }

  notice(text: string): void {
    this.add({ kind: 'notice', n: this.number(), text })
  }

  /** A pushed message. More than a person can read in a second is counted, and the next one kept says how many. */
  push(reply: Reply): void {
    const now = performance.now()
    if (now - this.#window.since > 1_000) this.#window = { ...this.#window, since: now, pushes: 0 }
    if (this.#window.pushes >= LIMITS.pushes) {
      this.#window.skipped += 1
      return
    }
    const { skipped } = this.#window
    this.#window.pushes += 1
    this.#window.skipped = 0
    this.add({ kind: 'push', n: this.number(), reply, ...(skipped > 0 && { skipped }) })
  }
}
