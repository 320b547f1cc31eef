/**
 * OwnLines: which lines of a client's MONITOR are our own questions. The page looks at keys with a script of its own; its
 * lines and those of its calls would drown what a person wants to see.
 */
import { headOf } from '../redis/monitor-line.ts'

export class OwnLines {
  readonly #isOurs: (address: string) => boolean
  /** The calls that follow are those of our script. */
  #script = false

  /** `isOurs`: whether `ip:port` is one of our own connections. */
  constructor(isOurs: (address: string) => boolean) {
    this.#isOurs = isOurs
  }

  /** Whether this line, the next of the stream, is of our doing. */
  isOwn(line: string): boolean {
    const { address } = headOf(Buffer.from(line))
    if (address !== 'lua') this.#script = this.#isOurs(address)
    return this.#script
  }
}
