/**
 * Calm: a value that follows a playhead at once when it was quiet, and at most every so often when it moves faster; the
 * last one always arrives. For figures a person reads, which a storm would only blur. Between two values nothing is told,
 * so whoever watches one does no work for the facts in between.
 */
import type { Playhead, PlayheadNow } from './playhead.ts'
import type { Store } from './store.ts'

export interface CalmOptions<T> {
  /** Shortest time a value stands, ms. */
  stands: number
  /** What the value hangs on; cheap, since it is asked with every fact. */
  on: (now: PlayheadNow) => unknown
  /** The value, worked out only when it is due. */
  read: () => T
  /** Two values that say the same: the one before is kept. */
  same?: (a: T, b: T) => boolean
}

export function calm<T>(
  playhead: Playhead,
  { stands, on, read, same = Object.is }: CalmOptions<T>,
): Pick<Store<T>, 'get' | 'subscribe'> {
  let at = on(playhead.getSnapshot())
  let value = read()
  return {
    get: () => value,
    subscribe(listener) {
      let lastAt = Number.NEGATIVE_INFINITY
      let timer: ReturnType<typeof setTimeout> | undefined
      const take = () => {
        timer = undefined
        lastAt = performance.now()
        at = on(playhead.getSnapshot())
        const next = read()
        if (same(value, next)) return
        value = next
        listener()
      }
      const follow = () => {
        if (timer === undefined && on(playhead.getSnapshot()) !== at)
          timer = setTimeout(take, Math.max(0, lastAt + stands - performance.now()))
      }
      const leave = playhead.subscribe(follow)
      // it may have moved between the first look and this one
      follow()
      return () => {
        leave()
        clearTimeout(timer)
      }
    },
  }
}
