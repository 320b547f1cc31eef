/** RunParts: what a run is made of, and how the parts are joined. */
import { randomBytes } from 'node:crypto'
import { Gate } from '@rdd/shared/patterns/gate'
import type { RequestOf } from '@rdd/shared/protocol'
import type { RunView } from '@rdd/shared/run'
import type { Database } from '../database/database.ts'
import type { Rows } from '../database/rows.ts'
import { Calls } from './calls.ts'
import { zero } from './counters.ts'
import { Courses } from './courses.ts'
import { Drive } from './drive.ts'
import { Hops } from './hops.ts'
import type { Journal } from './journal.ts'
import { type Actors, Lanes } from './lanes.ts'
import { Orders } from './orders.ts'
import type { Place } from './place.ts'
import { Telling } from './telling.ts'

/** ms between hops of a run that was not asked to wait. */
const PACE = 400

/** What a run is given. */
export interface LiveParts {
  place: Place
  database: Database
  rows: Rows
  request: RequestOf<'startRun'>
  actors: Actors
}

export interface RunParts {
  journal: Journal
  telling: Telling
  drive: Drive
  lanes: Lanes
  courses: Courses
  orders: Orders
}

/** What the parts ask of the run as a whole. */
export interface Whole {
  /** Whether writers are told to stop. */
  stopping(): boolean
  /** A lane has ended, or the rows were written to: the run may be over. */
  settle(): Promise<void>
  abandon(why: string): Promise<void>
}

/** All of it, before any lane is opened. */
export function runParts(given: LiveParts, tables: RunView['tables'], journal: Journal, whole: Whole): RunParts {
  const { place, database, rows, request, actors } = given
  const { stopping, settle, abandon } = whole
  const gate = new Gate()
  const hops = new Hops()
  const telling = new Telling(place, firstView(given, tables), () => journal.isAgain)
  const lanes = new Lanes({
    ...{ place, database, rows, actors, journal, stopping },
    onBackground: (parent, work) => courses.beginBackground(parent, work),
  })
  const drive = new Drive({
    ...{ gate, hops, telling, journal },
    everyMs: request.paused || journal.isAgain ? null : PACE,
    onTooMany: why => void abandon(why),
  })
  const calls = new Calls({ place, rows, hops, telling, journal, drive, lanes, onWritten: settle })
  const courses = new Courses({ place, gate, hops, telling, journal, lanes, calls, onEnd: settle })
  const orders = new Orders({ request, rows, lanes, courses, telling })
  return { journal, telling, drive, lanes, courses, orders }
}

const firstView = ({ request, actors, database }: LiveParts, tables: RunView['tables']): RunView => ({
  id: randomBytes(6).toString('hex'),
  pattern: request.pattern,
  state: request.paused ? 'paused' : 'running',
  lanes: [],
  hops: [],
  actors: statesOf(actors),
  counters: zero(),
  tables,
  database: database.said,
})

export const statesOf = ({ cache, database, writer }: Actors): RunView['actors'] => ({
  cache: cache.state,
  // the same Redis
  queue: cache.state,
  database: database.state,
  writer: writer.state,
})
