/**
 * Labs: the experiments that show what each pattern promises and breaks. One at a time, each in a world of its own that is
 * gone afterwards: nothing of any room is touched.
 */
import { runLab } from '@rdd/shared/patterns/labs/lab'
import { LABS } from '@rdd/shared/patterns/labs/labs'
import type { LabResult } from '@rdd/shared/patterns/labs/result'
import { DatabaseError } from '../database/database.ts'
import type { DatabaseSource } from '../database/open.ts'
import { type Engine, EngineError } from '../engine/engine.ts'
import { Refused } from '../refused.ts'
import { openWorld } from './world.ts'

/** Labs that may wait for their turn. */
const MOST = 8

export class Labs {
  readonly #database: DatabaseSource
  readonly #engine: () => Promise<Engine>
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  /** `engine`: a private Redis, made for one lab. */
  constructor(database: DatabaseSource, engine: () => Promise<Engine>) {
    this.#database = database
    this.#engine = engine
  }

  /** @throws Refused when there is no such lab, no Redis or database for it, or too many wait */
  async run(id: string): Promise<LabResult> {
    const lab = LABS.find(one => one.id === id)
    if (lab === undefined) throw new Refused('not-found', `There is no lab ${id}.`)
    if (this.#waiting >= MOST) throw new Refused('busy', `${MOST} labs wait already.`, 'Try again in a moment.')
    this.#waiting += 1
    const turn = this.#last.then(() => this.#inWorld(world => runLab(lab, world)))
    this.#last = turn.catch(() => {})
    try {
      return await turn
    } finally {
      this.#waiting -= 1
    }
  }

  /** Waits for the lab that runs. */
  async close(): Promise<void> {
    await this.#last
  }

  async #inWorld<T>(act: (world: Awaited<ReturnType<typeof openWorld>>) => Promise<T>): Promise<T> {
    let engine: Engine | undefined
    try {
      const database = await this.#database.open()
      engine = await this.#engine()
      const world = await openWorld(engine, database)
      try {
        return await act(world)
      } finally {
        await world.close()
      }
    } catch (error) {
      if (error instanceof DatabaseError || error instanceof EngineError) throw new Refused('failed', error.message)
      throw error
    } finally {
      await engine?.stop()
    }
  }
}
