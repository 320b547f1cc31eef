/**
 * The arithmetic of a TTL. A key carries the instant it dies, on Redis's clock, so what is left is a subtraction made
 * afresh for each frame: nothing is polled and nothing drifts.
 */
import type { Instant } from '../time.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** ms left until the deadline; 0 at it and after. */
export const remaining = (expiresAt: Instant, now: Instant): number => Math.max(0, expiresAt - now)

/** True from the deadline on: Redis answers as if the key were gone, though it may not have collected it yet. */
export const isDue = (expiresAt: Instant, now: Instant): boolean => now >= expiresAt

/** How much of the ring is left: 1 at `from` and before, 0 at `until` and after. */
export function ringFraction(from: Instant, until: Instant, now: Instant): number {
  if (now >= until) return 0
  return Math.min(1, (until - now) / (until - from || 1))
}

const two = (n: number) => String(n).padStart(2, '0')

/**
 * What is left, for people: `58.4 s` under a minute, `3 min 12 s` under an hour, `2 h 05 min` under a day, `4 d 3 h`
 * from there, `due` at 0 and below. Rounded up to the smallest unit shown, so that a TTL just set to an hour reads one
 * hour and nothing reads zero before it is due.
 */
export function formatTtl(ms: number): string {
  if (ms <= 0) return 'due'
  const tenths = Math.ceil(ms / 100)
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`
  const seconds = Math.ceil(ms / SECOND)
  if (seconds * SECOND < HOUR) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`
  const minutes = Math.ceil(ms / MINUTE)
  if (minutes * MINUTE < DAY) return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`
  const hours = Math.ceil(ms / HOUR)
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}

/** How long a client has waited, `3.2 s`, and where it gives up what is left: `3.2 s, 1.8 s left`. All ms since the epoch. */
export function formatWait(since: number, until: number, now: number): string {
  const waited = now - since < 100 ? '0.0 s' : formatTtl(now - since)
  if (!Number.isFinite(until)) return waited
  return now >= until ? `${waited}, time is up` : `${waited}, ${formatTtl(until - now)} left`
}
