/**
 * Runner: the room's current run through a caching pattern, and what a person may do to it. One at a time: a new one takes
 * the place of the one before. The database and the room's tables in it are made when they are first needed.
 */
import { noEffects } from '@rdd/shared/fact'
import type { AnswerOf, RequestOf } from '@rdd/shared/protocol'
import type { RunView } from '@rdd/shared/run'
import { DatabaseError } from '../database/database.ts'
import type { DatabaseSource } from '../database/open.ts'
import { Rows } from '../database/rows.ts'
import { Refused } from '../refused.ts'
import { evict } from './evict.ts'
import type { Reach } from './lane.ts'
import type { Actors } from './lanes.ts'
import { LiveRun } from './live.ts'
import type { Place } from './place.ts'
import { INTRODUCTION, RedisLink } from './redis-link.ts'
import { restoring } from './restore.ts'
import { Wire } from './wire.ts'

/** ms added to each call of a slow server, where nobody says how many. */
const SLOW = 300
/** ms until a key expires whose TTL is made to run out: long enough to be seen with it. */
const RUNS_OUT = 50

export class Runner {
  readonly #source: DatabaseSource
  readonly #place: Place
  #rows: Promise<Rows> | undefined
  #actors: Actors = { cache: { state: 'up' }, database: { state: 'up' }, writer: { state: 'up' } }
  #live: LiveRun | undefined
  /** What was asked last: one thing at a time changes the run as a whole. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(source: DatabaseSource, place: Place) {
    this.#source = source
    this.#place = place
  }

  /** Begins a run; the one before is abandoned. @throws Refused when there is no database, or no such operation */
  start(request: RequestOf<'startRun'>): Promise<AnswerOf<'startRun'>> {
    return this.#inTurn(async () => {
      const { database, rows } = await this.#ready()
      await this.#live?.abandon('Another run took its place.')
      this.#live = await LiveRun.start({ place: this.#place, database, rows, request, actors: this.#actors })
      return { run: this.#live.view.id }
    })
  }

  async step({ lane }: RequestOf<'stepRun'>): Promise<null> {
    await this.#current().step(lane)
    return null
  }

  play({ on, everyMs }: RequestOf<'playRun'>): null {
    this.#current().play(on ? everyMs : null)
    return null
  }

  finish(): null {
    this.#current().finish()
    return null
  }

  async abandon(): Promise<null> {
    await this.#current().abandon('A person abandoned the run.')
    return null
  }

  /** Also without a run: the next one finds it so. */
  async break({ actor, state, addedMs = SLOW }: RequestOf<'breakActor'>): Promise<null> {
    const how: Reach = state === 'slow' ? { state, addedMs } : { state }
    return this.#inTurn(async () => {
      this.#actors = { ...this.#actors, [actor]: how }
      await this.#live?.setActors(this.#actors)
      return null
    })
  }

  /** Real commands, by somebody who is no lane. @throws Refused when there is nothing to meddle with */
  async meddle({ what, id }: RequestOf<'meddle'>): Promise<null> {
    const live = this.#current()
    const { orders } = live
    const { table } = orders
    if (what === 'change-row') {
      const { rows } = await this.#ready()
      const row = await rows.find(table, id)
      const changed = row && (await rows.change(table, id, meddled(row.detail)))
      if (changed === null) throw new Refused('failed', `There is no row ${id} in ${table}.`, 'Choose another.')
      await live.rowsChanged()
      const sql = `UPDATE ${table} SET detail = '${changed.detail}' WHERE id = '${id}'`
      this.#note(`Behind the cache’s back: row ${id} was changed in the database. ${sql}`)
      return null
    }
    const keys: string[] = []
    for (const key of orders.keysOf(id)) if (Number(await this.#place.call('EXISTS', key)) > 0) keys.push(key)
    if (keys.length === 0)
      throw new Refused(
        'failed',
        `There is no ${orders.keysOf(id).join(' and no ')} in Redis.`,
        'Let it be cached first.',
      )
    const how = await this.#outsider(async link => {
      if (what === 'evict') return evict(this.#place, link, keys)
      for (const key of keys) {
        if (what === 'expire') await link.call(['PEXPIRE', key, RUNS_OUT])
        else await link.call(['SET', key, otherValue(String(await link.call(['GET', key]))), 'KEEPTTL'])
      }
      return what === 'expire' ? `given ${RUNS_OUT} ms to live` : 'given another value in Redis'
    })
    await this.#place.settled()
    this.#note(`Behind the cache’s back: ${keys.join(' and ')} ${keys.length > 1 ? 'were' : 'was'} ${how}.`)
    return null
  }

  /** The keys and rows of an earlier point, made again. @throws Refused when the room does not know them whole */
  async goOnFrom({ seq }: RequestOf<'goOnFrom'>): Promise<null> {
    return this.#inTurn(async () => {
      const then = this.#place.stateAt(seq)
      if ('unknown' in then) throw new Refused('failed', then.unknown, 'Go on from a later point.')
      const { rows } = await this.#ready()
      const run = then.run()
      const live = this.#live
      await live?.abandon('The room went back to an earlier point.')
      await this.#place.settled()
      const commands = restoring(then, this.#place.state(), this.#place.now())
      if ('unknown' in commands) throw new Refused('failed', commands.unknown, 'Reset the room instead.')
      await this.#place.transaction(commands)
      if (run) await rows.restore(run.tables)
      await this.#place.sync()
      const resumed = run && live && (await LiveRun.resume(live, seq, run))
      if (resumed) this.#live = resumed
      else if (run) this.#place.say({ kind: 'run', run: leftBehind(run), ...noEffects })
      return null
    })
  }

  /** The room's Redis ended, and its log with it: so does the run. */
  async drop(why: string): Promise<void> {
    await this.#live?.abandon(why)
    this.#live = undefined
  }

  /** Ends the run and gives the room's tables back. */
  async close(): Promise<void> {
    await this.#last
    await this.drop('The room was closed.')
    await this.#rows?.then(rows => rows.drop()).catch(() => {})
  }

  #current(): LiveRun {
    if (this.#live === undefined) throw new Refused('failed', 'There is no run in this room.', 'Start one.')
    return this.#live
  }

  async #ready() {
    try {
      const database = await this.#source.open()
      this.#rows ??= Rows.create(database)
      return { database, rows: await this.#rows }
    } catch (error) {
      this.#rows = undefined
      if (error instanceof DatabaseError) throw new Refused('failed', error.message)
      throw new Refused('failed', `The database does not answer: ${error instanceof Error ? error.message : error}.`)
    }
  }

  /** A connection of somebody who is no part of the run, for one purpose. */
  async #outsider<T>(act: (link: RedisLink) => Promise<T>): Promise<T> {
    const name = 'outsider'
    const wire = await Wire.open({
      target: () => {
        const { host, port } = this.#place.redis()
        return { host, port }
      },
      onOpen: address => this.#place.known(address, name, INTRODUCTION),
    })
    const link = new RedisLink(wire, () => this.#place.redis(), name)
    try {
      return await act(link)
    } finally {
      link.close()
      wire.cut()
    }
  }

  #note(text: string): void {
    this.#place.say({ kind: 'note', text, ...noEffects })
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(act)
    this.#last = turn.catch(() => {})
    return turn
  }
}

/** The run of an earlier point that is not the room's current one: its code is gone. */
const leftBehind = (run: RunView): RunView => ({
  ...run,
  state: run.state === 'done' ? 'done' : 'abandoned',
  lanes: run.lanes.map(lane =>
    lane.state === 'done' || lane.state === 'failed'
      ? lane
      : { ...lane, state: 'abandoned', outcome: 'The room went back to this point.' },
  ),
  hops: run.hops.map(hop => (hop.state === 'waiting' || hop.state === 'flying' ? { ...hop, state: 'failed' } : hop)),
})

/** Another value of the same kind: a price stays a number. */
const meddled = (detail: string): string => (/^\d+$/.test(detail) ? String(Number(detail) + 1) : `changed-${detail}`)

/** The cached JSON with another detail. */
function otherValue(cached: string): string {
  const value: unknown = JSON.parse(cached)
  if (typeof value !== 'object' || value === null || !('detail' in value) || typeof value.detail !== 'string')
    throw new Refused('failed', 'The cached value has no detail to change.', 'Let a row be cached first.')
  return JSON.stringify({ ...value, detail: meddled(value.detail) })
}
