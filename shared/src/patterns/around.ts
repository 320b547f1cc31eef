/**
 * Around: ports that do something round each call, and are otherwise the ports they wrap. Gate and trace are built on it,
 * and can be put inside one another: `around(gated, seen)` sees a call wait, `around(real, seen)` sees it run.
 */
import type { Ports } from './ports.ts'

/** @param call the call as it stands in a pattern's file: `cache.get` */
export type Wrap = <T>(call: string, args: readonly unknown[], go: () => Promise<T>) => Promise<T>

/** Wraps every call that takes time: the clock's `now`, the dice and `background` pass as they are. */
export function around(ports: Ports, wrap: Wrap): Ports {
  const { cache, queue, database, clock } = ports
  const each =
    <A extends unknown[], R>(call: string, method: (...args: A) => Promise<R>) =>
    (...args: A) =>
      wrap(call, args, () => method(...args))
  return {
    ...ports,
    cache: {
      get: each('cache.get', cache.get.bind(cache)),
      set: each('cache.set', cache.set.bind(cache)),
      setIfAbsent: each('cache.setIfAbsent', cache.setIfAbsent.bind(cache)),
      delete: each('cache.delete', cache.delete.bind(cache)),
      unlink: each('cache.unlink', cache.unlink.bind(cache)),
      keys: each('cache.keys', cache.keys.bind(cache)),
      scan: each('cache.scan', cache.scan.bind(cache)),
      ttl: each('cache.ttl', cache.ttl.bind(cache)),
      script: each('cache.script', cache.script.bind(cache)),
    },
    queue: {
      push: each('queue.push', queue.push.bind(queue)),
      pop: each('queue.pop', queue.pop.bind(queue)),
      add: each('queue.add', queue.add.bind(queue)),
      read: each('queue.read', queue.read.bind(queue)),
      acknowledge: each('queue.acknowledge', queue.acknowledge.bind(queue)),
      claim: each('queue.claim', queue.claim.bind(queue)),
      bury: each('queue.bury', queue.bury.bind(queue)),
      length: each('queue.length', queue.length.bind(queue)),
    },
    database: {
      find: each('database.find', database.find.bind(database)),
      save: each('database.save', database.save.bind(database)),
      saveAll: each('database.saveAll', database.saveAll.bind(database)),
      remove: each('database.remove', database.remove.bind(database)),
    },
    clock: { now: () => clock.now(), sleep: each('clock.sleep', clock.sleep.bind(clock)) },
  }
}
