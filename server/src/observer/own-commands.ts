/**
 * OwnCommands: the commands of the room's own clients, from when they are sent until the fact they became is in the log. Each
 * is answered on its client's own connection, its line and events come by the feed: here the two find each other.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fact } from '@rdd/shared/fact'
import type { RoomState } from '@rdd/shared/keyspace/state'
import type { Batch } from '../redis/attribution.ts'
import { blocksFor } from './blocking.ts'
import { type Answered, isOf, type Run } from './compose.ts'
import { servedSooner } from './served.ts'

/** ms for answers that are on their way, and for those that may not come for long. */
const ANSWERS = 50
const BLOCKING = 5

export type Answer = Pick<Answered, 'reply' | 'tookUs' | 'waitedMs' | 'listening'>
/** An answer, and who is told of the fact it became. */
interface Untold {
  run: Answered
  done(fact: Fact | undefined): void
}

export class OwnCommands {
  readonly #state: RoomState
  /** Without an answer, and what settles when they have one. */
  readonly #pending = new Map<Run, Promise<unknown>>()
  #untold: Untold[] = []

  /** `state`: of the log, which knows who waits since when. */
  constructor(state: RoomState) {
    this.#state = state
  }

  /** Answers that no fact tells of yet. */
  get untold(): number {
    return this.#untold.length
  }

  /** Commands without an answer. */
  pending(): Run[] {
    return [...this.#pending.keys()]
  }

  /** It is about to run. `answer` settles with its reply. */
  began(run: Run, answer: Promise<unknown>): void {
    this.#pending.set(run, answer)
  }

  /** Nobody waits for its answer any more. */
  forget(run: Run): void {
    this.#pending.delete(run)
  }

  /** Resolves with the fact it became; with undefined when it is lost before that. */
  answered(run: Run, answer: Answer): Promise<Fact | undefined> {
    this.#pending.delete(run)
    const since = this.#state.waiting().find(({ client }) => client.id === run.actor.id)?.seq
    return new Promise(done => {
      this.#untold.push({ run: { ...run, ...answer, ...(since !== undefined && { since }) }, done })
    })
  }

  /**
   * Redis answered before the barrier, but on another socket: the answers of our own commands in this batch are given a
   * moment to be read. One that blocks has none, and is waited for only a few ms.
   * @param monitor whether lines tell which commands are in it; else any of them may be what the events are of
   */
  async answersFor({ seen }: Batch, monitor: boolean): Promise<void> {
    const mine = [...this.#pending].filter(([run]) =>
      monitor ? seen.some(one => isOf(run, one)) : blocksFor(run.argv) === undefined,
    )
    const blocking = mine.every(([{ argv }]) => blocksFor(argv) !== undefined)
    await settled(
      mine.map(([, answer]) => answer),
      blocking ? BLOCKING : ANSWERS,
    )
  }

  /**
   * Clients that were served before one of those that answered early, by id; their answers are given a moment to come.
   * @param early so many of the untold answers came before the barrier
   */
  async servedSooner(early: number): Promise<ReadonlySet<string>> {
    const got = this.#untold.slice(0, early).filter(({ run }) => run.lineSeen && run.reply.t !== 'null')
    const ids = servedSooner(this.#state.waiting(), new Set(got.flatMap(({ run }) => run.actor.id ?? [])))
    const answers = [...this.#pending].filter(([{ actor }]) => ids.has(actor.id ?? ''))
    await settled(
      answers.map(([, answer]) => answer),
      ANSWERS,
    )
    return ids
  }

  /**
   * Takes the answers that belong to a tick.
   * @param early those that came before the barrier. One that came behind it belongs to this tick only when its line does:
   * else the line comes with the next one, and would be taken for somebody else's.
   * @param sooner clients whose answers belong to this tick whenever they came
   */
  take({ seen }: Batch, early = this.untold, sooner: ReadonlySet<string> = new Set()): Untold[] {
    const due = this.#untold.filter(
      ({ run }, i) => i < early || sooner.has(run.actor.id ?? '') || seen.some(one => isOf(run, one)),
    )
    this.#untold = this.#untold.filter(one => !due.includes(one))
    return due
  }

  /** No fact will tell of them. */
  lose(): void {
    for (const { done } of this.#untold.splice(0)) done(undefined)
  }
}

async function settled(answers: Promise<unknown>[], ms: number): Promise<void> {
  if (answers.length > 0) await Promise.race([Promise.allSettled(answers), sleep(ms)])
}
