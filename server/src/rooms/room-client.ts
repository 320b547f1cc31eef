/**
 * RoomClient: a named client of a room, a console tab on somebody's page. It holds one real connection at a time; when that
 * dies a new one takes its place, and the log says what went with the old one (MULTI, WATCH, SELECT, subscriptions).
 */
import { isDeepStrictEqual } from 'node:util'
import { toRaw } from '@rdd/shared/bytes'
import type { CommandDoc } from '@rdd/shared/commands/catalogue'
import { findDoc } from '@rdd/shared/commands/keys'
import { type Fact, type FactOf, noEffects } from '@rdd/shared/fact'
import { type Listened, MOST_LISTENED } from '@rdd/shared/keyspace/listening'
import type { ClientState, LogEntry, RequestOf } from '@rdd/shared/protocol'
import { instant } from '@rdd/shared/time'
import type { Address } from '../engine/engine.ts'
import { memoryLimit } from '../engine/settings.ts'
import { blocksFor } from '../observer/blocking.ts'
import type { Run } from '../observer/compose.ts'
import type { Observer } from '../observer/observer.ts'
import { judge } from '../redis/policy.ts'
import { Session, Unanswered } from '../redis/session.ts'
import { Refused } from '../refused.ts'
import { ClientLog } from './client-log.ts'
import { OwnLines } from './own-lines.ts'
import { within } from './within.ts'

/** What a client needs of its room. Read anew at each use: a restart replaces most of it. */
export interface Home {
  address(): Address
  engine(): 'own' | 'attached'
  dangerous(): boolean
  docs(): ReadonlyMap<string, CommandDoc>
  /** Undefined while Redis is away. */
  observer(): Observer | undefined
  /** The observer, or the next one; undefined when the log ends before there is one. */
  observed(): Promise<Observer | undefined>
  /** SHUTDOWN: the room's server is replaced. */
  restart(by: string): void
}

/** Bytes an own server may hold. Asked once: the question reads files of the system, and every command is judged by it. */
const MEMORY = memoryLimit()
/** ms after which a command without an answer is said to wait; ms it waits for an observer that was cut off. */
const WAITS = 100
const PATIENCE = 1_000

export class RoomClient {
  readonly id: string
  readonly name: string
  readonly viewer: string
  readonly #home: Home
  readonly #log: ClientLog
  readonly #changed: () => void
  #session: Session | undefined
  /** `waits`: its answer takes long enough to say so. */
  #running: { id: string; line: string; since: number; waits: boolean } | undefined
  /** The mode last told of, and since when, ms on our steady clock. */
  #mode: { mode: ClientState['state']; since: number } = { mode: 'gone', since: 0 }
  /** The command that is with Redis. */
  #sent: { run: Run; answer: Promise<unknown> } | undefined
  /** What the log says it listens to. */
  #listened: readonly Listened[] = []
  #closed = false
  #opening: Promise<void> | undefined
  /** Why there is no connection: said when there is one again. */
  #broken: string | undefined
  /** Why the room took it away. */
  #dropped: string | undefined

  constructor(
    who: { id: string; name: string; viewer: string },
    home: Home,
    emit: (entry: LogEntry) => void,
    changed: () => void,
  ) {
    this.id = who.id
    this.name = who.name
    this.viewer = who.viewer
    this.#home = home
    this.#log = new ClientLog(emit)
    this.#changed = changed
  }

