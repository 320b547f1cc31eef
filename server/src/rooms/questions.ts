/** Questions: what is asked of a room's Redis by hand, one answer each, that is no part of the log. */
import { type Bytes, fromRaw, toRaw } from '@rdd/shared/bytes'
import type { Connections, Info, KeyDetail, KeyPage, KeysQuery, Limits } from '@rdd/shared/protocol'
import type { Observer } from '../observer/observer.ts'
import { buffer, list, pairs, text } from '../redis/raw.ts'
import { Refused } from '../refused.ts'
import { connectionsOf } from './connections.ts'

/** Sections of INFO for a picture of the server. */
const PICTURED = ['server', 'clients', 'memory', 'persistence', 'stats', 'replication', 'keyspace']

export interface QuestionsParts {
  databases: number
  /** @throws Refused while Redis is away */
  there(): Observer
  /** When a key expires, ms on Redis's clock, as far as the room knows. */
  expiresAt(db: number, key: Bytes): number | undefined
  /** Addresses of the room's clients, and of the apps and writers of its runs. */
  consoles(): ReadonlySet<string>
  runs: Set<string>
}

export class Questions {
  readonly #parts: QuestionsParts

  constructor(parts: QuestionsParts) {
    this.#parts = parts
  }

  /** @throws Refused where there is none of that number */
  checkDatabase(db: number): void {
    const { databases } = this.#parts
    if (db >= 0 && db < databases) return
    throw new Refused('bad-message', `There is no database ${db}.`, `They are 0 to ${databases - 1}.`)
  }

  async keyPage({ db, match, type, cursor }: KeysQuery): Promise<KeyPage> {
    this.checkDatabase(db)
    const { probe } = this.#parts.there()
    const only = type === undefined ? [] : ['TYPE', type]
    const glob = Buffer.from(toRaw(match))
    try {
      const [next, keys] = list(await probe.callIn(db, 'SCAN', cursor, 'MATCH', glob, 'COUNT', 1000, ...only))
      const found = list(keys).map(buffer)
      const types = await Promise.all(found.map(key => probe.callIn(db, 'TYPE', key)))
      return { cursor: text(next), keys: found.map((key, i) => ({ key: fromRaw(key), type: text(types[i]) })) }
    } catch (error) {
      // what is no reply of Redis means that it went away
      const said = error instanceof Error && error.name === 'ReplyError' ? error.message : undefined
      if (said === undefined) throw new Refused('redis-down', 'Redis went away.', 'Wait until it is back.')
      throw new Refused(said.startsWith('BUSY') ? 'busy' : 'bad-message', `Redis refuses this: ${said}`)
    }
  }

  async keyDetail(db: number, key: Bytes): Promise<KeyDetail> {
    this.checkDatabase(db)
    const { probe, clock } = this.#parts.there()
    const expiresAt = this.#parts.expiresAt(db, key)
    // a look at a key past its deadline would collect it
    if (expiresAt !== undefined && expiresAt <= clock.now())
      return { idleSeconds: null, frequency: null, refcount: null, policy: '' }
    const name = Buffer.from(toRaw(key))
    const ask = (what: string) =>
      probe.callIn(db, 'OBJECT', what, name).then(
        reply => (typeof reply === 'number' ? reply : null),
        () => null,
      )
    const [idleSeconds, frequency, refcount] = await Promise.all([ask('IDLETIME'), ask('FREQ'), ask('REFCOUNT')])
    const policy = await probe.call('CONFIG', 'GET', 'maxmemory-policy').then(
      reply => text(pairs(reply)[0]?.[1] ?? ''),
      () => '',
    )
    return { idleSeconds, frequency, refcount, policy }
  }

  /** The thresholds of encodings in force, by their names in CONFIG; empty where CONFIG is denied. */
  async limits(): Promise<Limits> {
    const { probe } = this.#parts.there()
    const asked = ['*-entries', '*-value', '*-size', '*-max-bytes']
    const answers = await Promise.all(asked.map(pattern => probe.call('CONFIG', 'GET', pattern).then(pairs, () => [])))
    return Object.fromEntries(answers.flat().map(([name, value]) => [text(name), text(value)]))
  }

  /** INFO by its own names, of the sections a picture of the server needs. */
  async info(): Promise<Info> {
    return Object.fromEntries(await this.#parts.there().probe.info(...PICTURED))
  }

  /** Whose the connections of the room's Redis are; null where it does not say. */
  async connections(): Promise<Connections> {
    const { there, consoles, runs } = this.#parts
    const observer = there()
    const list = await observer.probe.call('CLIENT', 'LIST').then(text, () => undefined)
    if (list === undefined) return null
    // a port may be somebody else's next time
    for (const address of runs) if (!list.includes(` addr=${address} `)) runs.delete(address)
    return connectionsOf(list, { isEye: address => observer.isOwn(address), consoles: consoles(), runs })
  }
}
