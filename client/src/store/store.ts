/**
 * Store: one value that can be read, replaced and watched. No React and no DOM: the panels watch it with
 * `useSyncExternalStore`, tests without anything. Values are replaced, never changed in place, so that `===` tells.
 */
export interface Store<T> {
  get(): T
  set(next: T): void
  /** Replaces the value by what `change` makes of it. */
  update(change: (now: T) => T): void
  /** Calls `listener` after each replacement, until the returned function is called. */
  subscribe(listener: () => void): () => void
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial
  const listeners = new Set<() => void>()
  const set = (next: T) => {
    if (Object.is(next, value)) return
    value = next
    for (const listener of [...listeners]) listener()
  }
  return {
    get: () => value,
    set,
    update: change => set(change(value)),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
