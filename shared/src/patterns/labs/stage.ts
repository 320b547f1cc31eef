/**
 * Stage: one form of one lab on its way. It starts clients and moves them call by call through a gate, so that the order is
 * the lab's and the same every time. Everything is real but the time: sleeping and blocking move the lab's own clock.
 */
import { around } from '../around.ts'
import { decode } from '../entry.ts'
import { type Direction, Gate, type Held } from '../gate.ts'
import type { Clock, Ports, Random, Row, Table } from '../ports.ts'
import type { World } from './world.ts'

/** How a client's request ended. */
export type Outcome<T> = { value: T } | { error: unknown }

/** Calls one client may make before a lab is called stuck. */
const PATIENCE = 2_000

export class Stage {
  readonly world: World
  readonly gate = new Gate()
  /** What was let through, in order: `A asked cache.get`. */
  readonly steps: string[] = []
  /** How often each call was made by the clients: `database.find`. */
  readonly calls = new Map<string, number>()
  #now = 1_800_000_000_000
  #tokens = 0
  #seed = 1

  constructor(world: World) {
    this.world = world
  }

  readonly clock: Clock = {
    now: () => this.#now,
    sleep: async ms => this.pass(ms),
  }
  /** The same throws each time. A linear congruential generator, with the constants of "Numerical Recipes". */
  readonly random: Random = {
    next: () => {
      this.#seed = (this.#seed * 1_664_525 + 1_013_904_223) % 2 ** 32
      return this.#seed / 2 ** 32
    },
    token: () => `token-${++this.#tokens}`,
  }

  /** Lets time pass, ms. */
  pass(ms: number): void {
    this.#now += ms
  }

  /** The ports of a client that nobody holds. Its calls count. */
  async free(lane: string): Promise<Ports> {
    const { cache, queue, database } = await this.world.client(lane)
    const read: Ports['queue']['read'] = async (consumer, count, blockMs) => {
      const entries = await queue.read(consumer, count, 0)
      if (entries.length === 0) this.pass(blockMs)
      return entries
    }
    const ports: Ports = {
      cache,
      queue: { ...queue, read },
      database,
      clock: this.clock,
      random: this.random,
      background: { run: work => void work(ports).catch(() => {}) },
    }
    return around(ports, (call, _args, go) => {
      this.calls.set(call, (this.calls.get(call) ?? 0) + 1)
      return go()
    })
  }

  /** Starts a client: it is held at its first call. The returned function lets it go on to its end, and tells how it ended. */
  async start<T>(lane: string, work: (ports: Ports) => Promise<T>): Promise<() => Promise<Outcome<T>>> {
    const outcome = this.gate.run(lane, await this.free(lane), work).then(
      (value): Outcome<T> => ({ value }),
      (error: unknown): Outcome<T> => ({ error }),
    )
    return async () => {
      await this.#move(lane, () => false)
      return outcome
    }
  }

  /** Starts a client, lets it go to its end at once, and tells how it ended. */
  async ended<T>(lane: string, work: (ports: Ports) => Promise<T>): Promise<Outcome<T>> {
    const end = await this.start(lane, work)
    return end()
  }

  /** The same, for a request that should not fail. @throws as the work does */
  async whole<T>(lane: string, work: (ports: Ports) => Promise<T>): Promise<T> {
    const outcome = await this.ended(lane, work)
    if ('error' in outcome) throw outcome.error
    return outcome.value
  }

  /** Moves a client until it is held at this point, with the call yet to be asked or its answer yet to be given. */
  async to(lane: string, direction: Direction, ...calls: string[]): Promise<void> {
    const found = await this.#move(lane, held => held.direction === direction && calls.includes(held.call))
    if (!found) throw new Error(`${lane} ended before it ${direction} ${calls.join(' or ')}.`)
  }

  /** Moves a client for as long as it lives and this is true. */
  async while(lane: string, goesOn: () => Promise<boolean>): Promise<void> {
    await this.#move(lane, async () => !(await goesOn()))
  }

  /** Lets one call of the client through, and waits until it is held again or over. */
  async step(lane: string): Promise<void> {
    const held = this.gate.release(lane)
    if (held === null) throw new Error(`${lane} is not held.`)
    this.steps.push(`${lane} ${held.direction} ${held.call}`)
    await this.gate.next(lane)
  }

  /** The row as the database has it now. */
  async row(table: Table, id: string): Promise<Row | null> {
    return (await this.world.client('outsider')).database.find(table, id)
  }

  /** 1 if the key holds another row than the database, or the word that there is none; 0 if both agree, or it is not cached. */
  async disagreement(key: string, table: Table, id: string): Promise<number> {
    const cached = await (await this.world.client('outsider')).cache.get(key)
    return cached === null || sameRow(decode(cached), await this.row(table, id)) ? 0 : 1
  }

  /** @returns false when the client's work was over first */
  async #move(lane: string, stop: (held: Held) => boolean | Promise<boolean>): Promise<boolean> {
    for (let i = 0; i < PATIENCE; i++) {
      const held = await this.gate.next(lane)
      if (held === null) return false
      if (await stop(held)) return true
      await this.step(lane)
    }
    throw new Error(`${lane} makes calls without end.`)
  }
}

/** Whether both say the same, whatever the version: not every cached row has one. */
export function sameRow(one: Omit<Row, 'version'> | null, other: Omit<Row, 'version'> | null): boolean {
  return one?.id === other?.id && one?.name === other?.name && one?.detail === other?.detail
}
