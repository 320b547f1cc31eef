/**
 * Tape: all that one lane's code was given from outside, in order. A pattern is a function of that and nothing else, so
 * its code can be run again to any point it was at, without asking anybody: that is how a run goes on from there.
 */
import type { Ports } from '@rdd/shared/patterns/ports'

/** Where a lane's code gets its answers from. */
export interface Given {
  ports: Ports
  /** Whether a writer is told to stop. */
  stopping(): boolean
}

export class Tape implements Given {
  readonly ports: Ports
  readonly stopping: () => boolean
  #real: Given
  readonly #seq: () => number
  readonly #rewinds: ((to: number) => void)[] = []

  /** `seq`: of the room's newest fact, by which the tape is marked. */
  constructor(real: Given, seq: () => number) {
    this.#real = real
    this.#seq = seq
    const call = <A extends unknown[], R>(method: (ports: Ports) => (...args: A) => Promise<R>) => this.#call(method)
    this.ports = {
      cache: {
        get: call(({ cache }) => cache.get),
        set: call(({ cache }) => cache.set),
        setIfAbsent: call(({ cache }) => cache.setIfAbsent),
        delete: call(({ cache }) => cache.delete),
        unlink: call(({ cache }) => cache.unlink),
        keys: call(({ cache }) => cache.keys),
        scan: call(({ cache }) => cache.scan),
        ttl: call(({ cache }) => cache.ttl),
        script: call(({ cache }) => cache.script),
      },
      queue: {
        push: call(({ queue }) => queue.push),
        pop: call(({ queue }) => queue.pop),
        add: call(({ queue }) => queue.add),
        read: call(({ queue }) => queue.read),
        acknowledge: call(({ queue }) => queue.acknowledge),
        claim: call(({ queue }) => queue.claim),
        bury: call(({ queue }) => queue.bury),
        length: call(({ queue }) => queue.length),
      },
      database: {
        find: call(({ database }) => database.find),
        save: call(({ database }) => database.save),
        saveAll: call(({ database }) => database.saveAll),
        remove: call(({ database }) => database.remove),
      },
      clock: { now: this.#value(() => this.#real.ports.clock.now()), sleep: call(({ clock }) => clock.sleep) },
      random: {
        next: this.#value(() => this.#real.ports.random.next()),
        token: this.#value(() => this.#real.ports.random.token()),
      },
      background: { run: work => this.#real.ports.background.run(work) },
    }
    this.stopping = this.#value(() => this.#real.stopping())
  }

  /** From its beginning again: what had been given when fact `to` was the newest; after that `real` answers. */
  rewind(to: number, real: Given): void {
    this.#real = real
    for (const rewind of this.#rewinds) rewind(to)
  }

  /** A question that is answered at once. */
  #value<T>(ask: () => T): () => T {
    const reel = this.#reel<T>()
    return () => {
      const place = reel.next()
      return (reel.taken.get(place) ?? reel.take(place, ask(), this.#seq())).given
    }
  }

  #call<A extends unknown[], R>(method: (ports: Ports) => (...args: A) => Promise<R>): (...args: A) => Promise<R> {
    const reel = this.#reel<PromiseSettledResult<R>>()
    return async (...args) => {
      const place = reel.next()
      let one = reel.taken.get(place)
      if (one === undefined) {
        const [outcome] = await Promise.allSettled([method(this.#real.ports)(...args)])
        // the fact that tells of it comes next
        one = reel.take(place, outcome, this.#seq() + 1)
      }
      if (one.given.status === 'rejected') throw one.given.reason
      return one.given.value
    }
  }

  /** What one port gave, call by call, with the fact by which it was known. */
  #reel<T>() {
    const taken = new Map<number, { given: T; seq: number }>()
    let at = 0
    this.#rewinds.push(to => {
      at = 0
      for (const [place, { seq }] of taken) if (seq > to) taken.delete(place)
    })
    return {
      taken,
      next: () => at++,
      take: (place: number, given: T, seq: number) => {
        const one = { given, seq }
        taken.set(place, one)
        return one
      },
    }
  }
}
