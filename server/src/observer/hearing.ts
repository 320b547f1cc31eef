/**
 * Hearing: a tick while Redis is heard. A barrier closes it, the answers of our own commands in it are waited for, the keys
 * that are dirty by then are looked at once, and all that is told as facts.
 */
import { noEffects } from '@rdd/shared/fact'
import type { Look } from './compose.ts'
import { doubt, gone } from './doubt.ts'
import { FLOOD, Rising } from './flood.ts'
import type { Senses } from './senses.ts'

/** Keys looked at in a tick. */
const LOOKS = 300

export class Hearing {
  readonly #senses: Senses
  readonly #onDeaf: () => void
  #rising = new Rising()

  /** `onDeaf`: somebody switched keyspace events off. */
  constructor(senses: Senses, onDeaf: () => void) {
    this.#senses = senses
    this.#onDeaf = onDeaf
  }

  /** @returns whether it is a flood by now: nothing more can be told one by one */
  async tick(): Promise<boolean> {
    const { patience, ear, own, looker, teller, wanted, pace } = this.#senses
    const early = own.untold
    await patience.ask(() => ear.barrier())
    const batch = ear.take()
    const idle = this.#isIdle && batch.commands === 0
    // events and lines are cut at the barrier: a key touched behind it waits for the line that says who did it
    const cut = ear.hears.monitor && ear.hears.events ? ear.dirty.take(LOOKS, looker.watched) : undefined
    await own.answersFor(batch, ear.hears.monitor)
    const sooner = await own.servedSooner(early)
    const ms = pace.lap()
    if (idle && this.#isIdle) await this.#doubt()
    const { look, fated, created } = cut ?? ear.dirty.take(LOOKS, looker.watched)
    const { looks, counts } = await looker.look(look, fated)
    await this.#fatesOf(looks)
    teller.tell({ batch, by: 'monitor', looks, created, counts, ms }, cut && early, sooner)
    if (batch.flushedUnseen || ear.dirty.size > FLOOD.dirty) wanted.add('lost track')
    if (!this.#rising.heard(batch.commands) && !ear.isOverrun) return false
    this.#rising = new Rising()
    return true
  }

  get #isIdle(): boolean {
    const { own, wanted, ear } = this.#senses
    return own.untold === 0 && wanted.isEmpty && ear.dirty.isEmpty
  }

  /** A look at a key past its deadline collects it: the event that says so is heard before the key is called deleted. */
  async #fatesOf(looks: Map<string, Look>): Promise<void> {
    const { patience, ear } = this.#senses
    const vanished = [...looks].filter(([, { view, how }]) => view === null && how === undefined)
    if (vanished.length === 0) return
    await patience.ask(() => ear.barrier())
    for (const [id, look] of vanished) {
      const how = ear.dirty.claim(id)
      if (how !== undefined) looks.set(id, { ...look, how })
    }
  }

  async #doubt(): Promise<void> {
    const { probe, patience, clock, teller, wanted } = this.#senses
    await patience.ask(() => clock.ask(probe))
    for (const client of await gone(this.#senses))
      teller.say({ kind: 'listening', client, listening: [], how: 'closed', ...noEffects })
    const why = await doubt(this.#senses)
    if (why === 'deaf') this.#onDeaf()
    else if (why !== undefined) wanted.add(why)
  }
}
