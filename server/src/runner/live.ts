/**
 * LiveRun: one run while it happens. Each lane runs its pattern's code over ports of its own, the drive decides which of
 * their calls goes next, and the run is over when every lane is. It can be gone on with from where it was before.
 */
import type { RunView } from '@rdd/shared/run'
import { Refused } from '../refused.ts'
import { Journal } from './journal.ts'
import type { Actors } from './lanes.ts'
import { giveBack, lostWrites } from './leavings.ts'
import type { Orders } from './orders.ts'
import { rerun } from './rerun.ts'
import { type LiveParts, type RunParts, runParts, statesOf } from './run-parts.ts'
import { messageOf } from './trace.ts'

export class LiveRun {
  readonly #given: LiveParts
  readonly #parts: RunParts
  /** The writers are told to stop: all that was asked is done and stored. */
  #stopping = false

  private constructor(given: LiveParts, tables: RunView['tables'], journal: Journal) {
    this.#given = given
    this.#parts = runParts(given, tables, journal, {
      stopping: () => this.#stopping,
      settle: () => this.#settle(),
      abandon: why => this.abandon(why),
    })
  }

  /** Begins a run: all lanes stand at their first call. @throws Refused when the pattern has no such operation */
  static async start(given: LiveParts): Promise<LiveRun> {
    const { place, rows, actors } = given
    const live = new LiveRun(given, await rows.read(), new Journal(() => place.seq()))
    const { orders, telling, journal } = live.#parts
    const hasWriters = actors.writer.state !== 'down'
    const begin = await orders.openRequests()
    if (hasWriters) begin.push(...(await orders.openWriters()))
    telling.tellAll()
    journal.begin()
    if (hasWriters) journal.note({ kind: 'writers' })
    for (const one of begin) one()
    return live
  }

  /**
   * A run that goes on from where it was when fact `seq` was the newest: its code is run again to that point with what it
   * was given before, and then for real. `old` has been abandoned, keys and rows are those of that point. Undefined where
   * the run was not what it is, or its code went another way.
   */
  static async resume(old: LiveRun, seq: number, view: RunView): Promise<LiveRun | undefined> {
    const before = old.#parts
    if (view.id !== old.view.id || view.state === 'abandoned' || !before.journal.wasAt(seq)) return undefined
    const { actors } = before.lanes
    const live = new LiveRun({ ...old.#given, actors }, view.tables, before.journal.again(seq))
    const { journal, telling, drive, lanes, courses } = live.#parts
    if (!(await rerun(live.#parts, view))) {
      for (const lane of lanes.all()) courses.end(lane)
      return undefined
    }
    const leave = journal.arrive()
    telling.tellAll({
      ...view,
      state: view.state === 'done' ? 'done' : 'paused',
      actors: statesOf(actors),
    })
    for (const lane of lanes.all()) courses.tellEnd(lane)
    leave()
    if (telling.over) lanes.close()
    else await live.#settle()
    drive.pump()
    return live
  }

  get view(): RunView {
    return this.#parts.telling.view
  }

  /** What its lanes are to do. */
  get orders(): Orders {
    return this.#parts.orders
  }

  /** Lets one hop through, of that lane or of the one held longest, and waits until it has arrived. */
  async step(lane?: string): Promise<void> {
    const { telling, drive, lanes } = this.#parts
    if (telling.over) throw new Refused('failed', 'The run is over.', 'Start another.')
    if (lane !== undefined && !lanes.get(lane))
      throw new Refused('failed', `The run has no lane ${lane}.`, 'Choose one of its lanes.')
    this.play(null)
    await telling.when(() => drive.next(lane) !== undefined || (lane !== undefined && lanes.get(lane)?.over === true))
    const call = drive.release(lane)
    const running = lanes.get(call?.lane ?? '')
    if (call === undefined || running === undefined) return
    const arrived = () => call.answered?.state === 'waiting' || (call.answered !== undefined && drive.stands(call.lane))
    await telling.when(() => running.over || arrived())
    if (running.over) await running.finished
  }

  /** A hop every so many ms; null: none by itself. */
  play(everyMs: number | null): void {
    if (!this.#parts.telling.over) this.#parts.drive.play(everyMs)
  }

  /** Everything goes as soon as it can, to the end. */
  finish(): void {
    if (!this.#parts.telling.over) this.#parts.drive.finish()
  }

  /** Ends every lane at once, in the middle of whatever it does. Nothing of them is left when this resolves. */
  async abandon(why: string): Promise<void> {
    const { telling, drive, lanes, courses } = this.#parts
    if (telling.over) return
    drive.stop()
    const hops = lanes.all().flatMap(lane => courses.end(lane))
    const ended = this.view.lanes.map(lane =>
      lane.state === 'done' || lane.state === 'failed' ? lane : { ...lane, state: 'abandoned' as const, outcome: why },
    )
    telling.tell({ state: 'abandoned', hops, lanes: ended })
    await this.#count()
    await this.#giveBack()
  }

  /** Breaks or mends servers, or the writer. A writer that comes back is a new one, also when the run was done. */
  async setActors(actors: Actors): Promise<void> {
    const { telling, drive, lanes, courses, orders, journal } = this.#parts
    const writers = lanes.writers()
    const isDown = actors.writer.state === 'down'
    if (isDown) for (const writer of writers) courses.crash(writer)
    await lanes.reach(actors)
    telling.tell({ actors: statesOf(actors) })
    if (this.view.state === 'abandoned') return
    if (!isDown && writers.every(({ over, crashed }) => over && crashed)) {
      this.#stopping = false
      const begin = await orders.openWriters()
      if (begin.length > 0) {
        telling.tell({ lanes: this.view.lanes, state: drive.state })
        journal.note({ kind: 'writers' })
      }
      for (const one of begin) one()
    }
    await this.#settle()
  }

  /** The rows were changed by somebody else. */
  async rowsChanged(): Promise<void> {
    this.#parts.telling.tell({ tables: await this.#given.rows.read() })
  }

  // ---- its end ------------------------------------------------------------------------------------------------------

  /** Ends the run when every lane is over; tells the writers to stop when nothing is left for them. */
  async #settle(): Promise<void> {
    const { telling, lanes, orders, journal } = this.#parts
    const isOver = () => lanes.all().every(({ over }) => over)
    if (telling.over || journal.isAgain) return
    if (isOver()) {
      await this.#count()
      if (telling.over || !isOver()) return
      lanes.close()
      telling.tell({ state: 'done' })
      await this.#giveBack()
    } else if (lanes.all().every(({ over, from }) => over || from === 'writer'))
      this.#stopping ||= orders.unstored(await this.#given.rows.read()).length === 0
  }

  async #giveBack(): Promise<void> {
    const { place } = this.#given
    try {
      await giveBack(place, this.#parts.orders.keys())
    } catch (error) {
      place.log(`What a run left behind keeps its long life: ${messageOf(error)}`)
    }
  }

  /** Rows and losses as they are now. */
  async #count(): Promise<void> {
    const { place, rows } = this.#given
    try {
      const tables = await rows.read()
      const lost = await lostWrites(place, this.#parts.orders.unstored(tables))
      this.#parts.telling.tell({ tables, counters: { ...this.view.counters, lostWrites: lost } })
    } catch (error) {
      place.log(`The end of a run could not be counted: ${messageOf(error)}`)
    }
  }
}
