/**
 * Depth: what the stage shows beyond where the compact cards of All keys stand: the scenes of types, what was read and
 * written, where things come from, and what flies. It is most of the drawing and none of it is needed for a first look, so
 * it is fetched once the page stands. Each scene has its own, which follows the scene's playhead.
 */
import type { Argv } from '@rdd/shared/fact'
import type { Reading, Span } from '@rdd/shared/keyspace/change'
import { readingsOf } from '@rdd/shared/keyspace/reading'
import type { KeyView, RedisType } from '@rdd/shared/keyspace/view'
import type { Movement } from '@rdd/shared/timeline'
import { type Around, alone, sameAround, type Waiter } from '../layout/around.ts'
import { caught } from '../layout/caught.ts'
import { columns, type Figured } from '../layout/columns.ts'
import { type Flight, flightsOf } from '../layout/flight.ts'
import { bundling } from '../layout/flight-bundles.ts'
import { fly } from '../layout/fly.ts'
import { withheld } from '../layout/fly-served.ts'
import type { Plan, Sight } from '../layout/keyspace.ts'
import { light } from '../layout/light.ts'
import { listSpans } from '../layout/list-spans.ts'
import type { Frame } from '../layout/mark.ts'
import { type Motion, motionOf, withFigure } from '../layout/motion.ts'
import { type Stretch, touchedAt } from '../layout/reach.ts'
import { storedBy, storedReadings } from '../layout/stored.ts'
import { touchedOf } from '../layout/touched.ts'
import { tween } from '../layout/tween.ts'
import { VENN, venn } from '../layout/venn.ts'
import { type Together, togetherAt } from '../layout/venn-named.ts'
import { togetherWith } from '../layout/venn-picked.ts'
import { awaitedOf, waiterPart, waitersOf } from '../layout/waiting.ts'
import { writeSpans } from '../layout/write-spans.ts'
import { refusedScores } from '../layout/zset-spans.ts'
import type { Playhead } from '../store/playhead.ts'
import type { Room } from './picture-scene.ts'
import type { Looks, Segment } from './scene.ts'

/** A movement of more facts than this is a flood: what single commands read is not lit. */
const MOST_READ = 50

/** The picture of the sets that are together, as high as what is in sight; with the set that keeps the answer. */
function figured(together: Together, height: number): Figured {
  const { into } = together
  return {
    in: (width, top) => venn(together, width, height - top),
    ...(into !== undefined && !together.sets.some(({ key }) => key === into) && { with: into }),
  }
}

export class Depth {
  readonly #playhead: Playhead
  /** What the facts of the last movement read; worked out once for all that is drawn of it. */
  #readings: readonly Reading[] = []
  /** What the fact at the playhead read and wrote, by key. */
  #spans: ReadonlyMap<string, readonly Span[]> = new Map()
  /** Who waits for which key; undefined until somebody asks. */
  #waiting: ReadonlyMap<string, readonly Waiter[]> | undefined
  /** What is around each key, kept as long as it is the same. */
  readonly #around = new Map<string, Around>()

  /** Parts of clients that began to wait by the last movement. */
  #waits: readonly string[] = []

  readonly caught = caught
  readonly lit = light
  readonly bundling = bundling

  constructor(playhead: Playhead) {
    this.#playhead = playhead
  }

  /** Other keys are looked at. */
  forget(): void {
    this.#around.clear()
  }

  /** Everything is laid out anew. */
  refreshed(): void {
    this.#waiting = undefined
  }

  /** The playhead moved: told before anything else is asked of this movement. Undefined: not known what led there. */
  moved(looks: Looks, movement: Movement | undefined): void {
    this.#waiting = undefined
    this.#readings = movement === undefined ? [] : this.#readingsOf(movement)
    this.#spans = movement === undefined ? new Map() : this.#spansOf(looks, movement)
    const facts = movement?.facts ?? []
    this.#waits = facts.flatMap(fact => (fact.kind === 'waiting' ? [waiterPart(fact.client.name)] : []))
  }

