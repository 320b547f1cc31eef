/** Attempts: how many wrong tries each address has left, so that a token cannot be guessed by the thousand. */

export type Attempts = {
  /** Seconds until this address may try again; 0: now. */
  wait(address: string): number
  /** A wrong try. */
  failed(address: string): void
}

/**
 * @param most wrong tries within `windowMs` before an address has to wait
 * @param now ms on any steady clock
 * @param remembered addresses; beyond it the oldest is forgotten
 */
export function createAttempts(most: number, windowMs: number, now: () => number, remembered = 1000): Attempts {
  const tries = new Map<string, number[]>()
  const recent = (address: string) => (tries.get(address) ?? []).filter(at => now() - at < windowMs)
  return {
    wait(address) {
      const [oldest, ...others] = recent(address)
      return oldest === undefined || others.length + 1 < most ? 0 : Math.ceil((oldest + windowMs - now()) / 1000)
    },
    failed(address) {
      const kept = recent(address)
      tries.delete(address)
      tries.set(address, [...kept, now()].slice(-most))
      const [oldest] = tries.keys()
      if (tries.size > remembered && oldest !== undefined) tries.delete(oldest)
    },
  }
}
