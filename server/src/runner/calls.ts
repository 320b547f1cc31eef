/**
 * Calls: the ports a lane's code is given. A call comes to the gate and waits, is made and measured, and its answer waits
 * again; each of that is told.
 */
import type { Ports } from '@rdd/shared/patterns/ports'
import { HELD_MS } from '@rdd/shared/run'
import type { Rows } from '../database/rows.ts'
import { counted } from './counters.ts'
import type { Drive } from './drive.ts'
import type { Hops } from './hops.ts'
import type { Journal } from './journal.ts'
import type { Lanes, Running } from './lanes.ts'
import type { Place } from './place.ts'
import type { Telling } from './telling.ts'
import { type Asked, messageOf, type Round, traced } from './trace.ts'

export interface CallsParts {
  place: Place
  rows: Rows
  hops: Hops
  telling: Telling
  journal: Journal
  drive: Drive
  lanes: Lanes
  /** The rows were written to. */
  onWritten(): Promise<void>
}

export class Calls {
  readonly #parts: CallsParts

  constructor(parts: CallsParts) {
    this.#parts = parts
  }

  /** Inside the gate: the lane's own ports, each call measured. Who slept comes to the gate by itself. */
  real(lane: Running): Ports {
    const { ports } = lane.tape
    const sleep = (ms: number) => ports.clock.sleep(ms).finally(() => this.#parts.drive.pump())
    return { ...traced(ports, this.#measured(lane)), clock: { now: ports.clock.now, sleep }, holdMs: HELD_MS }
  }

  /** Outside the gate: a call comes and waits. */
  watched(lane: Running, gated: Ports): Ports {
    const { hops, telling, drive, lanes } = this.#parts
    const round: Round = (asked, go) => {
      if (!lane.over) {
        const { call, changed } = hops.ask(lane.name, lane.from, asked)
        lane.calls.push(call)
        telling.tell({ hops: changed, lanes: telling.lanesWith(lane.name, { state: 'held' }) })
      }
      const going = go()
      drive.pump()
      return going
    }
    const background: Ports['background'] = {
      run: later => gated.background.run(ports => later(this.watched(lanes.get(`${lane.name}+`) ?? lane, ports))),
    }
    const sleep = (ms: number) => {
      const slept = gated.clock.sleep(ms)
      drive.pump()
      return slept
    }
    return { ...traced(gated, round), background, clock: { now: () => gated.clock.now(), sleep } }
  }

  #measured(lane: Running): Round {
    const { hops, telling, drive, onWritten } = this.#parts
    return async (asked, go, say) => {
      const call = lane.calls.find(one => one.call === asked.call && !one.begun)
      if (call) call.begun = true
      const { outcome, ms, addedMs } = await timed(lane, go)
      const tables = await this.#after(asked)
      if (call && !lane.over) {
        lane.calls.splice(lane.calls.indexOf(call), 1)
        const failed = outcome.status === 'rejected'
        const answer = failed ? { text: messageOf(outcome.reason), outcome: 'error' as const } : say(outcome.value)
        const at = telling.lane(lane.name)
        telling.tell({
          hops: hops.answer(call, answer, ms, addedMs, !failed || isAnswer(outcome.reason)),
          lanes: telling.lanesWith(lane.name, {
            state: 'held',
            ms: rounded((at?.ms ?? 0) + ms),
            addedMs: rounded((at?.addedMs ?? 0) + addedMs),
          }),
          counters: counted(telling.view.counters, asked.call, answer.outcome),
          ...(tables && { tables }),
        })
        if (writes(asked)) await onWritten()
      }
      drive.pump()
      if (outcome.status === 'rejected') throw outcome.reason
      return outcome.value
    }
  }

  /** Once a call is made, what it did is there to be told: in the log, or as the rows that are given. */
  async #after(asked: Asked) {
    const { place, rows, journal } = this.#parts
    if (journal.isAgain) return undefined
    if (writes(asked)) return rows.read().catch(() => undefined)
    if (asked.to !== 'database') await place.settled()
    return undefined
  }
}

const writes = ({ to, call }: Asked) => to === 'database' && call !== 'database.find'

/** Makes a call, and says what of its ms was added on purpose. */
async function timed<T>({ connections }: Running, go: () => Promise<T>) {
  const [addedBefore, since] = [connections.addedMs, performance.now()]
  const [outcome] = await Promise.allSettled([go()])
  const total = performance.now() - since
  const addedMs = rounded(connections.addedMs - addedBefore)
  return { outcome, addedMs, ms: rounded(Math.max(0, total - addedMs)) }
}

/** To a hundredth of a ms. */
const rounded = (ms: number) => Math.round(ms * 100) / 100
/** Whether an error is what the server answered, not that it could not be asked: both libraries name theirs. */
const isAnswer = (error: unknown) => error instanceof Error && (error.name === 'ReplyError' || 'severity' in error)
