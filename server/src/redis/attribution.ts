/**
 * Attribution: which command caused which event. Events and MONITOR lines arrive on one connection in the order Redis
 * made them: a command's events come first, then its line. Commands of an EXEC come before the `exec` line; calls of a
 * script come after the script's line, each with its own line from `lua`. A served blocked client has events and no line. Expiry and eviction
 * are nobody's command: they are only counted here. Pure: no sockets, no clock.
 */
import type { Bytes } from '@rdd/shared/bytes'
import { argvOf, headOf } from './monitor-line.ts'

export interface KeyEvent {
  db: number
  name: string
  key: Bytes
}
export interface SeenArgv {
  args: Bytes[]
  more: number
}
/** One command as it was seen, with the events it caused and the commands it ran inside itself. */
export interface Seen {
  db: number
  address: string
  name: string
  argv: SeenArgv
  events: KeyEvent[]
  calls: SeenArgv[]
  /** Those that ran inside it and are not in `calls`: there are too many to tell of. */
  moreCalls: number
}
/** What runs inside a script or a transaction. */
type Inside = Pick<Seen, 'calls' | 'moreCalls' | 'events'>

export interface Batch {
  /** Commands in order. */
  seen: Seen[]
  /** There were more than are told one by one: only `counts` tells of all. A script with its calls is one. */
  overflow: boolean
  /** Events nothing seen here explains. */
  loose: KeyEvent[]
  /** Calls by command name of everything that was not ours, those in `seen` included. */
  counts: Map<string, number>
  /** Commands in all; 0 when MONITOR is off. */
  commands: number
  expired: number
  evicted: number
  /** A flush was among the commands that are not told of one by one. */
  flushedUnseen: boolean
}

export const emptyBatch = (): Batch => ({
  seen: [],
  overflow: false,
  loose: [],
  counts: new Map(),
  commands: 0,
  expired: 0,
  evicted: 0,
  flushedUnseen: false,
})

/** Events one script or transaction is known by at most. */
const EVENTS = 10_000

export class Attribution {
  #batch = emptyBatch()
  /** Commands of the batch that nothing ran but a client: a script and its calls are one. */
  #steps = 0
  #events: KeyEvent[] = []
  /** A flush is in the batch. */
  #flush = false
  /** Addresses between MULTI and EXEC, with what ran since. */
  readonly #multi = new Map<string, Inside>()
  /** The script whose calls are arriving: undefined when the last line was no script's. */
  #script: Seen | 'ours' | undefined
  readonly #ours: (address: string, name: string) => boolean
  readonly #most: number

  /** `most`: commands of one batch that are kept one by one. `ours`: whether a line is of our own doing. */
  constructor(ours: (address: string, name: string) => boolean, most: number) {
    this.#ours = ours
    this.#most = most
  }

  event(event: KeyEvent): void {
    if (event.name === 'expired') this.#batch.expired += 1
    else if (event.name === 'evicted') this.#batch.evicted += 1
    else if (this.#events.length < this.#most * 8) this.#events.push(event)
  }

  /** Takes a line; says what it was, so that the caller can mark keys that no event tells of. */
  line(raw: Buffer): { db: number; name: string; ours: boolean; argv: () => SeenArgv } {
    const { db, address, name } = headOf(raw)
    const events = this.#events
    const inScript = address === 'lua'
    const ours = inScript ? this.#script === 'ours' : this.#ours(address, name)
    const argv = () => argvOf(raw)
    if (ours) {
      if (!inScript) this.#script = 'ours'
      return { db, name, ours, argv }
    }
    this.#events = []
    this.#batch.commands += 1
    this.#batch.counts.set(name, (this.#batch.counts.get(name) ?? 0) + 1)
    this.#flush ||= isFlush(name)
    if (!inScript) this.#steps += 1
    if (this.#steps > this.#most) {
      this.#batch.overflow = true
      this.#unseen(name, [...this.#leftOpen(address, name), ...events])
    } else if (inScript) this.#call(name, argv, events)
    else this.#command({ db, address, name, argv: argv(), events, calls: [], moreCalls: 0 })
    return { db, name, ours, argv }
  }

  /** Commands since the last take. */
  get commands(): number {
    return this.#batch.commands
  }

  get isEmpty(): boolean {
    const { commands, expired, evicted } = this.#batch
    return commands + expired + evicted + this.#events.length === 0
  }

  /** What came since the last take, in order. */
  take(): Batch {
    const batch = this.#batch
    batch.loose.push(...this.#events)
    // where there are too many, those that were kept are not told of either
    batch.flushedUnseen ||= batch.overflow && this.#flush
    this.#events = []
    this.#flush = false
    this.#batch = emptyBatch()
    this.#steps = 0
    return batch
  }

  #command(seen: Seen): void {
    this.#script = seen
    const multi = this.#multi.get(seen.address)
    if (seen.name === 'multi') {
      if (this.#multi.size > 1_000) this.#multi.clear()
      this.#multi.set(seen.address, { calls: [], moreCalls: 0, events: [] })
    } else if (multi && endsMulti(seen.name)) {
      this.#multi.delete(seen.address)
      seen.calls.push(...multi.calls)
      seen.moreCalls += multi.moreCalls
      seen.events.unshift(...multi.events)
    } else if (multi) {
      this.#within(multi, seen.name, () => seen.argv, seen.events)
      return
    }
    this.#batch.seen.push(seen)
  }

  #call(name: string, argv: () => SeenArgv, events: KeyEvent[]): void {
    if (this.#script === undefined || this.#script === 'ours') this.#unseen(name, events)
    else this.#within(this.#script, name, argv, events)
  }

  /** A call inside a script or a transaction. Those over the limit are known by their events alone. */
  #within(whole: Inside, name: string, argv: () => SeenArgv, events: KeyEvent[]): void {
    if (whole.calls.length < this.#most) whole.calls.push(argv())
    else {
      whole.moreCalls += 1
      this.#batch.flushedUnseen ||= isFlush(name)
    }
    if (whole.events.length < EVENTS) whole.events.push(...events)
  }

  /** Events of the transaction that this command, which is not told of, ends. */
  #leftOpen(address: string, name: string): KeyEvent[] {
    const multi = endsMulti(name) ? this.#multi.get(address) : undefined
    if (multi) this.#multi.delete(address)
    return multi?.events ?? []
  }

  #unseen(name: string, events: KeyEvent[]): void {
    this.#batch.flushedUnseen ||= isFlush(name)
    const room = this.#most * 8 - this.#batch.loose.length
    if (room > 0) this.#batch.loose.push(...events.slice(0, room))
  }
}

const isFlush = (name: string) => name === 'flushall' || name === 'flushdb'
const endsMulti = (name: string) => name === 'exec' || name === 'discard' || name === 'reset'
