/**
 * Consent: what may be heard of a room's Redis and done to it. On an own server all; on an attached one what is on there
 * already, and what a person here agreed to.
 */
import type { RequestOf } from '@rdd/shared/protocol'
import type { Engine } from '../engine/engine.ts'
import { EventsSetting } from '../observer/events-setting.ts'
import type { Observer } from '../observer/observer.ts'
import type { Hears } from '../redis/feed.ts'
import type { Probe } from '../redis/probe.ts'

export class Consent {
  readonly #isOwn: boolean
  readonly #events = new EventsSetting()
  #hears: Hears
  #dangerous: boolean

  /** `events`: the server tells of changes already. `trust`: nothing else is switched off. */
  constructor(kind: Engine['kind'], events: boolean, trust: boolean) {
    this.#isOwn = kind === 'own'
    this.#hears = { events, monitor: this.#isOwn || trust }
    this.#dangerous = this.#isOwn || trust
  }

  get hears(): Hears {
    return this.#hears
  }

  /** Whether commands may run that could harm the server. */
  get dangerous(): boolean {
    return this.#dangerous
  }

  /** A person agrees, or no longer, to what an attached server may be asked. @throws Refused where the server does not let us, or is away */
  async agree({ dangerous, events, monitor }: RequestOf<'consent'>, there: () => Observer): Promise<void> {
    this.#dangerous = dangerous ?? this.#dangerous
    const before = this.#hears
    const hears = { events: events ?? before.events, monitor: monitor ?? before.monitor }
    if (hears.events && !before.events) await this.#events.on(there().probe)
    if (!hears.events && before.events) await this.#events.back(there().probe)
    if (hears.events === before.events && hears.monitor === before.monitor) return
    this.#hears = hears
    await there().hear(hears)
  }

  /** A server that was started again has forgotten what we set. @returns whether it was set anew */
  async again(probe: Probe): Promise<boolean> {
    return this.#events.ours && (await this.#events.on(probe).catch(() => false))
  }

  /**
   * Somebody switched keyspace events off. On our own server they are needed; on another's that is their right.
   * @param tell what came of it, in words
   */
  async deaf(observer: Observer, tell: (text: string) => void): Promise<void> {
    if (this.#isOwn) {
      await this.#events.on(observer.probe)
      tell('Another program switched keyspace events off. The room needs them: they are on again.')
      return observer.sync('lost track')
    }
    this.#hears = { ...this.#hears, events: false }
    tell('Another program switched keyspace events off: what others change is not seen any more.')
    await observer.hear(this.#hears)
  }

  /** Puts back what was there before us. */
  async back(probe: Probe): Promise<void> {
    await this.#events.back(probe)
  }
}
