/** Teller: what happened becomes facts, in the log and told, also to those who wait for what their command became. */
import type { Fact } from '@rdd/shared/fact'
import { Carried } from './carried.ts'
import { compose, type Tick } from './compose.ts'
import type { Draft, Log } from './log.ts'
import type { Looker } from './looker.ts'
import type { Names } from './names.ts'
import type { OwnCommands } from './own-commands.ts'
import type { RedisClock } from './redis-clock.ts'
import type { Docs } from './silent.ts'

export interface TellerParts {
  log: Log
  clock: RedisClock
  docs: Docs
  names: Names
  own: OwnCommands
  /** It knows what is watched: that is carried however many keys there are. */
  looker: Looker
  onFacts(facts: Fact[]): void
}

/** What a tick found. */
export type Found = Pick<Tick, 'batch' | 'by' | 'looks' | 'created' | 'counts' | 'ms'>

export class Teller {
  readonly #parts: TellerParts
  readonly #carried: Carried

  constructor(parts: TellerParts) {
    this.#parts = parts
    this.#carried = new Carried(parts.log.state)
  }

  /** Appends one fact. */
  say(draft: Draft): Fact {
    this.#carried.note(draft)
    const fact = this.#parts.log.append(draft, this.#parts.clock.now())
    this.#parts.onFacts([fact])
    return fact
  }

  /** Appends the facts of a tick. `early`, `sooner`: which answers belong to it; all, unless given. */
  tell(found: Found, early?: number, sooner?: ReadonlySet<string>): void {
    const { log, clock, docs, names, own, looker, onFacts } = this.#parts
    const untold = own.take(found.batch, early, sooner)
    const now = clock.now()
    const composed = compose({
      ...found,
      answered: untold.map(({ run }) => run),
      pending: own.pending(),
      now,
      state: log.state,
      docs,
      nameOf: address => names.of(address),
    })
    for (const { draft } of composed) this.#carried.note(draft)
    const over = this.#carried.over(looker.watched)
    const last = composed.at(-1)
    if (last && over.length > 0) last.draft.forgotten = over
    const facts = composed.map(({ draft }) => log.append(draft, now))
    if (facts.length > 0) onFacts(facts)
    for (const { run, done } of untold) done(facts[composed.findIndex(one => one.run === run)])
  }
}