  /**
   * Where the stage is scrolled to so that what `motion` lights on a card that is higher than the stage is in sight;
   * undefined: it is already. `to`: the frame with that card, `shown`: the one on the screen.
   */
  reach(id: string, place: Stretch, sight: Sight, to: Frame, shown: Frame, motion: Motion): number | undefined {
    const cardIn = ({ marks }: Frame) => marks.find(mark => mark.id === id)
    const card = cardIn(light(to, motion))
    const named = new Set([...(motion.get(id)?.lit ?? []), ...this.#waits])
    return touchedAt(place, card === undefined ? [] : touchedOf(card, cardIn(shown), named), sight)
  }

  motionOf({ db }: Looks, movement: Movement): Motion {
    const here = (one: { db: number }) => one.db === db
    return motionOf(movement.keys.filter(here), this.#readings.filter(here), (db, key) =>
      this.#playhead.state.view(db, key),
    )
  }

  /** `motion`, with the picture of sets coming or going. `before`, `after`: whether it is there then. */
  withFigure(motion: Motion, before: boolean, after: boolean): Motion {
    return withFigure(motion, VENN, before, after)
  }

  flightsOf({ db }: Looks, movement: Movement): Flight[] {
    const here = (one: { db: number }) => one.db === db
    const readings = movement.facts.length === 1 ? this.#readings.filter(here) : []
    return flightsOf({ ...movement, keys: movement.keys.filter(here) }, readings, (db, key) =>
      this.#playhead.state.view(db, key),
    )
  }

  /** The frame at `t` (0..1) of a movement to `to`, with what flies above it where the stage is in sight. */
  between({ from, manner, flights }: Segment, to: Frame, t: number, sight: Sight): Frame {
    return fly(tween(from, to, manner, withheld(flights, from, t)), from, to, flights, t, sight)
  }

  /** The key a command stores its result in. */
  intoOf(argv: Argv): string | undefined {
    return storedBy(argv)?.into
  }

  /** The sets that stand together in the scene of sets. */
  together({ scene, db, compared }: Looks, seq: number): Together | undefined {
    if (scene !== 'set') return undefined
    const { state, facts } = this.#playhead
    const told = this.#playhead.told()
    return togetherWith(compared, togetherAt(facts, seq, db, state, told), db, state, told)
  }

  /** The scene of a type. `room`: what is in sight. `seq`: of the state drawn. */
  columns(looks: Looks, type: RedisType, views: readonly KeyView[], room: Room, seq: number): Plan {
    const together = this.together(looks, seq)
    return columns(
      views,
      type,
      room.width,
      view => this.#aroundOf(looks, view),
      awaitedOf(this.#playhead.state, looks.db, type),
      together && figured(together, room.height),
    )
  }

  /** What the card of a key shows besides its view; the same object as long as it says the same. */
  #aroundOf({ lens, limits, db }: Looks, view: KeyView): Around {
    this.#waiting ??= waitersOf(this.#playhead.state, db)
    const waiting = this.#waiting.get(view.key) ?? alone.waiting
    const now: Around = { waiting, spans: this.#spans.get(view.key) ?? [], lens, limits }
    const before = this.#around.get(view.key) ?? alone
    if (sameAround(before, now)) return before
    this.#around.set(view.key, now)
    return now
  }

  #spansOf({ scene, db }: Looks, movement: Movement): Map<string, Span[]> {
    const spans = new Map<string, Span[]>()
    // compact cards draw none, and what thousands of keys were told in a flood is work
    if (scene === 'keyspace') return spans
    for (const reading of this.#readings)
      if (reading.kind === 'read' && reading.db === db)
        spans.set(reading.key, [...(spans.get(reading.key) ?? []), ...reading.spans])
    const fact = this.#playhead.fact(movement.to)
    for (const change of fact === undefined || fact.kind === 'sync' ? [] : this.#playhead.told()) {
      const put = change.db === db ? [...listSpans(fact, change), ...writeSpans(fact, change)] : []
      if (put.length > 0) spans.set(change.key, [...(spans.get(change.key) ?? []), ...put])
    }
    for (const key of fact?.kind === 'command' && fact.db === db ? new Set(fact.keys) : []) {
      const view = this.#playhead.state.view(db, key)
      const refused = view === undefined ? [] : refusedScores(fact, view)
      if (refused.length > 0) spans.set(key, [...(spans.get(key) ?? []), ...refused])
    }
    return spans
  }

  #readingsOf({ facts, to }: Movement): Reading[] {
    const { state } = this.#playhead
    const here = this.#playhead.fact(to)
    const passed = facts.length > 0 ? facts : here === undefined ? [] : [here]
    if (passed.length > MOST_READ) return []
    return passed.flatMap(fact =>
      fact.kind === 'command' ? [...readingsOf(fact, state), ...storedReadings(fact, state)] : [],
    )
  }
}
