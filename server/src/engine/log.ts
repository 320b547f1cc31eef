/**
 * What a redis-server says while it starts, and with its last breath. Its log is the only thing that tells why it
 * ended, so the last two seconds are kept, and of a crash report only the beginning.
 */

/** The text of a log line without process id, role, date and level: `1:M 23 Nov 2026 15:20:39.280 * Ready` -> `Ready`. */
export const message = (line: string): string => line.replace(/^\d+:[A-Z] \d+ \w+ \d{4} [\d:.]+ [.\-*#] /, '').trim()

export const saysReady = (line: string): boolean => line.includes('Ready to accept connections')
export const saysPortTaken = (line: string): boolean => /bind: Address already in use/i.test(line)

export type Identity = { product: 'redis' | 'valkey'; version: string }

/** Product and version, from the banner or from a complaint about the configuration; null when the line has neither. */
export function identityIn(line: string): Identity | null {
  const found = /\b(redis|valkey)(?: version=|[ ]+)v?(\d+\.\d+\.\d+)/i.exec(line)
  if (!found?.[2]) return null
  return { product: found[1]?.toLowerCase() === 'valkey' ? 'valkey' : 'redis', version: found[2] }
}

const KEPT_MS = 2000
const KEPT_LINES = 200
const CAUSE = /Out Of Memory|crashed by signal|Guru Meditation|FATAL|Failed|bind:|Bad directive|ASSERTION/i

export type LastWords = {
  hear(line: string): void
  /** What was said until now tells nothing about a later end. */
  forget(): void
  /** Lines of the last two seconds, oldest first. */
  recent(): string[]
  /** The recent line that best tells why the server ended; null when it said nothing. */
  cause(): string | null
}

/** @param now ms on any steady clock */
export function lastWords(now: () => number): LastWords {
  let kept: { line: string; at: number }[] = []
  const fresh = () => {
    const since = now() - KEPT_MS
    return kept.filter(({ at }) => at >= since)
  }
  return {
    hear(line) {
      if (line.trim() === '') return
      kept = fresh()
      if (kept.length < KEPT_LINES) kept.push({ line, at: now() })
    },
    forget() {
      kept = []
    },
    recent: () => fresh().map(({ line }) => line),
    cause() {
      const lines = this.recent()
      const told = lines.find(line => CAUSE.test(line)) ?? lines.at(-1)
      return told === undefined ? null : message(told)
    },
  }
}
