/**
 * Flood: more commands than a person could see and the feed should carry. When one begins, what Redis's own counters say
 * happened while nothing was heard, and when it is over. Pure.
 */
import type { Batch } from '../redis/attribution.ts'
import { emptyBatch } from '../redis/attribution.ts'
import { type Calls, minus } from './tally.ts'

/** More commands than these in so many ticks running or so many at once, heard before Redis even answers. Keys that may
 * wait for a look; ms between looks.
 */
export const FLOOD = { aTick: 400, ticks: 4, atOnce: 4_000, dirty: 5_000, every: 33 }
/** It is over when fewer commands a second come in so many looks running. */
const CALM = { perSecond: 4_000, looks: 3 }

/** The ticks before a flood. */
export class Rising {
  #hot = 0

  /** Commands of one tick. @returns whether that is a flood by now */
  heard(commands: number): boolean {
    this.#hot = commands > FLOOD.aTick ? this.#hot + 1 : 0
    return this.#hot >= FLOOD.ticks
  }
}

/** A flood as far as it was told. */
export class Flood {
  #said: Calls = new Map()
  #collected: Collected
  #calm = 0

  /** `stats`: INFO stats as it begins. */
  constructor(stats: ReadonlyMap<string, string>) {
    this.#collected = collected(stats)
  }

  /**
   * What came since the last count, none of it seen.
   * @param unheard calls since hearing began that were not heard
   * @param stats INFO stats of that moment
   */
  count(unheard: Calls, stats: ReadonlyMap<string, string>): Batch {
    const calls = minus(unheard, this.#said)
    const { expired, evicted } = collected(stats)
    const before = this.#collected
    this.#said = unheard
    this.#collected = { expired, evicted }
    return unseen(calls, { expired: expired - before.expired, evicted: evicted - before.evicted })
  }

  /** The last count, of the very moment hearing began again. */
  rest(unheard: Calls): Batch {
    return unseen(minus(unheard, this.#said), { expired: 0, evicted: 0 })
  }

  /** So many commands came in so many ms. @returns whether it is over by now */
  calmed(commands: number, ms: number): boolean {
    this.#calm = commands / (ms / 1000) < CALM.perSecond ? this.#calm + 1 : 0
    return this.#calm >= CALM.looks
  }
}

type Collected = Pick<Batch, 'expired' | 'evicted'>

const collected = (stats: ReadonlyMap<string, string>): Collected => ({
  expired: Number(stats.get('expired_keys') ?? 0),
  evicted: Number(stats.get('evicted_keys') ?? 0),
})

function unseen(counts: Map<string, number>, collected: Collected): Batch {
  const commands = [...counts.values()].reduce((sum, n) => sum + n, 0)
  return { ...emptyBatch(), counts, commands, overflow: commands > 0, ...collected }
}
