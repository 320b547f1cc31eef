/**
 * Observation: a room's observer, kept open for as long as the room lives, and its log. What is lost is opened again; a
 * Redis that died with its data begins a new log, which is a new epoch.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Fact, type KeyId, noEffects } from '@rdd/shared/fact'
import { instant } from '@rdd/shared/time'
import { type Engine, EngineError } from '../engine/engine.ts'
import { BUSY_AFTER } from '../engine/settings.ts'
import { Log } from '../observer/log.ts'
import { Observer, type ObserverListener, type ObserverParts } from '../observer/observer.ts'
import { Refused } from '../refused.ts'
import type { Consent } from './consent.ts'
import type { Standing } from './standing.ts'
import { killScript } from './stuck.ts'

export interface ObservationParts {
  engine: Engine
  docs: ObserverParts['docs']
  consent: Consent
  standing: Standing
  /** The keys somebody draws. */
  watched(): KeyId[]
  onFacts(epoch: string, facts: Fact[]): void
  onEpoch(epoch: string, why: string): void
  /** An observer is there, maybe again. */
  onObserver(observer: Observer): void
  /** The own Redis ended, and its data with it. */
  onDied(why: string): void
  /** A word to everybody in the room. */
  onNotice(text: string): void
}

export class Observation {
  readonly #parts: ObservationParts
  readonly #unsubscribe: () => void
  #log = new Log(instant(0))
  #observer: Observer | undefined
  /** Who waits for the next observer. */
  #awaiting: ((observer: Observer | undefined) => void)[] = []
  /** Rises with every new beginning, so that an older attempt to connect gives up. */
  #attempt = 0
  #closed = false