  state(): ClientState {
    const session = this.#session?.state
    const now = this.#home.observer()?.clock.now() ?? instant(Date.now())
    const since = (then: number) => instant(Math.round(now - (performance.now() - then)))
    const base = { id: this.id, name: this.name, db: session?.db ?? this.#home.address().db, resp: session?.resp ?? 2 }
    if (this.#running?.waits)
      return { ...base, state: 'waiting', what: this.#running.line.slice(0, 200), since: since(this.#running.since) }
    const mode = session?.mode ?? (this.#opening === undefined ? 'gone' : 'idle')
    if (mode !== this.#mode.mode) this.#mode = { mode, since: performance.now() }
    return {
      ...base,
      state: mode,
      what: (session?.channels ?? []).join(' ').slice(0, 200),
      since: since(this.#mode.since),
    }
  }

  /** `ip:port` of its connection, as Redis has it; undefined while there is none. */
  get address(): string | undefined {
    return this.#session?.localAddress
  }

  entries(): LogEntry[] {
    return this.#log.entries()
  }

  /** Opens a connection, unless there is one. @throws when Redis cannot be reached */
  open(): Promise<void> {
    this.#opening ??= this.#connect().finally(() => {
      this.#opening = undefined
    })
    return this.#opening
  }

  /** The room's Redis ended, and `why`: what runs has an unknown outcome. */
  drop(why: string): void {
    this.#dropped = why
    this.#broken = undefined
    // with the data of that Redis its log ends too
    this.#listened = []
    this.#session?.close()
    this.#session = undefined
    this.#changed()
  }

  /** A new observer is there: the command that is with Redis is its matter now. */
  resume(observer: Observer): void {
    if (this.#sent) observer.began(this.#sent.run, this.#sent.answer)
  }

  /** Takes a command; its answer becomes an entry with the number returned. @throws Refused */
  run({ id, argv, line }: RequestOf<'run'>): number {
    if (this.#running)
      throw new Refused(
        'busy',
        `${this.name} still waits for ${this.#running.line.slice(0, 200)}.`,
        'Cancel it, or add a client.',
      )
    const n = this.#log.number()
    const entry = { n, id, line: line.slice(0, 10_000), db: this.state().db }
    const doc = findDoc(this.#home.docs(), argv)
    const verdict = judge(
      argv,
      { engine: this.#home.engine(), dangerous: this.#home.dangerous(), maxmemory: MEMORY },
      doc,
      this.#session?.state.mode ?? 'idle',
    )
    if ('refused' in verdict) {
      const { message, mend } = verdict.refused
      this.#log.add({ kind: 'refused', ...entry, outcome: 'refused', message, ...(mend !== undefined && { mend }) })
      return n
    }
    if (verdict.intercept === 'shutdown') {
      this.#home.restart(this.name)
      this.#log.add({ kind: 'reply', ...entry, reply: { t: 'null' }, tookUs: 0 })
      return n
    }
    this.#running = { id, line, since: performance.now(), waits: false }
    void this.#execute(argv, entry)
    return n
  }

  /** Gets out of what the client waits for, listens to, or is queueing. False when there is nothing to get out of. */
  async cancel(): Promise<boolean> {
    const session = this.#session
    if (session === undefined) return false
    try {
      return await session.cancel(async clientId => {
        const unblocked = this.#home.observer()?.probe.call('CLIENT', 'UNBLOCK', clientId)
        return (await unblocked?.catch(busy)) === 1
      })
    } catch (error) {
      // the connection ended meanwhile, and with it all there was to get out of
      if (error instanceof Unanswered) return false
      throw error
    }
  }

  notice(text: string): void {
    this.#log.notice(text)
  }

  close(): void {
    this.#closed = true
    this.#session?.close()
    this.#session = undefined
    void this.#tellListening('closed')
  }

  async #connect(): Promise<void> {
    if (this.#session !== undefined || this.#closed) return
    const lines = new OwnLines(address => this.#home.observer()?.isOwn(address) ?? false)
    let mode: ClientState['state'] = 'idle'
    const session: Session = await Session.connect({
      address: this.#home.address(),
      name: this.name,
      onPush: reply => {
        if (mode !== 'monitor' || reply.t !== 'simple' || !lines.isOwn(reply.v)) this.#log.push(reply)
      },
      onState: state => {
        if (state.mode === 'monitor' && mode !== 'monitor')
          this.#log.notice('What this page itself asks Redis is left out of MONITOR.')
        mode = state.mode
        // what its own command changed is told with that
        if (this.#running === undefined) void this.#tellListening('cancelled')
        this.#changed()
      },
      onClose: ({ text }) => this.#lost(session, text),
      onOwn: (command, from) => this.#home.observer()?.unasked.expect(from, command),
    })
    this.#session = session
    if (this.#closed) this.close()
    if (this.#broken !== undefined)
      this.#log.notice(
        `The connection of ${this.name} was closed. ${this.#broken} A new one is open: database, MULTI, WATCH and subscriptions begin anew.`,
      )
    this.#broken = undefined
    this.#dropped = undefined
    this.#changed()
  }

  #lost(session: Session, why: string): void {
    if (this.#session !== session) return
    this.#session = undefined
    this.#broken = why
    void this.#tellListening('closed')
    // where that fails, the room tries again when Redis is back
    if (!this.#closed) this.open().catch(() => this.#changed())
    this.#changed()
  }

  async #execute(
    argv: RequestOf<'run'>['argv'],
    entry: { n: number; id: string; line: string; db: number },
  ): Promise<void> {
    let run: Run | undefined
    const running = this.#running
    const announce = setTimeout(() => {
      if (running) running.waits = true
      this.#changed()
    }, WAITS)
    try {
      await this.open().catch(error => {
        throw new NotSent(error instanceof Error ? error.message : String(error))
      })
      const observer = this.#home.observer() ?? (await within(PATIENCE, this.#home.observed()))
      const session = this.#session
      if (session === undefined || observer === undefined) throw new NotSent('Redis is away.')
      const wait = blocksFor(argv)
      run = {
        actor: { id: this.id, name: this.name },
        address: session.localAddress,
        db: session.state.db,
        argv,
        lineSeen: false,
        ...(wait !== undefined && Number.isFinite(wait) && { until: instant(observer.clock.now() + wait) }),
      }
      const sent = session.run(argv.map(arg => Buffer.from(toRaw(arg))))
      this.#sent = { run, answer: sent }
      observer.began(run, sent)
      const { reply, tookUs } = await sent
      const listening = this.#heard(session.state.listening)
      const answer = {
        ...{ reply, tookUs },
        ...(run.lineSeen && { waitedMs: tookUs / 1000 }),
        ...(listening && { listening }),
      }
      const { listening: _, ...told } = answer
      const fact = this.#tell(run, answer)
      this.#running = undefined
      this.#sent = undefined
      const became = await within(PATIENCE, fact)
      const { seq, since } = became?.kind === 'command' ? became : {}
      if (!this.#closed)
        this.#log.add({
          ...{ kind: 'reply', ...entry, ...told },
          ...(seq !== undefined && { seq }),
          ...(since !== undefined && { since }),
        })
    } catch (error) {
      this.#running = undefined
      this.#sent = undefined
      if (run) void this.#abandon(run)
      if (!this.#closed) this.#log.add(this.#unanswered(entry, error))
    }
    clearTimeout(announce)
    if (running?.waits) this.#changed()
  }

  /** What it listens to, where the log does not say so yet. */
  #heard(listening: readonly Listened[]): Listened[] | undefined {
    const now = listening.slice(0, MOST_LISTENED)
    if (isDeepStrictEqual(now, this.#listened)) return undefined
    this.#listened = now
    return now
  }

  /** Tells the log what it listens to now, where no command of its own does. While Redis is away that waits. */
  async #tellListening(how: FactOf<'listening'>['how']): Promise<void> {
    const observer = this.#home.observer() ?? (await this.#home.observed())
    const listening = observer && this.#heard(this.#session?.state.listening ?? [])
    if (listening === undefined) return
    const client = { id: this.id, name: this.name }
    observer?.say({ kind: 'listening', client, listening, how, ...noEffects })
  }

  /** Resolves with the fact the answer became. An observer that is lost before that leaves it to the next one. */
  async #tell(run: Run, answer: Parameters<Observer['answered']>[1]): Promise<Fact | undefined> {
    for (;;) {
      const observer = this.#home.observer() ?? (await this.#home.observed())
      if (observer === undefined) return undefined
      const fact = await observer.answered(run, answer)
      if (fact !== undefined || this.#closed) return fact
    }
  }

  async #abandon(run: Run): Promise<void> {
    const observer = this.#home.observer() ?? (await this.#home.observed())
    observer?.abandoned(run)
  }

  #unanswered(entry: { n: number; id: string; line: string; db: number }, error: unknown): LogEntry {
    const why = this.#dropped ?? (error instanceof Error ? error.message : String(error))
    if (error instanceof NotSent)
      return {
        kind: 'refused',
        ...entry,
        outcome: 'refused',
        message: why,
        mend: 'Wait until Redis is back, then run it again.',
      }
    return {
      kind: 'refused',
      ...entry,
      outcome: 'unknown',
      message: `The answer was lost. ${why} Redis may or may not have run it.`,
      mend: 'Look at the key before running it again.',
    }
  }
}

const busy = (): never => {
  throw new Refused('busy', 'Redis is busy with a script and unblocks nobody.', 'Wait a moment: the room ends it.')
}

/** The command never left us. */
class NotSent extends Error {}
