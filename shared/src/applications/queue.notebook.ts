/** The notebook's queue: a pop hands the item over and forgets it, so a worker that dies takes it along. */
import type { Answer, Redis } from './application.ts'

const queueOf = (name: string) => `lists:queue:${name}`

/** Add items to the queue. */
export const enqueue = (redis: Redis, name: string, ...items: string[]) => redis('RPUSH', queueOf(name), ...items)

/** Remove and return item from queue. Blocks if timeout > 0. */
export async function dequeue(redis: Redis, name: string, timeout = 0): Promise<Answer> {
  if (timeout > 0) {
    const result = await redis('BLPOP', queueOf(name), timeout)
    return typeof result === 'object' ? (result?.[1] ?? null) : null
  }
  return redis('LPOP', queueOf(name))
}

/** View next item without removing. */
export const peek = (redis: Redis, name: string) => redis('LINDEX', queueOf(name), 0)

/** Get queue size. */
export const size = (redis: Redis, name: string) => redis('LLEN', queueOf(name))

/** Clear the queue. */
export const clear = (redis: Redis, name: string) => redis('DEL', queueOf(name))
