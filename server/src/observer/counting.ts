/**
 * Counting: a flood from its beginning to its end. Redis is not heard, so that it pays nothing for being watched: its own
 * counters say how much happened, and the watched keys are looked at.
 */
import { callCounts, keyspaceCounts } from '../redis/probe.ts'
import { Flood } from './flood.ts'
import { TICK } from './pace.ts'
import type { Senses } from './senses.ts'
import type { Found } from './teller.ts'

export class Counting {
  readonly #senses: Senses
  readonly #flood: Flood

  private constructor(senses: Senses, flood: Flood) {
    this.#senses = senses
    this.#flood = flood
  }

  /** Stops hearing, and tells of what was heard until then. */
  static async begin(senses: Senses): Promise<Counting> {
    const { ear, teller, probe } = senses
    await ear.quiet()
    teller.tell({ batch: ear.take(), by: 'monitor', ...unlooked(), ms: TICK })
    ear.dirty.clear()
    return new Counting(senses, new Flood(await probe.info('stats')))
  }

  /** @returns whether the flood is over: Redis is heard again, and everything is to be read anew */
  async tick(): Promise<boolean> {
    const { probe, patience, ear, looker, teller, wanted, pace } = this.#senses
    const info = await patience.ask(() => probe.info('commandstats', 'keyspace', 'stats'))
    const ms = pace.lap()
    const batch = this.#flood.count(ear.unheard(callCounts(info)), info)
    const looks = await looker.changed()
    teller.tell({ batch, by: 'commandstats', looks, created: new Set(), counts: keyspaceCounts(info), ms })
    if (!this.#flood.calmed(batch.commands, ms)) return false
    const rest = this.#flood.rest(await ear.listen())
    wanted.add('flood ended')
    teller.tell({ batch: rest, by: 'commandstats', ...unlooked(), ms })
    return true
  }
}

const unlooked = (): Pick<Found, 'looks' | 'created' | 'counts'> => ({
  looks: new Map(),
  created: new Set(),
  counts: [],
})
