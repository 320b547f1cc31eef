/**
 * LiveRun: one run while it happens. Each lane runs its pattern's code over ports of its own; the gate holds each call
 * twice, and here it is decided what goes next: one hop because a person said so, one every so many ms, or all. What
 * happens is told as facts, so that a page needs nothing but the log.
 */
import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { type CataloguedPattern, catalogue, type Piece, WRITER } from '@rdd/shared/patterns/catalogue'
import { Gate, type Held } from '@rdd/shared/patterns/gate'
import { LEASE_MS, leaseOf } from '@rdd/shared/patterns/lease'
import { type Ports, QUEUE, type Request } from '@rdd/shared/patterns/ports'
import { LOCK_MS, lockOf } from '@rdd/shared/patterns/stampede-lock'
import type { Operation, RequestOf } from '@rdd/shared/protocol'
import { type ActorName, HELD_MS, type Hop, type Lane, patched, type RunPatch, type RunView } from '@rdd/shared/run'
import type { Database } from '../database/database.ts'
import type { Rows } from '../database/rows.ts'
import { list, text } from '../redis/raw.ts'
import { Refused } from '../refused.ts'
import { type Call, Hops } from './hops.ts'
import { LaneConnections, type Reach } from './lane.ts'
import { differs, lost, unstored, type Written } from './losses.ts'
import type { Place } from './place.ts'
import { Tape } from './tape.ts'
import { cut, type Round, traced } from './trace.ts'

/** Hops of one run at most: a writer that retries for ever must not fill the log. */
const MOST_HOPS = 1_000
/** ms between hops of a run that was not asked to wait. */
const PACE = 400
/** ms to run a run again. */
const REPLAY = 5_000
/** Operations whose answer is a row. */
const READS: readonly Operation[] = ['get', 'get-memoised', 'refresh']

export type Actors = Record<'cache' | 'database' | 'writer', Reach>

export interface LiveParts {
  place: Place
  database: Database
  rows: Rows
  request: RequestOf<'startRun'>
  actors: Actors
}

/** What moves a run on from outside its code. */
type Event = { kind: 'released'; held: Held } | { kind: 'crashed' | 'ended'; lane: string } | { kind: 'writers' }
type Noted = Event & { seq: number }
type Form = Lane['form']
/** @returns the answer as JSON, and whether it is another row than the database's */
type Work = (ports: Ports) => Promise<{ answer: string; stale?: boolean }>

/** A lane that runs, or ran. */
interface Running {
  name: string
  form: Form
  /** Who asks: the app, our caching layer in it, or the writer. */
  from: ActorName
  connections: LaneConnections
  /** Between its code and its connections. */
  tape: Tape
  /** Calls that wait to be asked or answered. */
  calls: Call[]
  over: boolean
  /** How it ended by itself, until that is told. `stale`: with another row than the database's. */
  end?: Pick<Lane, 'state' | 'stale'> & { outcome: string }
  /** Over because its process was ended. */
  crashed: boolean
  /** Settles when its code has ended and all about that was told. */
  finished: Promise<void>
}

export class LiveRun {
  readonly #parts: LiveParts
  #actors: Actors
  readonly #plan: CataloguedPattern
  readonly #gate = new Gate()
  readonly #hops = new Hops()
  readonly #lanes = new Map<string, Running>()
  readonly #written: Written[] = []
  /** How the requests of this run name their cache keys. */
  readonly #keys = new Map<string, Piece['key']>()
  #view: RunView
  #everyMs: number | null
  #finishing = false
  #writers = 0
  /** The writers are told to stop: all that was asked is done and stored. */
  #stopping = false
  #pumping = false
  #timer: NodeJS.Timeout | undefined
  #watchers: (() => void)[] = []
  /** What led the lanes to where they are, with the fact that told of it. */
  readonly #journal: Noted[] = []
  #tapes = new Map<string, Tape>()
  /** How often a lane of that name began. */
  readonly #starts = new Map<string, number>()
  /** Seq of the fact the run began with; stretches of the log that were left for an earlier point, ends excluded. */
  #since = 0
  #left: [from: number, to: number][] = []
  /** While the run is run again: the fact it leads to. Nothing is told meanwhile. */
  #replayed: number | undefined
  /** It went another way than the first time. */
  #astray = false

