/**
 * A queue on lists. A worker that takes an item moves it to a list of its own and acknowledges it when it is done: what a
 * dead worker left is still there, and goes back to the head. An item may run twice, so whoever handles it must not mind.
 * Source: https://redis.io/docs/latest/commands/lmove/#pattern-reliable-queue
 */
import type { Redis } from './application.ts'

const queueOf = (name: string) => `lists:queue:${name}`
const takenBy = (name: string, worker: string) => `lists:queue:${name}:${worker}`

/** Adds items at the tail; the length it has then. */
export const enqueue = (redis: Redis, name: string, ...items: string[]) => redis('RPUSH', queueOf(name), ...items)

/**
 * The next item, in the worker's hands until it is acknowledged; null: there was none.
 * @param timeout seconds to wait for one, 0 for ever as Redis has it; absent: answers at once
 */
export const dequeue = (redis: Redis, name: string, worker: string, timeout?: number) =>
  timeout === undefined
    ? redis('LMOVE', queueOf(name), takenBy(name, worker), 'LEFT', 'RIGHT')
    : redis('BLMOVE', queueOf(name), takenBy(name, worker), 'LEFT', 'RIGHT', timeout)

/** The worker has done it; 0: it was not in its hands any more. */
export const acknowledge = (redis: Redis, name: string, worker: string, item: string) =>
  redis('LREM', takenBy(name, worker), 1, item)

/** Puts back what a dead worker left, each item in one step, so that none is in neither list; how many. */
export async function requeue(redis: Redis, name: string, worker: string): Promise<number> {
  let items = 0
  while ((await redis('LMOVE', takenBy(name, worker), queueOf(name), 'RIGHT', 'LEFT')) !== null) items += 1
  return items
}

/** The next item, left where it is. */
export const peek = (redis: Redis, name: string) => redis('LINDEX', queueOf(name), 0)

/** Items that wait; those in a worker's hands are not counted. */
export const size = (redis: Redis, name: string) => redis('LLEN', queueOf(name))

/** Drops what waits, at once and without holding Redis up. */
export const clear = (redis: Redis, name: string) => redis('UNLINK', queueOf(name))
