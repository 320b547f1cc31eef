/** Courses: how a lane begins and how it ends, by itself or because its process is ended. */
import type { Gate } from '@rdd/shared/patterns/gate'
import type { Ports } from '@rdd/shared/patterns/ports'
import type { Hop } from '@rdd/shared/run'
import type { Calls } from './calls.ts'
import type { Hops } from './hops.ts'
import type { Journal } from './journal.ts'
import type { Background, Lanes, Running } from './lanes.ts'
import type { Place } from './place.ts'
import type { Telling } from './telling.ts'
import { cut, messageOf } from './trace.ts'

/** @returns the answer as JSON, and whether it is another row than the database's */
export type Work = (ports: Ports) => Promise<{ answer: string; stale?: boolean }>

export interface CoursesParts {
  place: Place
  gate: Gate
  hops: Hops
  telling: Telling
  journal: Journal
  lanes: Lanes
  calls: Calls
  /** A lane has ended, and that was told. */
  onEnd(): Promise<void>
}

export class Courses {
  readonly #parts: CoursesParts

  constructor(parts: CoursesParts) {
    this.#parts = parts
  }

  begin(lane: Running, work: Work): void {
    const { gate, calls, telling } = this.#parts
    const hops = this.#inside(lane, { direction: 'asked', state: 'done' })
    if (hops.length > 0) telling.tell({ hops })
    this.#follow(
      lane,
      gate.run(lane.name, calls.real(lane), gated => work(calls.watched(lane, gated))),
    )
  }

  /** Work that goes on behind a lane's answer, over the lane's connections. */
  beginBackground(parent: Running, work: Background): void {
    const { calls, lanes, telling } = this.#parts
    const lane = lanes.beside(parent)
    telling.add({ name: lane.name, operation: 'in the background', form: lane.form })
    // the gate wraps what it is given here
    this.#follow(
      lane,
      work(calls.real(lane)).then(() => ({ answer: '' })),
    )
  }

  /** Tells how a lane ended by itself, where that is still to be told. */
  tellEnd(lane: Running): void {
    const { hops, telling, journal } = this.#parts
    const { end, name } = lane
    if (end === undefined) return
    delete lane.end
    const { counters, actors } = telling.view
    const failed = end.state === 'failed'
    const answer = { text: cut(end.outcome), outcome: failed ? 'error' : 'ok' } as const
    const inside = this.#inside(lane, { direction: 'answered', state: failed ? 'failed' : 'done', ...answer })
    telling.tell({
      hops: [...hops.abandon(name), ...inside],
      lanes: telling.lanesWith(name, end),
      ...(end.stale && { counters: { ...counters, staleReads: counters.staleReads + 1 } }),
      ...(lane.crashed && { actors: { ...actors, writer: 'down' } }),
    })
    journal.note({ kind: 'ended', lane: name })
  }

  /** As a process ends that is killed: what it was doing is undone by nobody. */
  crash(lane: Running): void {
    const { telling, journal } = this.#parts
    if (lane.over) return
    const hops = this.end(lane)
    lane.crashed = true
    const outcome = 'crashed: its process ended'
    telling.tell({ hops, lanes: telling.lanesWith(lane.name, { state: 'failed', outcome }) })
    journal.note({ kind: 'crashed', lane: lane.name })
  }

  /** Ends it in the middle of whatever it does. Changed hops, which are still to be told. */
  end(lane: Running): Hop[] {
    if (lane.over) return []
    lane.over = true
    this.#parts.gate.abandon(lane.name)
    lane.connections.close()
    return this.#parts.hops.abandon(lane.name)
  }

  #follow(lane: Running, work: ReturnType<Work>): void {
    lane.finished = work
      .then(
        ({ answer, stale }) => this.#ended(lane, { state: 'done', outcome: answer, ...(stale && { stale }) }),
        (error: unknown) => this.#ended(lane, { state: 'failed', outcome: messageOf(error) }),
      )
      .catch((error: unknown) => this.#parts.place.log(`A run failed: ${messageOf(error)}`))
  }

  async #ended(lane: Running, end: Running['end'] & object): Promise<void> {
    if (lane.over) return
    lane.over = true
    // a writer that fails is as dead as one that was killed
    lane.crashed = lane.from === 'writer' && end.state === 'failed'
    lane.end = end
    // a run that is run again tells of it where it did so the first time
    if (this.#parts.journal.isAgain) return this.#parts.telling.changed()
    this.tellEnd(lane)
    await this.#parts.onEnd()
  }

  /** The call of the app to its cache layer, in one process: told, never held or measured. None where there is no layer. */
  #inside(lane: Running, part: Pick<Hop, 'direction' | 'state'> & Partial<Pick<Hop, 'text' | 'outcome'>>): Hop[] {
    if (lane.from !== 'layer') return []
    const text = this.#parts.telling.lane(lane.name)?.operation ?? ''
    const call = `layer.${text.replace(/\(.*/, '')}`
    const ends =
      part.direction === 'asked' ? ({ from: 'app', to: 'layer' } as const) : ({ from: 'layer', to: 'app' } as const)
    return this.#parts.hops.tell({ lane: lane.name, call, text, ...ends, ...part })
  }
}
