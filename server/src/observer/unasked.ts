/**
 * Unasked: commands that a client's connection sends by itself, as a session introduces itself. Nobody typed them, so their
 * lines become no facts. MONITOR may or may not show each.
 */

/** Addresses that are kept: what a connection that is gone announced, and MONITOR never showed, is not kept for ever. */
const MOST = 1_000

export class Unasked {
  /** Names of commands that may still be shown, in order, by address. */
  readonly #names = new Map<string, string[]>()

  expect(address: string, command: string): void {
    if (this.#names.size > MOST) this.#names.clear()
    this.#names.set(address, [...(this.#names.get(address) ?? []), command.toLowerCase()])
  }

  /** Whether this line, the next from its address, is of one of them. `name` in lower case. */
  take(address: string, name: string): boolean {
    const names = this.#names.get(address)
    if (names === undefined) return false
    const at = names.indexOf(name)
    // lines keep their order: what stood before this one was not shown, and the first line of another kind ends the list
    if (at < 0 || at === names.length - 1) this.#names.delete(address)
    else this.#names.set(address, names.slice(at + 1))
    return at >= 0
  }
}
