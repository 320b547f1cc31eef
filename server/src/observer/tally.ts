/**
 * Tally: what Redis counted that we did not hear. INFO commandstats counts every call; take off our own questions and
 * the calls MONITOR already showed, and what is left is exactly what happened while the feed was quiet. Pure.
 * Source: https://redis.io/docs/latest/commands/info/
 */
export type Calls = ReadonlyMap<string, number>

/** Calls by the first word of the command: MONITOR and commandstats name containers differently. */
export function byFirstWord(calls: Calls): Map<string, number> {
  const out = new Map<string, number>()
  for (const [name, n] of calls) {
    const first = name.split('|')[0] ?? name
    out.set(first, (out.get(first) ?? 0) + n)
  }
  return out
}

export function plus(...all: Calls[]): Map<string, number> {
  const out = new Map<string, number>()
  for (const calls of all) for (const [name, n] of calls) out.set(name, (out.get(name) ?? 0) + n)
  return out
}

/** a - b where that is above zero: counters that were reset (CONFIG RESETSTAT) count as nothing rather than below it. */
export function minus(a: Calls, b: Calls): Map<string, number> {
  const out = new Map<string, number>()
  for (const [name, n] of a) {
    const left = n - (b.get(name) ?? 0)
    if (left > 0) out.set(name, left)
  }
  return out
}

export class Tally {
  /** Everybody's calls but ours when hearing began. */
  readonly #base: Calls
  #heard = new Map<string, number>()
  readonly #skip: (name: string) => boolean

  /** `skip`: commands MONITOR never shows (CONFIG, AUTH …), which cannot be told from what was heard. */
  constructor(stats: Calls, made: Calls, skip: (name: string) => boolean) {
    this.#base = minus(byFirstWord(stats), byFirstWord(made))
    this.#skip = skip
  }

  hear(counts: Calls): void {
    this.#heard = plus(this.#heard, counts)
  }

  /** Calls since hearing began that were not heard. */
  unheard(stats: Calls, made: Calls): Map<string, number> {
    const others = minus(byFirstWord(stats), byFirstWord(made))
    const left = minus(others, plus(this.#base, byFirstWord(this.#heard)))
    for (const name of left.keys()) if (this.#skip(name)) left.delete(name)
    return left
  }
}
