/**
 * Gate: where the calls of a run wait to be let through. Each port call is held twice: before it is asked, and again when
 * its answer is back. Between the two the real call runs. Whoever holds the gate decides the order in which the lanes
 * move, so a race happens the same way every time, without a sleep.
 */
import { around } from './around.ts'
import type { Ports } from './ports.ts'

export type Direction = 'asked' | 'answered'
/** A call that waits at the gate. `call` as it stands in the pattern's file: `cache.get`. */
export interface Held {
  lane: string
  call: string
  direction: Direction
}
/** What every call of an abandoned lane ends with. */
export class Abandoned extends Error {
  override name = 'Abandoned'
}

/** A piece of work that runs behind the gate, from its first call to its end. */
interface Work {
  lane: string
  abandoned?: Abandoned
}
interface Waiting {
  held: Held
  work: Work
  letThrough: () => void
  refuse: (reason: Abandoned) => void
}

export class Gate {
  /** In order of arrival. */
  #waiting: Waiting[] = []
  readonly #working = new Set<Work>()
  #listeners: (() => void)[] = []

  /**
   * Runs work as a lane: it is given `real` with the gate in between. Work it leaves in the background becomes the lane
   * `<lane>+`. Settles as the work does. A lane may be run again when it is over.
   */
  async run<T>(lane: string, real: Ports, run: (ports: Ports) => Promise<T>): Promise<T> {
    const work: Work = { lane }
    const gated = around(real, async (call, _args, go) => {
      await this.#hold(work, { lane, call, direction: 'asked' })
      const [outcome] = await Promise.allSettled([go()])
      await this.#hold(work, { lane, call, direction: 'answered' })
      if (outcome.status === 'rejected') throw outcome.reason
      return outcome.value
    })
    const background: Ports['background'] = {
      run: later => real.background.run(own => this.run(`${lane}+`, own, later)),
    }
    this.#working.add(work)
    try {
      return await run({ ...gated, background })
    } finally {
      this.#working.delete(work)
      this.#tell()
    }
  }

  /** What waits, oldest first. */
  held(): Held[] {
    return this.#waiting.map(one => one.held)
  }

  /** The lane's oldest waiting call, as soon as there is one; null when its work is over, or never began. */
  async next(lane: string): Promise<Held | null> {
    for (;;) {
      const waiting = this.#waiting.find(one => one.held.lane === lane)
      if (waiting !== undefined) return waiting.held
      if (![...this.#working].some(work => work.lane === lane && work.abandoned === undefined)) return null
      await new Promise<void>(tell => this.#listeners.push(tell))
    }
  }

  /** Lets the lane's oldest waiting call through. @returns what it was, or null if the lane waits for nothing */
  release(lane: string): Held | null {
    const found = this.#waiting.find(one => one.held.lane === lane)
    if (found === undefined) return null
    this.#waiting = this.#waiting.filter(one => one !== found)
    found.letThrough()
    return found.held
  }

  /**
   * Ends a lane, as a process ends that is killed; without a name, every lane there is. What waits is refused with
   * Abandoned, and so is every later call of that work. A real call in flight runs to its end; its answer reaches nobody.
   */
  abandon(lane?: string): void {
    for (const work of this.#working) {
      if (lane === undefined || work.lane === lane) work.abandoned = new Abandoned('This lane was abandoned.')
    }
    const refused = this.#waiting.filter(one => one.work.abandoned !== undefined)
    this.#waiting = this.#waiting.filter(one => one.work.abandoned === undefined)
    for (const { work, refuse } of refused) if (work.abandoned !== undefined) refuse(work.abandoned)
    this.#tell()
  }

  #hold(work: Work, held: Held): Promise<void> {
    if (work.abandoned !== undefined) return Promise.reject(work.abandoned)
    const waiting = new Promise<void>((letThrough, refuse) => this.#waiting.push({ held, work, letThrough, refuse }))
    this.#tell()
    return waiting
  }

  #tell(): void {
    const told = this.#listeners
    this.#listeners = []
    for (const tell of told) tell()
  }
}
