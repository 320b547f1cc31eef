/** Names: what connections are called, by their address. MONITOR knows only addresses. */

/** Names that are kept; the oldest are forgotten. */
const MOST = 500

export class Names {
  readonly #names = new Map<string, string>()

  tell(address: string, name: string): void {
    this.#names.delete(address)
    this.#names.set(address, name)
    for (const oldest of this.#names.keys()) {
      if (this.#names.size <= MOST) break
      this.#names.delete(oldest)
    }
  }

  /** The address itself where nobody told. */
  of(address: string): string {
    return this.#names.get(address) ?? address
  }
}