  private constructor(parts: LiveParts, tables: RunView['tables']) {
    const { request, actors, database } = parts
    this.#parts = parts
    this.#actors = actors
    this.#plan = catalogue[request.pattern]
    this.#everyMs = request.paused ? null : PACE
    this.#view = {
      id: randomBytes(6).toString('hex'),
      pattern: request.pattern,
      state: request.paused ? 'paused' : 'running',
      lanes: [],
      hops: [],
      actors: statesOf(actors),
      counters: { hits: 0, misses: 0, databaseLoads: 0, databaseWrites: 0, staleReads: 0, lostWrites: 0 },
      tables,
      database: database.said,
    }
  }

  /** Begins a run: all lanes stand at their first call. @throws Refused when the pattern has no such operation */
  static async start(parts: LiveParts): Promise<LiveRun> {
    const live = new LiveRun(parts, await parts.rows.read())
    const begin = await live.#lanesOf()
    if (parts.actors.writer.state !== 'down') begin.push(...(await live.#writersOf()))
    parts.place.say({ kind: 'run', run: live.#view, ...nothing() })
    live.#since = parts.place.seq()
    if (parts.actors.writer.state !== 'down') live.#note({ kind: 'writers' })
    for (const one of begin) one()
    return live
  }

  /**
   * A run that goes on from where it was when fact `seq` was the newest: its code is run again to that point with what it
   * was given before, and then for real. `old` has been abandoned, keys and rows are those of that point. Undefined where
   * the run was not what it is, or its code went another way.
   */
  static async resume(old: LiveRun, seq: number, view: RunView): Promise<LiveRun | undefined> {
    const isLeft = old.#left.some(([from, to]) => seq > from && seq < to)
    if (view.id !== old.#view.id || view.state === 'abandoned' || seq < old.#since || isLeft) return undefined
    const { place } = old.#parts
    const live = new LiveRun({ ...old.#parts, actors: old.#actors }, view.tables)
    live.#since = old.#since
    live.#tapes = old.#tapes
    live.#replayed = seq
    const alarm = setTimeout(() => {
      live.#astray = true
      live.#changed()
    }, REPLAY)
    for (const begin of await live.#lanesOf()) begin()
    for (const event of old.#journal.filter(one => one.seq <= seq)) await live.#redo(event)
    clearTimeout(alarm)
    if (live.#astray) {
      for (const lane of live.#lanes.values()) live.#end(lane)
      return undefined
    }
    live.#everyMs = null
    live.#view = { ...view, state: view.state === 'done' ? 'done' : 'paused', actors: statesOf(live.#actors) }
    live.#replayed = undefined
    place.say({ kind: 'run', run: live.#view, ...nothing() })
    for (const lane of live.#lanes.values()) live.#tellEnd(lane)
    live.#left = [...old.#left, [seq, place.seq()]]
    if (live.over) for (const { connections } of live.#lanes.values()) connections.close()
    else await live.#settle()
    live.#pump()
    return live
  }

  get view(): RunView {
    return this.#view
  }

  get over(): boolean {
    return this.#replayed === undefined && (this.#view.state === 'done' || this.#view.state === 'abandoned')
  }

  /** Lets one hop through, of that lane or of the one held longest, and waits until it has arrived. */
  async step(lane?: string): Promise<void> {
    if (this.over) throw new Refused('failed', 'The run is over.', 'Start another.')
    if (lane !== undefined && !this.#lanes.has(lane))
      throw new Refused('failed', `The run has no lane ${lane}.`, 'Choose one of its lanes.')
    this.play(null)
    await this.#when(
      () => this.#next(lane) !== undefined || (lane !== undefined && this.#lanes.get(lane)?.over === true),
    )
    const gone = this.#release(lane)
    if (gone === undefined) return
    const { call, running } = gone
    const arrived = () => call.answered?.state === 'waiting' || (call.answered !== undefined && this.#stands(running))
    await this.#when(() => running.over || arrived())
    if (running.over) await running.finished
  }

  /** A hop every so many ms; null: none by itself. */
  play(everyMs: number | null): void {
    if (this.over) return
    this.#everyMs = everyMs
    this.#finishing = false
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#go(everyMs === null ? 'paused' : 'running')
  }

  /** Everything goes as soon as it can, to the end. */
  finish(): void {
    if (this.over) return
    this.#finishing = true
    this.#go('running')
  }

  /** Ends every lane at once, in the middle of whatever it does. Nothing of them is left when this resolves. */
  async abandon(why: string): Promise<void> {
    if (this.over) return
    clearTimeout(this.#timer)
    const hops = [...this.#lanes.values()].flatMap(lane => this.#end(lane))
    this.#tell({
      state: 'abandoned',
      hops,
      lanes: this.#view.lanes.map(lane =>
        lane.state === 'done' || lane.state === 'failed' ? lane : { ...lane, state: 'abandoned', outcome: why },
      ),
    })
    await this.#count()
    await this.#giveBack()
  }

  /** Breaks or mends servers, or the writer. A writer that comes back is a new one, also when the run was done. */
  async setActors(actors: Actors): Promise<void> {
    this.#actors = actors
    const writers = [...this.#lanes.values()].filter(({ from }) => from === 'writer')
    if (actors.writer.state === 'down') for (const writer of writers) this.#crash(writer)
    for (const lane of this.#lanes.values()) if (!lane.over) await this.#reach(lane)
    this.#tell({ actors: statesOf(actors) })
    if (this.#view.state === 'abandoned') return
    if (actors.writer.state !== 'down' && writers.every(({ over, crashed }) => over && crashed)) {
      this.#stopping = false
      const begin = await this.#writersOf()
      if (begin.length > 0)
        this.#tell({ lanes: this.#view.lanes, state: this.#finishing || this.#everyMs !== null ? 'running' : 'paused' })
      if (begin.length > 0) this.#note({ kind: 'writers' })
      for (const one of begin) one()
    }
    await this.#settle()
  }

  /** The rows were changed by somebody else. */
  async rowsChanged(): Promise<void> {
    this.#tell({ tables: await this.#parts.rows.read() })
  }

  /** Cache keys the run's lanes use for an id. */
  keysOf(id: string): string[] {
    return [...new Set([...this.#keys.values()].map(key => key(this.#plan.table, id)))]
  }

  get table() {
    return this.#plan.table
  }

  // ---- going on from an earlier point -----------------------------------------------------------------------------

  #note(event: Event): void {
    if (this.#replayed === undefined) this.#journal.push({ ...event, seq: this.#parts.place.seq() })
  }

  async #redo(event: Noted): Promise<void> {
    this.#journal.push(event)
    if (event.kind === 'released') {
      await this.#when(() => this.#astray || isDeepStrictEqual(this.#next(event.held.lane), event.held))
      if (!this.#astray) this.#release(event.held.lane)
    } else if (event.kind === 'crashed') {
      const lane = this.#lanes.get(event.lane)
      if (lane) this.#crash(lane)
    } else if (event.kind === 'ended') {
      const lane = this.#lanes.get(event.lane)
      await this.#when(() => this.#astray || lane?.over === true)
      if (lane) this.#tellEnd(lane)
    } else for (const begin of await this.#writersOf()) begin()
  }

  // ---- lanes --------------------------------------------------------------------------------------------------------

  /** Opens a lane for each request, and gives what sets them going. @throws Refused before anything is opened */
  async #lanesOf(): Promise<(() => void)[]> {
    const { lanes, ttlMs } = this.#parts.request
    const { operations, table, title, from } = this.#plan
    const asked = lanes.map(({ operation, form, id, value }) => {
      const piece = operations[operation]?.[form]
      if (piece === undefined) throw new Refused('failed', `${title} has no ${operation}.`, 'Choose another.')
      this.#keys.set(`${operation} ${form}`, piece.key)
      const request: Request = { table, id, ttlMs, ...(value && { value }) }
      return { operation, form, piece, request }
    })
    const begin: (() => void)[] = []
    for (const [i, { operation, form, piece, request }] of asked.entries()) {
      const name = String.fromCharCode(65 + i)
      const lane = await this.#open(name, form, from)
      this.#view.lanes.push(laneView(name, `${piece.name}("${request.id}")`, form))
      const work: Work = async ports => {
        const answer = JSON.stringify(await piece.run(ports, request)) ?? 'null'
        return { answer, stale: await this.#judge(operation, request, answer) }
      }
      begin.push(() => this.#begin(lane, work))
    }
    return begin
  }

  async #open(name: string, form: Form, from: ActorName): Promise<Running> {
    const { place, database, rows } = this.#parts
    const connections = await LaneConnections.open({
      name: from === 'writer' ? name : `app-${name}`,
      redis: () => place.redis(),
      database,
      schema: rows.schema,
      background: { run: work => this.#beginBackground(lane, work) },
      onOpen: (...opened) => place.known(...opened),
    })
    const finished = Promise.resolve()
    const tape = this.#tapeOf(name, connections)
    const lane: Running = { name, form, from, connections, tape, calls: [], over: false, crashed: false, finished }
    this.#lanes.set(name, lane)
    await this.#reach(lane)
    return lane
  }

  /** A new tape for a lane that begins; the one it had, when the run is run again. */
  #tapeOf(name: string, { ports }: LaneConnections): Tape {
    const times = (this.#starts.get(name) ?? 0) + 1
    this.#starts.set(name, times)
    const key = `${name} ${times}`
    const given = { ports, stopping: () => this.#stopping }
    const known = this.#replayed === undefined ? undefined : this.#tapes.get(key)
    if (known !== undefined && this.#replayed !== undefined) known.rewind(this.#replayed, given)
    const tape = known ?? new Tape(given, () => this.#parts.place.seq())
    this.#tapes.set(key, tape)
    return tape
  }

  async #reach({ connections, from }: Running): Promise<void> {
    const { cache, database, writer } = this.#actors
    const slower = (how: Reach): Reach =>
      from === 'writer' && writer.state === 'slow' && how.state === 'up' ? writer : how
    await connections.reach(slower(cache), slower(database))
  }

  #begin(lane: Running, work: Work): void {
    const hops = this.#inside(lane, { direction: 'asked', state: 'done' })
    if (hops.length > 0) this.#tell({ hops })
    lane.finished = this.#gate
      .run(lane.name, this.#real(lane), gated => work(this.#watched(lane, gated)))
      .then(
        ({ answer, stale }) => this.#ended(lane, { state: 'done', outcome: answer, ...(stale && { stale }) }),
        (error: unknown) => this.#ended(lane, { state: 'failed', outcome: messageOf(error) }),
      )
      .catch((error: unknown) => this.#parts.place.log(`A run failed: ${messageOf(error)}`))
  }

  /** Work that goes on behind a lane's answer, over the lane's connections. */
  #beginBackground(parent: Running, work: (ports: Ports) => Promise<unknown>): void {
    const name = `${parent.name}+`
    const tape = this.#tapeOf(name, parent.connections)
    // nobody asks the layer for it
    const from = parent.from === 'layer' ? 'app' : parent.from
    const { end: _, ...shared } = parent
    const lane: Running = { ...shared, name, from, tape, calls: [], over: false }
    this.#lanes.set(name, lane)
    const lanes = this.#view.lanes.filter(one => one.name !== name)
    this.#view = { ...this.#view, lanes: [...lanes, laneView(name, 'in the background', parent.form)] }
    // the gate wraps what it is given here
    lane.finished = work(this.#real(lane))
      .then(
        () => this.#ended(lane, { state: 'done', outcome: '' }),
        (error: unknown) => this.#ended(lane, { state: 'failed', outcome: messageOf(error) }),
      )
      .catch((error: unknown) => this.#parts.place.log(`A run failed: ${messageOf(error)}`))
  }

  /** Opens a writer for each form that has one, and gives what sets them going. */
  async #writersOf(): Promise<(() => void)[]> {
    const { writer } = this.#plan
    if (writer === undefined) return []
    const forms = [...new Set(this.#parts.request.lanes.map(({ form }) => form))]
    const begin: (() => void)[] = []
    for (const [i, form] of forms.entries()) {
      const name = i === 0 ? 'writer' : `writer-${form}`
      this.#writers += 1
      const lane = await this.#open(name, form, 'writer')
      const settings = { ...WRITER, consumer: `writer-${this.#writers}`, stopping: lane.tape.stopping }
      const lanes = this.#view.lanes.filter(one => one.name !== name)
      this.#view = { ...this.#view, lanes: [...lanes, laneView(name, 'writes to the database', form)] }
      begin.push(() => this.#begin(lane, ports => writer[form](ports, settings).then(() => ({ answer: '' }))))
    }
    return begin
  }

  /** The lane's own ports, each call measured. Who slept comes to the gate by itself. */
  #real(lane: Running): Ports {
    const { ports } = lane.tape
    const sleep = (ms: number) => ports.clock.sleep(ms).finally(() => this.#pump())
    return { ...traced(ports, this.#measured(lane)), clock: { now: ports.clock.now, sleep }, holdMs: HELD_MS }
  }

  /** Outside the gate: a call comes and waits. */
  #watched(lane: Running, gated: Ports): Ports {
    const round: Round = (asked, go) => {
      if (!lane.over) {
        const { call, changed } = this.#hops.ask(lane.name, lane.from, asked)
        lane.calls.push(call)
        this.#tell({ hops: changed, lanes: this.#lanesWith(lane.name, { state: 'held' }) })
      }
      const going = go()
      this.#pump()
      return going
    }
    const background: Ports['background'] = {
      run: later =>
        gated.background.run(ports => later(this.#watched(this.#lanes.get(`${lane.name}+`) ?? lane, ports))),
    }
    const sleep = (ms: number) => {
      const slept = gated.clock.sleep(ms)
      this.#pump()
      return slept
    }
    return { ...traced(gated, round), background, clock: { now: () => gated.clock.now(), sleep } }
  }

  /** Inside the gate: the real call, measured. */
  #measured(lane: Running): Round {
    return async (asked, go, say) => {
      const call = lane.calls.find(one => one.call === asked.call && !one.begun)
      if (call) call.begun = true
      const { connections } = lane
      const [addedBefore, since] = [connections.addedMs, performance.now()]
      const [outcome] = await Promise.allSettled([go()])
      const total = performance.now() - since
      const addedMs = rounded(connections.addedMs - addedBefore)
      const ms = rounded(Math.max(0, total - addedMs))
      const wrote = asked.to === 'database' && asked.call !== 'database.find'
      const [tables] = await Promise.all([
        wrote && this.#replayed === undefined ? this.#parts.rows.read().catch(() => undefined) : undefined,
        asked.to === 'database' || this.#replayed !== undefined ? undefined : this.#parts.place.settled(),
      ])
      if (call && !lane.over) {
        lane.calls.splice(lane.calls.indexOf(call), 1)
        const failed = outcome.status === 'rejected'
        const answer = failed ? { text: messageOf(outcome.reason), outcome: 'error' as const } : say(outcome.value)
        const at = this.#view.lanes.find(({ name }) => name === lane.name)
        this.#tell({
          hops: this.#hops.answer(call, answer, ms, addedMs, !failed || isAnswer(outcome.reason)),
          lanes: this.#lanesWith(lane.name, {
            state: 'held',
            ms: rounded((at?.ms ?? 0) + ms),
            addedMs: rounded((at?.addedMs ?? 0) + addedMs),
          }),
          counters: this.#counted(asked.call, answer.outcome),
          ...(tables && { tables }),
        })
        if (wrote) await this.#settle()
      }
      this.#pump()
      if (outcome.status === 'rejected') throw outcome.reason
      return outcome.value
    }
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

  async #ended(lane: Running, end: Running['end'] & object): Promise<void> {
    if (lane.over) return
    lane.over = true
    // a writer that fails is as dead as one that was killed
    lane.crashed = lane.from === 'writer' && end.state === 'failed'
    lane.end = end
    // a run that is run again tells of it where it did so the first time
    if (this.#replayed !== undefined) return this.#changed()
    this.#tellEnd(lane)
    await this.#settle()
  }

  #tellEnd(lane: Running): void {
    const { end, name } = lane
    if (end === undefined) return
    delete lane.end
    const { counters, actors } = this.#view
    const failed = end.state === 'failed'
    const answer = { text: cut(end.outcome), outcome: failed ? 'error' : 'ok' } as const
    const inside = this.#inside(lane, { direction: 'answered', state: failed ? 'failed' : 'done', ...answer })
    this.#tell({
      hops: [...this.#hops.abandon(name), ...inside],
      lanes: this.#lanesWith(name, end),
      ...(end.stale && { counters: { ...counters, staleReads: counters.staleReads + 1 } }),
      ...(lane.crashed && { actors: { ...actors, writer: 'down' } }),
    })
    this.#note({ kind: 'ended', lane: name })
  }

  /** The call of the app to its cache layer, in one process: told, never held or measured. None where there is no layer. */
  #inside(lane: Running, part: Pick<Hop, 'direction' | 'state'> & Partial<Pick<Hop, 'text' | 'outcome'>>): Hop[] {
    if (lane.from !== 'layer') return []
    const text = this.#view.lanes.find(({ name }) => name === lane.name)?.operation ?? ''
    const call = `layer.${text.replace(/\(.*/, '')}`
    const ends =
      part.direction === 'asked' ? ({ from: 'app', to: 'layer' } as const) : ({ from: 'layer', to: 'app' } as const)
    return this.#hops.tell({ lane: lane.name, call, text, ...ends, ...part })
  }

  /** As a process ends that is killed: what it was doing is undone by nobody. */
  #crash(lane: Running): void {
    if (lane.over) return
    const hops = this.#end(lane)
    lane.crashed = true
    const outcome = 'crashed: its process ended'
    this.#tell({ hops, lanes: this.#lanesWith(lane.name, { state: 'failed', outcome }) })
    this.#note({ kind: 'crashed', lane: lane.name })
  }

  #end(lane: Running) {
    if (lane.over) return []
    lane.over = true
    this.#gate.abandon(lane.name)
    lane.connections.close()
    return this.#hops.abandon(lane.name)
  }

  // ---- what goes next -----------------------------------------------------------------------------------------------

  #go(state: 'running' | 'paused'): void {
    if (this.#view.state !== state) this.#tell({ state })
    this.#pump()
  }

  /** Looks at the gate once all that was just let through has got as far as it can. */
  #pump(): void {
    if (this.#pumping) return
    this.#pumping = true
    setImmediate(() => {
      this.#pumping = false
      if (this.over) return
      // a sleep is nothing to look at: it takes its time by itself
      for (const { lane, call } of this.#gate.held()) if (call === 'clock.sleep') this.#gate.release(lane)
      const lanes = new Set(this.#hops.waiting().map(({ lane }) => lane))
      if (this.#hops.count > MOST_HOPS) void this.abandon(`More than ${MOST_HOPS} hops: the run was ended.`)
      else if (this.#finishing) for (const lane of lanes) this.#release(lane)
      else if (this.#everyMs !== null && lanes.size > 0)
        this.#timer ??= setTimeout(() => {
          this.#timer = undefined
          this.#release()
          this.#pump()
        }, this.#everyMs)
      this.#changed()
    })
  }

  /** The hop held longest, of that lane or of all. It is there a moment before the gate has it. */
  #next(lane?: string): Held | undefined {
    const held = this.#gate.held()
    return this.#hops
      .waiting()
      .find(hop => (lane === undefined || hop.lane === lane) && held.some(one => isDeepStrictEqual(one, hop)))
  }

  #release(lane?: string): { call: Call; running: Running } | undefined {
    const held = this.#next(lane)
    if (held === undefined || this.#gate.release(held.lane) === null) return undefined
    const gone = this.#hops.letThrough(held.lane, held.call, held.direction)
    const running = this.#lanes.get(held.lane)
    if (gone === undefined || running === undefined) return undefined
    this.#tell({ hops: gone.changed, lanes: this.#lanesWith(held.lane, { state: 'running' }) })
    this.#note({ kind: 'released', held })
    return { call: gone.call, running }
  }

  /** Whether a lane stands at the gate with a call that is not a sleep. */
  #stands(lane: Running): boolean {
    return this.#hops.waiting().some(hop => hop.lane === lane.name)
  }

  /** Ends the run when every lane is over; tells the writers to stop when nothing is left for them. */
  async #settle(): Promise<void> {
    if (this.over || this.#replayed !== undefined) return
    const lanes = [...this.#lanes.values()]
    if (lanes.every(({ over }) => over)) {
      await this.#count()
      if (this.over || ![...this.#lanes.values()].every(({ over }) => over)) return
      for (const { connections } of lanes) connections.close()
      this.#tell({ state: 'done' })
      await this.#giveBack()
    } else if (lanes.every(({ over, from }) => over || from === 'writer'))
      this.#stopping ||= unstored(this.#written, await this.#parts.rows.read()).length === 0
  }

  /** A lock or lease that is left behind lives on for as long as it does without a person who holds the calls. */
  async #giveBack(): Promise<void> {
    const { place, request } = this.#parts
    const keys = new Set(request.lanes.flatMap(({ id }) => this.keysOf(id)))
    try {
      for (const key of keys) {
        const left: [string, number][] = [
          [lockOf(key), LOCK_MS],
          [leaseOf(key), LEASE_MS],
        ]
        for (const [key, ms] of left)
          if (Number(await place.call('PTTL', key)) > ms) await place.call('PEXPIRE', key, ms)
      }
    } catch (error) {
      place.log(`What a run left behind keeps its long life: ${messageOf(error)}`)
    }
  }

  /** Rows and losses as they are now. */
  async #count(): Promise<void> {
    const { place, rows } = this.#parts
    try {
      const tables = await rows.read()
      const missing = this.#plan.writer === undefined ? [] : unstored(this.#written, tables)
      const items = missing.length === 0 ? [] : await queued(place)
      this.#tell({ tables, counters: { ...this.#view.counters, lostWrites: lost(missing, items).length } })
    } catch (error) {
      place.log(`The end of a run could not be counted: ${messageOf(error)}`)
    }
  }

  // ---- telling ------------------------------------------------------------------------------------------------------

  #tell(patch: RunPatch): void {
    this.#view = patched(this.#view, patch)
    if (this.#replayed === undefined) this.#parts.place.say({ kind: 'hop', run: this.#view.id, patch, ...nothing() })
    this.#changed()
  }

  #lanesWith(name: string, change: Partial<Lane>): Lane[] {
    return this.#view.lanes.map(lane => (lane.name === name ? { ...lane, ...change } : lane))
  }

  #counted(call: string, outcome: string): RunView['counters'] {
    const { counters } = this.#view
    if (outcome === 'hit') return { ...counters, hits: counters.hits + 1 }
    if (outcome === 'miss') return { ...counters, misses: counters.misses + 1 }
    if (outcome === 'error' || !call.startsWith('database.')) return counters
    return call === 'database.find'
      ? { ...counters, databaseLoads: counters.databaseLoads + 1 }
      : { ...counters, databaseWrites: counters.databaseWrites + 1 }
  }

  async #when(satisfied: () => boolean): Promise<void> {
    while (!satisfied() && !this.over) await new Promise<void>(changed => this.#watchers.push(changed))
  }

  #changed(): void {
    for (const changed of this.#watchers.splice(0)) changed()
  }
}

const nothing = () => ({ gone: [], views: [], counts: [] })
const laneView = (name: string, operation: string, form: Form): Lane => ({
  name,
  operation,
  form,
  state: 'ready',
  ms: 0,
  addedMs: 0,
})
const statesOf = ({ cache, database, writer }: Actors): RunView['actors'] => ({
  cache: cache.state,
  // the same Redis
  queue: cache.state,
  database: database.state,
  writer: writer.state,
})
/** To a hundredth of a ms. */
const rounded = (ms: number) => Math.round(ms * 100) / 100
const messageOf = (error: unknown) => (error instanceof Error ? error.message || error.name : String(error))
/** Whether an error is what the server answered, not that it could not be asked: both libraries name theirs. */
const isAnswer = (error: unknown) => error instanceof Error && (error.name === 'ReplyError' || 'severity' in error)

/** The items of the list, the stream and the dead letters, as text. */
async function queued(place: Place): Promise<string[]> {
  const items = list(await place.call('LRANGE', QUEUE.list, 0, -1)).map(text)
  for (const stream of [QUEUE.stream, QUEUE.dead])
    for (const entry of list(await place.call('XRANGE', stream, '-', '+')))
      items.push(...list(list(entry)[1]).map(text))
  return items
}
