/**
 * Orders: what the lanes of a run are to do. One for each request, which runs a piece of the pattern; one for each form
 * that has a writer. Also what came of it: the writes the app was told are done, and whether it was given the truth.
 */
import { type CataloguedPattern, catalogue, type Piece, WRITER } from '@rdd/shared/patterns/catalogue'
import type { Request, Table } from '@rdd/shared/patterns/ports'
import type { Operation, RequestOf } from '@rdd/shared/protocol'
import type { Tables } from '@rdd/shared/run'
import type { Rows } from '../database/rows.ts'
import { Refused } from '../refused.ts'
import type { Courses, Work } from './courses.ts'
import type { Form, Lanes } from './lanes.ts'
import { differs, unstored, type Written } from './losses.ts'
import type { Telling } from './telling.ts'

/** Operations whose answer is a row. */
const READS: readonly Operation[] = ['get', 'get-memoised', 'refresh']

export interface OrdersParts {
  request: RequestOf<'startRun'>
  rows: Rows
  lanes: Lanes
  courses: Courses
  telling: Telling
}

/** Sets a lane going. */
export type Begin = () => void

export class Orders {
  readonly #parts: OrdersParts
  readonly #plan: CataloguedPattern
  /** How the requests of this run name their cache keys. */
  readonly #keys = new Map<string, Piece['key']>()
  readonly #written: Written[] = []
  #writers = 0

  constructor(parts: OrdersParts) {
    this.#parts = parts
    this.#plan = catalogue[parts.request.pattern]
  }

  get table(): Table {
    return this.#plan.table
  }

  /** Cache keys the run's lanes use for an id. */
  keysOf(id: string): string[] {
    return [...new Set([...this.#keys.values()].map(key => key(this.table, id)))]
  }

  /** The same, for all ids that are asked for. */
  keys(): Set<string> {
    return new Set(this.#parts.request.lanes.flatMap(({ id }) => this.keysOf(id)))
  }

  /** Writes the app was told are done that their rows do not show. Where nobody writes later, none are looked for. */
  unstored(tables: Tables): Written[] {
    return this.#plan.writer === undefined ? [] : unstored(this.#written, tables)
  }

  /** Opens a lane for each request. @throws Refused before anything is opened */
  async openRequests(): Promise<Begin[]> {
    const { request, lanes, courses, telling } = this.#parts
    const { operations, table, title, from } = this.#plan
    const asked = request.lanes.map(({ operation, form, id, value }) => {
      const piece = operations[operation]?.[form]
      if (piece === undefined) throw new Refused('failed', `${title} has no ${operation}.`, 'Choose another.')
      this.#keys.set(`${operation} ${form}`, piece.key)
      return { operation, form, piece, given: { table, id, ttlMs: request.ttlMs, ...(value && { value }) } }
    })
    const begin: Begin[] = []
    for (const [i, { operation, form, piece, given }] of asked.entries()) {
      const name = String.fromCharCode(65 + i)
      const lane = await lanes.open(name, form, from)
      telling.add({ name, operation: `${piece.name}("${given.id}")`, form })
      const work: Work = async ports => {
        const answer = JSON.stringify(await piece.run(ports, given)) ?? 'null'
        return { answer, stale: await this.#judge(operation, given, answer) }
      }
      begin.push(() => courses.begin(lane, work))
    }
    return begin
  }

  /** Opens a writer for each form that has one. */
  async openWriters(): Promise<Begin[]> {
    const { request, lanes, courses, telling } = this.#parts
    const { writer } = this.#plan
    if (writer === undefined) return []
    const forms: Form[] = [...new Set(request.lanes.map(({ form }) => form))]
    const begin: Begin[] = []
    for (const [i, form] of forms.entries()) {
      const name = i === 0 ? 'writer' : `writer-${form}`
      this.#writers += 1
      const lane = await lanes.open(name, form, 'writer')
      const settings = { ...WRITER, consumer: `writer-${this.#writers}`, stopping: lane.tape.stopping }
      telling.add({ name, operation: 'writes to the database', form })
      begin.push(() => courses.begin(lane, ports => writer[form](ports, settings).then(() => ({ answer: '' }))))
    }
    return begin
  }

  /** Whether a lane's answer is another than the row at the moment it is given; what it wrote is kept in mind. */
  async #judge(operation: Operation, { table, id, value }: Request, answer: string): Promise<boolean> {
    if (READS.includes(operation)) {
      const row = await this.#parts.rows.find(table, id).catch(() => undefined)
      return row !== undefined && differs(answer, row)
    }
    if (value !== undefined && answer !== 'false' && answer !== 'null') this.#written.push({ table, id, ...value })
    return false
  }
}
