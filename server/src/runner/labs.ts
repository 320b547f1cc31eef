/**
 * Labs: the experiments that show what each pattern promises and breaks. One at a time, each in a world of its own that is
 * gone afterwards: nothing of any room is touched.
 */
import type { Connected } from '@rdd/shared/connecting'
import { type Compared, compare } from '@rdd/shared/patterns/labs/compare'
import { runLab } from '@rdd/shared/patterns/labs/lab'
import { LABS } from '@rdd/shared/patterns/labs/labs'
import { type Crowd, type Measured, measure } from '@rdd/shared/patterns/labs/measure'
import type { LabResult } from '@rdd/shared/patterns/labs/result'
import { DatabaseError } from '../database/database.ts'
import type { DatabaseSource } from '../database/open.ts'
import { type Engine, EngineError } from '../engine/engine.ts'
import { Refused } from '../refused.ts'
import { measureConnecting } from './connecting.ts'
import { type OpenWorld, openWorld } from './world.ts'

/** Labs that may run or wait for their turn. */
const MOST = 8
/** ms one may take. The longest crowd, 200 readers at a database that takes a second, is through in half of it. */
const PATIENCE = 40_000

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
    return this.#inTurn(() => this.#inWorld(world => runLab(lab, world)))
  }

  /** N readers at a key that runs out. @throws Refused when there is no Redis or database for it, or too many wait */
  measure(crowd: Crowd): Promise<Measured> {
    return this.#inTurn(() => this.#inWorld(world => measure(world, crowd)))
  }

  /** All patterns under one workload. @throws Refused as `measure` does */
  compare(): Promise<Compared> {
    return this.#inTurn(() => this.#inWorld(compare))
  }

  /** What connections cost, and how connecting fails. @throws Refused when there is no Redis for it, or too many wait */
  connecting(): Promise<Connected> {
    return this.#inTurn(() => this.#inRedis(engine => inTime(measureConnecting(engine))))
  }

  async #inTurn<T>(act: () => Promise<T>): Promise<T> {
    if (this.#waiting >= MOST) throw new Refused('busy', `${MOST} labs wait already.`, 'Try again in a moment.')
    this.#waiting += 1
    const turn = this.#last.then(act)
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

  async #inRedis<T>(act: (engine: Engine) => Promise<T>): Promise<T> {
    let engine: Engine | undefined
    try {
      engine = await this.#engine()
      return await act(engine)
    } catch (error) {
      if (error instanceof DatabaseError || error instanceof EngineError) throw new Refused('failed', error.message)
      throw error
    } finally {
      await engine?.stop()
    }
  }

  #inWorld<T>(act: (world: OpenWorld) => Promise<T>): Promise<T> {
    return this.#inRedis(async engine => {
      const world = await openWorld(engine, await this.#database.open())
      try {
        return await inTime(act(world))
      } finally {
        await world.close()
      }
    })
  }
}

/** What takes too long is left alone: its connections end with its world. */
async function inTime<T>(running: Promise<T>): Promise<T> {
  let alarm: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    alarm = setTimeout(() => {
      const mend = 'Try again, with fewer readers.'
      reject(new Refused('failed', `The lab was not over after ${PATIENCE / 1000} s and was ended.`, mend))
    }, PATIENCE)
  })
  try {
    return await Promise.race([running, late])
  } finally {
    clearTimeout(alarm)
  }
}
