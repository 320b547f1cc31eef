/** Looker: how keys are now. A look never disturbs them, and says what time it is at Redis. */
import { isDeepStrictEqual } from 'node:util'
import { idOf, type KeyId } from '@rdd/shared/fact'
import type { RoomState } from '@rdd/shared/keyspace/state'
import type { KeyView } from '@rdd/shared/keyspace/view'
import type { Probe } from '../redis/probe.ts'
import { KEYS_A_CALL } from '../redis/snapshot.ts'
import { type Look, ringed, type Tick } from './compose.ts'
import type { Fated } from './dirty.ts'
import type { Patience } from './patience.ts'
import { type Read, readAll } from './read-all.ts'
import type { RedisClock } from './redis-clock.ts'

export interface LookerParts {
  probe: Probe
  patience: Patience
  clock: RedisClock
  /** What is known of the keys already. */
  state: RoomState
}

/** Keys as they are, by id, and [db, DBSIZE] of their databases. */
export type Looked = { looks: Map<string, Look> } & Pick<Tick, 'counts'>

export class Looker {
  readonly #parts: LookerParts
  #watched: ReadonlyMap<string, KeyId> = new Map()

  constructor(parts: LookerParts) {
    this.#parts = parts
  }

  /** The keys somebody draws, by id. */
  get watched(): ReadonlyMap<string, KeyId> {
    return this.#watched
  }

  watch(keys: readonly KeyId[]): void {
    this.#watched = new Map(keys.map(({ db, key }) => [idOf(db, key), { db, key }]))
  }

  /** `fated`: keys of which it is known that they are gone, and how. */
  async look(keys: readonly KeyId[], fated: readonly Fated[] = []): Promise<Looked> {
    const { probe, patience, clock } = this.#parts
    const looks = new Map<string, Look>()
    const counts = new Map<number, number>()
    for (const { db, key, how } of fated) looks.set(idOf(db, key), { db, key, view: null, how })
    for (const db of new Set([...keys, ...fated].map(({ db }) => db))) {
      const mine = keys.filter(key => key.db === db).map(({ key }) => key)
      for (let i = 0; i === 0 || i < mine.length; i += KEYS_A_CALL) {
        const seen = await patience.ask(() => probe.snapshot(db, mine.slice(i, i + KEYS_A_CALL)))
        clock.set(seen.at)
        counts.set(db, seen.count)
        for (const [key, view] of seen.views) looks.set(idOf(db, key), { db, key, view })
      }
    }
    return { looks, counts: [...counts] }
  }

  /** Of the first keys watched, as many as one look takes, those that are not as they were. */
  async changed(): Promise<Map<string, Look>> {
    const { state } = this.#parts
    const { looks } = await this.look([...this.#watched.values()].slice(0, KEYS_A_CALL))
    for (const [id, { db, key, view }] of looks) if (sameView(view, state.view(db, key))) looks.delete(id)
    return looks
  }

  /** The whole view, as far as the room carries it, the watched keys whatever else is there. */
  all(): Promise<Read> {
    const { probe, patience } = this.#parts
    return patience.ask(() => readAll(probe, [...this.#watched.values()], keys => this.#views(keys)))
  }

  async #views(keys: readonly KeyId[]): Promise<KeyView[]> {
    const { looks } = await this.look(keys)
    const { clock, state } = this.#parts
    const now = clock.now()
    return [...looks.values()].flatMap(({ view }) => (view === null ? [] : [ringed(view, { state, now })]))
  }
}

const sameView = (now: KeyView | null, before: KeyView | undefined): boolean =>
  now === null || before === undefined
    ? now === null && before === undefined
    : isDeepStrictEqual(unringed(now), unringed(before))

const unringed = (view: KeyView) => ({ ...view, ringFrom: undefined, fieldRingsFrom: undefined })