  constructor(parts: ObservationParts) {
    this.#parts = parts
    this.#unsubscribe = parts.engine.subscribe(event => {
      if (event.kind === 'died') this.#died(event.why)
      else void this.#begin()
    })
  }

  get log(): Log {
    return this.#log
  }

  /** Undefined while Redis is away. */
  get observer(): Observer | undefined {
    return this.#observer
  }

  /** @throws Refused while Redis is away */
  there(): Observer {
    if (this.#observer === undefined) throw new Refused('redis-down', 'Redis is away.', 'Wait until it is back.')
    return this.#observer
  }

  /** The next observer; undefined when the log ends before there is one. */
  next(): Promise<Observer | undefined> {
    return this.#closed ? Promise.resolve(undefined) : new Promise(resolve => void this.#awaiting.push(resolve))
  }

  /** @throws what keeps an attached server from being observed */
  async open(): Promise<void> {
    await this.#observe('start')
  }

  /** The own server is replaced by an empty one. */
  replace(why: string): void {
    // it refuses only when it is stopped, and then there is nobody to tell
    this.#parts.engine.restart(why).catch(() => {})
  }

  /** In the log, and in every console, where the eyes are. */
  notice(text: string): void {
    this.#observer?.say({ kind: 'note', text, ...noEffects })
    this.#parts.onNotice(text)
  }

  /** From here on nobody finds the observer: an answer that is still to be told is told to no one. @returns it, to close */
  end(): Observer | undefined {
    const observer = this.#observer
    this.#closed = true
    this.#unsubscribe()
    this.#gone()
    return observer
  }

  /**
   * Opens an observer, again and again until it works; undefined when something newer began meanwhile. Where an attached
   * server cannot be observed at the very start, that is thrown.
   */
  async #observe(reason: 'start' | 'reconnected'): Promise<Observer | undefined> {
    const { engine, docs, consent, standing } = this.#parts
    this.#attempt += 1
    const attempt = this.#attempt
    const log = this.#log
    const isOld = () => attempt !== this.#attempt
    const listener = this.#listener(log.epoch, isOld)
    for (let wait = 50; ; wait = Math.min(2_000, wait * 2)) {
      try {
        const parts = { address: engine.address, log, docs, hears: consent.hears, listener }
        const observer = await Observer.open(parts, reason)
        if (await consent.again(observer.probe)) await observer.sync(reason)
        if (isOld()) {
          observer.close()
          return undefined
        }
        this.#found(observer)
        return observer
      } catch (error) {
        if (isOld()) return undefined
        const why = error instanceof Error ? error.message : error
        if (reason === 'start' && engine.kind === 'attached')
          throw new EngineError(`Redis at ${engine.shown} cannot be observed: ${why}.`)
        standing.trouble('redis-down', `Redis at ${engine.shown} does not answer: ${why}`)
        // without a connection nobody can kill the script that keeps it busy
        if (engine.kind === 'own' && String(why).startsWith('BUSY'))
          this.replace('A script ran for too long while the room was cut off; it could only be ended with its server.')
        await sleep(wait)
        if (isOld()) return undefined
      }
    }
  }

  #listener(epoch: string, isOld: () => boolean): ObserverListener {
    const { standing, onFacts } = this.#parts
    return {
      onFacts: facts => {
        if (!isOld()) onFacts(epoch, facts)
      },
      onBusy: busy => this.#busy(busy),
      onDeaf: () => void this.#deaf().catch(() => {}),
      onLost: why => this.#lost(why),
      onFlood: on => standing.flood(on),
    }
  }

  #found(observer: Observer): void {
    const { watched, standing, onObserver } = this.#parts
    this.#observer = observer
    observer.watch(watched())
    onObserver(observer)
    this.#tellAwaiting(observer)
    standing.live()
  }

  #tellAwaiting(observer: Observer | undefined): void {
    for (const tell of this.#awaiting.splice(0)) tell(observer)
  }

  /** There is none, and none of before is waited for. */
  #gone(): void {
    this.#attempt += 1
    this.#observer = undefined
    this.#tellAwaiting(undefined)
  }

  #lost(why: string): void {
    const { engine, standing } = this.#parts
    this.#observer = undefined
    if (this.#closed) return
    standing.trouble('redis-down', `The connection to Redis at ${engine.shown} was lost: ${why}. Trying again.`)
    void this.#observe('reconnected')
  }

  #died(why: string): void {
    this.#observer?.close()
    this.#gone()
    this.#parts.standing.trouble('redis-down', `The room's Redis ended and its data with it. ${why}`)
    this.#parts.onDied(why)
  }

  /** The own Redis is back, empty: a new epoch. */
  async #begin(): Promise<void> {
    const { standing, onEpoch } = this.#parts
    const why = standing.text
    this.#log = new Log(instant(0))
    onEpoch(this.#log.epoch, why)
    if (await this.#observe('start')) this.notice(`${why} A new, empty one is running.`)
  }

  /** Redis answers nobody, or answers again. */
  #busy(busy: boolean): void {
    const { engine, standing } = this.#parts
    if (busy) {
      standing.trouble('busy', 'Redis does not answer: one command or script keeps it busy, or it was paused.')
      if (engine.kind === 'own' && this.#observer) void this.#endScript(this.#observer)
    } else if (standing.state === 'busy') standing.well()
  }

  /** A script that runs for too long on an own server is killed; where that cannot be, its server is replaced. */
  async #endScript(observer: Observer): Promise<void> {
    const isStuck = () => observer === this.#observer && this.#parts.standing.state === 'busy'
    const outcome = await killScript(observer.probe, isStuck)
    const long = `more than ${BUSY_AFTER / 1000} s`
    if (outcome === 'killed') this.notice(`A script ran for ${long} and kept everybody waiting: it was killed.`)
    else if (outcome === 'unkillable')
      this.replace(`A script that had already written ran for ${long}; it could only be ended with its server.`)
  }

  async #deaf(): Promise<void> {
    const { consent, standing } = this.#parts
    if (this.#observer === undefined) return
    const before = consent.hears
    await consent.deaf(this.#observer, text => {
      this.notice(text)
      if (consent.hears !== before) standing.changed()
    })
  }
}
