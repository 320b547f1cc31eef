/**
 * Scene: what stands on the stage right now and how it gets to what should stand there. It follows one playhead: a
 * movement becomes a segment from the frame on the screen to the frame of the new state, so an interruption goes on from
 * where things are. It draws only in the loop, and only when something changed or a clock runs.
 */
import type { Bytes } from '@rdd/shared/bytes'
import { idOf } from '@rdd/shared/fact'
import { type KeyView, type RedisType, redisTypes } from '@rdd/shared/keyspace/view'
import type { Movement } from '@rdd/shared/timeline'
import { put } from '../draw/attributes.ts'
import { draw } from '../draw/draw.ts'
import { drawClocks } from '../draw/ring.ts'
import type { Lens } from '../layout/around.ts'
import type { Flight } from '../layout/flight.ts'
import { frameOf, grid, type Place, type Plan, type Sight } from '../layout/keyspace.ts'
import type { Frame } from '../layout/mark.ts'
import type { Motion } from '../layout/motion.ts'
import { everything, type Filter, ordered, reordered } from '../layout/order.ts'
import { wholeAt } from '../layout/reach.ts'
import type { Manner } from '../layout/tween.ts'
import type { Playhead } from '../store/playhead.ts'
import type { Depth } from './depth.ts'
import { sleep, type Task, wake } from './loop.ts'
import { Recency } from './recency.ts'

/** Scenes that lay out keys: one for each type, and all keys together. */
export type SceneName = RedisType | 'keyspace'

export interface Looks {
  scene: SceneName
  db: number
  /** Only for All keys; a type's scene shows every key of its type by name. */
  filter: Filter
  /** ms since the epoch on Redis's clock, now. */
  redisNow: () => number
  /** Ids of the clients of this page: what they touch is brought into sight. */
  clients: ReadonlySet<string>
  /** How the cards of a type's scene are looked at, and the thresholds of encodings, where they are known. */
  lens: Lens
  limits: ReadonlyMap<string, string> | undefined
  /** Sets a person put together. */
  compared: readonly Bytes[]
  /** Undefined until it is fetched: All keys stands without it, nothing else does. */
  depth: typeof Depth | undefined
}

/** Where it is drawn: the scrolling box, and the SVG and its group inside. */
export interface Where {
  host: HTMLElement
  scroller: HTMLElement
  svg: SVGSVGElement
  root: SVGGElement
}

/** One movement on its way. */
export interface Segment {
  from: Frame
  /** Frame time it began at; undefined until its first frame. */
  start: number | undefined
  /** ms */
  lasts: number
  manner: Manner
  flights: readonly Flight[]
}

/** How long a movement takes at speed 1, in ms: a key that goes takes its time to say why. */
const MOVE = 340
const GOODBYE = 450
/** What flies from one place to another is to be followed with the eye. */
const FLIGHT = 640
/** A client that was served leaves before anything else moves. */
const SERVED = 960
/** Keys that are all drawn, in sight or not. */
const FEW = 60
const noMotion: Motion = new Map()
const nothing: Frame = { width: 0, height: 0, marks: [] }
function lasting(flights: readonly Flight[], goes: boolean): number {
  if (flights.some(({ kind }) => kind === 'serve')) return SERVED
  return flights.length > 0 ? FLIGHT : goes ? GOODBYE : MOVE
}
const isType = (scene: string): scene is RedisType => redisTypes.some(type => type === scene)

export class Scene {
  readonly #at: Where
  readonly #playhead: Playhead
  readonly #recency = new Recency()
  readonly #leave: (() => void)[]
  #looks: Looks
  #width = 0
  #height = 0
  #top = 0
  #order: KeyView[] | undefined
  #plan: Plan | undefined
  /** What led here, lit until something else happens; undefined where that is not known. */
  #last: Movement | undefined
  #motion: Motion = noMotion
  #depth: Depth | undefined
  /** What is lit: what the fact at the playhead did, also where one came to it backwards. */
  #lit: Motion = noMotion
  #segment: Segment | undefined
  #shown: Frame = nothing
  /** Seq of the state drawn; a movement from elsewhere means that some were missed. */
  #seq: number
  #stale = true
  /** A key to bring into sight with the next frame. */
  #wanted: string | undefined
  /** The last one that was: what is in sight stays so when the room changes. */
  #touched: string | undefined
  #chosen: string | undefined
  /** The one card that Tab leads to. */
  #active: string | undefined
  /** Called with the number of cards laid out, those of awaited keys too, whenever it changes. */
  onCount: (count: number) => void = () => {}
  #count: number | undefined
  #onSight: (keys: Bytes[]) => void = () => {}
  #sight: string | undefined

  constructor(at: Where, playhead: Playhead, looks: Looks) {
    this.#at = at
    this.#playhead = playhead
    this.#looks = looks
    this.#depth = looks.depth && new looks.depth(playhead)
    this.#seq = playhead.getSnapshot().seq
    this.#recency.restart(playhead.facts, this.#seq)
    const size = new ResizeObserver(() => this.#measured())
    size.observe(at.scroller)
    const scrolled = () => {
      this.#top = at.scroller.scrollTop
      this.#again()
    }
    at.scroller.addEventListener('scroll', scrolled, { passive: true })
    this.#leave = [
      playhead.onMovement(movement => this.#moved(movement)),
      playhead.subscribe(() => wake(this.#task)),
      () => size.disconnect(),
      () => at.scroller.removeEventListener('scroll', scrolled),
    ]
    this.#measured()
  }

  close(): void {
    for (const leave of this.#leave) leave()
    sleep(this.#task)
  }

  /** Shows something else, at once; sets that are put together come together. */
  look(looks: Looks): void {
    const elsewhere = looks.scene !== this.#looks.scene || looks.db !== this.#looks.db
    const compared = looks.compared !== this.#looks.compared && !elsewhere
    const figured = compared && this.#plan?.figure !== undefined
    const deeper = looks.depth !== this.#looks.depth
    this.#looks = looks
    if (deeper) this.#depth = looks.depth && new looks.depth(this.#playhead)
    if (compared) this.#compare(figured)
    if (elsewhere || deeper) this.#recall()
    if (elsewhere) {
      this.#segment = undefined
      this.#scrollTo(0)
    }
    this.refresh()
  }

  /** What led here, seen anew. */
  #recall(): void {
    this.#depth?.forget()
    this.#depth?.moved(this.#looks, this.#last)
    this.#motion = this.#last === undefined ? noMotion : this.#motionOf(this.#last)
    this.#lit = this.#last === undefined ? noMotion : this.#litBy(this.#last)
  }

  /** Moves to the picture of the sets that are together now. `before`: whether there was one. */
  #compare(before: boolean): void {
    this.#plan = undefined
    const motion = this.#withFigure(noMotion, before)
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    const manner = { motion, still, running: this.#segment !== undefined }
    this.#segment = { from: this.#caught(), start: undefined, lasts: MOVE, manner, flights: [] }
    this.#scrollTo(0)
  }

  /** Lays everything out anew in the next frame: the size, the filter or the order changed. */
  refresh(): void {
    this.#order = undefined
    this.#plan = undefined
    this.#depth?.refreshed()
    this.#unsettled()
  }

  /** Reading a size makes the browser lay out the page, so it is read only when it changed. */
  #measured(): void {
    const { clientWidth, clientHeight, scrollTop } = this.#at.scroller
    // it has been taken off the page, and will be closed
    if (clientWidth === 0) return
    const place = this.#plan?.places.find(({ view }) => view.key === this.#touched)
    if (place !== undefined && place.y + place.h > this.#top && place.y < this.#top + this.#height)
      this.#wanted ??= this.#touched
    this.#width = clientWidth
    this.#height = clientHeight
    this.#top = scrollTop
    this.refresh()
  }

  #scrollTo(top: number): void {
    this.#at.scroller.scrollTop = top
    this.#top = this.#at.scroller.scrollTop
  }

  /** Goes there before the eye, where the person has not asked for less: one sees which way it went. */
  #glideTo(top: number): void {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) this.#scrollTo(top)
    else this.#at.scroller.scrollTo({ top, behavior: 'smooth' })
  }

  #unsettled(): void {
    this.#at.host.setAttribute('data-settled', 'false')
    this.#again()
  }

  /** The places of the keys, in order; what keyboard and scrolling go by. */
  get places(): readonly Place[] {
    return this.#laidOut().places
  }

  /** Focuses a card; scrolls as little as it takes, and draws at once, so that its element is there. */
  focus(key: Bytes): void {
    this.#active = key
    this.#bringIntoSight(key)
    this.#stale = true
    this.#frame(performance.now())
    const card = [...this.#at.root.children].find(node => node.getAttribute('data-key') === key)
    if (card instanceof SVGElement) card.focus({ preventScroll: true })
  }

  /** Tells which keys are in sight, now and whenever that changes. */
  watch(onSight: (keys: Bytes[]) => void): void {
    this.#onSight = onSight
    this.#sight = undefined
    this.#again()
  }

  /** Marks the key that stands in the side panel. */
  choose(key: Bytes | undefined): void {
    this.#chosen = key
    this.#active = key ?? this.#active
    this.#name()
  }

  readonly #task: Task = nowMs => this.#frame(nowMs)

  #again(): void {
    this.#stale = true
    wake(this.#task)
  }

  #moved(movement: Movement): void {
    const { db } = this.#looks
    const missed = movement.from !== this.#seq
    this.#seq = movement.to
    this.#recency.follow(movement, this.#playhead.facts)
    const changes = movement.keys.filter(change => change.db === db)
    this.#order = missed || this.#order === undefined ? undefined : reordered(this.#order, changes, this.#filter)
    this.#last = missed ? undefined : movement
    this.#depth?.moved(this.#looks, this.#last)
    this.#motion = missed ? noMotion : this.#motionOf(movement)
    this.#lit = missed ? noMotion : this.#litBy(movement)
    const vacant = new Set(this.#plan?.vacancies.map(({ id }) => id))
    const figured = this.#plan?.figure !== undefined
    this.#plan = undefined
    if (!missed) this.#motion = this.#withVacancies(this.#motion, vacant)
    if (!missed) this.#motion = this.#withFigure(this.#motion, figured)
    const goes = [...this.#motion.values()].some(({ leave, clears }) => leave !== undefined || clears)
    const { speed } = this.#playhead.getSnapshot()
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    const flights = missed || still ? [] : (this.#depth?.flightsOf(this.#looks, movement) ?? [])
    // without its depth there is no movement, only what is so now
    if (missed || this.#depth === undefined || document.visibilityState === 'hidden') this.#segment = undefined
    else
      this.#segment = {
        from: this.#caught(),
        start: undefined,
        lasts: lasting(flights, goes) / speed,
        manner: { motion: this.#depth.bundling(this.#motion, flights), still, running: this.#segment !== undefined },
        flights,
      }
    this.#want(movement)
    this.#unsettled()
  }

  #motionOf(movement: Movement): Motion {
    return this.#depth?.motionOf(this.#looks, movement) ?? noMotion
  }

  /** `motion`, with the picture above the cards coming or going. `before`: whether it was there. */
  #withFigure(motion: Motion, before: boolean): Motion {
    return this.#depth?.withFigure(motion, before, this.#laidOut().figure !== undefined) ?? motion
  }

  /** The frame on the screen, as another movement finds it. */
  #caught(): Frame {
    return this.#depth?.caught(this.#shown, this.#segment?.flights ?? []) ?? this.#shown
  }

  /** A key that begins, or ceases, to be waited for without being made comes and goes too. `before`: those there were. */
  #withVacancies(motion: Motion, before: ReadonlySet<string>): Motion {
    if (before.size === 0 && this.#playhead.state.waiting().length === 0) return motion
    const now = new Set(this.#laidOut().vacancies.map(({ id }) => id))
    const all = new Map(motion)
    for (const id of now)
      if (!before.has(id) && !all.has(id)) all.set(id, { enter: { x: 0, y: 14 }, parts: new Map(), lit: new Set() })
    for (const id of before)
      if (!now.has(id) && !all.has(id)) all.set(id, { leave: { to: { x: 0, y: 0 } }, parts: new Map(), lit: new Set() })
    return all
  }

  #litBy(movement: Movement): Motion {
    return movement.to < movement.from ? this.#motionOf({ ...movement, keys: this.#playhead.told() }) : this.#motion
  }

  /** What this page's own command touched, and what a step in the past is about, comes into sight. */
  #want({ facts, keys }: Movement): void {
    const { db, clients } = this.#looks
    const own = facts.findLast(
      fact =>
        (fact.kind === 'command' || fact.kind === 'waiting') &&
        fact.db === db &&
        fact.client.id !== undefined &&
        clients.has(fact.client.id),
    )
    const together = this.#depth?.together(this.#looks, this.#seq)
    const shown = own?.kind === 'command' && together?.sets.some(set => own.keys.includes(set.key))
    // the picture shows what changed in its sets, or was asked of them together; what was asked of one its card shows
    if (shown && (together?.now || keys.length > 0)) {
      this.#scrollTo(0)
      // what it made stands at the side of the picture, or else is brought into sight
      if (together?.now) this.#wanted = together.into
    } else if (own?.kind === 'command') this.#wanted = this.#depth?.intoOf(own.argv) ?? own.keys.at(-1)
    else if (own?.kind === 'waiting') this.#wanted = own.keys[0]
    else if (this.#playhead.getSnapshot().mode === 'past')
      this.#wanted = keys.find(change => change.db === db && change.after !== undefined)?.key
  }

  get #filter(): Filter {
    const { scene, filter } = this.#looks
    return isType(scene) ? { ...everything, type: scene } : filter
  }

  #laidOut(): Plan {
    if (this.#plan !== undefined) return this.#plan
    const { scene, db } = this.#looks
    this.#order ??= ordered(this.#playhead.state.keys(db).values(), this.#filter, key => this.#recency.of(db, key))
    const plan = !isType(scene)
      ? grid(this.#order, this.#width)
      : (this.#depth?.columns(
          this.#looks,
          scene,
          this.#order,
          { width: this.#width, height: this.#height },
          this.#seq,
        ) ?? grid([], this.#width))
    this.#plan = plan
    return plan
  }

  /** As little as it takes. `touched`: of a card that is higher than the stage, what changed or was read of it. */
  #bringIntoSight(key: string, touched = false): void {
    const plan = this.#laidOut()
    const there = plan.places.find(({ view }) => view.key === key)
    const vacancy = plan.vacancies.find(vacancy => vacancy.key === key)
    const place =
      there === undefined
        ? vacancy && { id: vacancy.id, y: vacancy.y, h: vacancy.card.height }
        : { id: idOf(there.view.db, there.view.key), y: there.y, h: there.h }
    if (place === undefined) return
    // the picture may be as low as before: it must be high enough to be scrolled
    this.#at.svg.setAttribute('height', String(Math.max(plan.height, this.#shown.height)))
    const card = { top: place.y, bottom: place.y + place.h }
    const sight = this.#sightNow()
    if (!touched || place.h <= this.#height || this.#depth === undefined) {
      const top = wholeAt(card, sight)
      if (top !== undefined) this.#scrollTo(top)
      return
    }
    const top = this.#depth.reach(place.id, card, sight, frameOf(plan, card), this.#shown, this.#lit)
    if (top === undefined) return
    // in the card that is looked at one is led, to another one goes at once
    if (card.top < sight.bottom && card.bottom > sight.top) this.#glideTo(top)
    else this.#scrollTo(top)
  }

  /** Draws what is due in this frame. True while something moves. */
  #frame(nowMs: number): boolean {
    const { root } = this.#at
    const live = this.#playhead.getSnapshot().mode === 'live'
    const clock = live ? this.#looks.redisNow() : this.#playhead.state.at
    if (!this.#stale && this.#segment === undefined) return drawClocks(root, clock) > 0 && live
    this.#stale = false
    if (isType(this.#looks.scene) && this.#depth === undefined) return this.#await(clock)
    if (this.#wanted !== undefined) {
      this.#bringIntoSight(this.#wanted, true)
      this.#touched = this.#wanted
    }
    this.#wanted = undefined
    const to = this.#depth?.lit(this.#target(), this.#lit) ?? this.#target()
    this.#shown = to
    if (this.#segment !== undefined) {
      const segment = this.#segment
      segment.start ??= nowMs
      const t = (nowMs - segment.start) / segment.lasts
      this.#shown = this.#depth?.between(segment, to, t, this.#sightNow()) ?? to
      if (t >= 1) this.#segment = undefined
    }
    const running = draw(root, this.#shown, clock)
    this.#tell()
    return this.#segment !== undefined || (live && running > 0)
  }

  /** Nothing stands in the scene of a type, and nothing is told of it, until it is known how to draw it. */
  #await(clock: number): boolean {
    this.#shown = nothing
    draw(this.#at.root, nothing, clock)
    return false
  }

  /** The frame of the state, as far as it is in sight and half a screen to either side. */
  #target(): Frame {
    // A small keyspace stands whole, so that whatever looks for a key finds it without scrolling.
    const aside = this.#laidOut().places.length <= FEW ? Number.POSITIVE_INFINITY : this.#height / 2
    return frameOf(this.#laidOut(), { top: this.#top - aside, bottom: this.#top + this.#height + aside })
  }

  /** What of the stage is in sight. */
  #sightNow(): Sight {
    return { top: this.#top, bottom: this.#top + this.#height }
  }

  /** The facts about the stage that the page's contract promises. */
  #tell(): void {
    const { host, svg } = this.#at
    const { scene, db } = this.#looks
    const { width, height } = this.#shown
    svg.setAttribute('width', String(width))
    svg.setAttribute('height', String(height))
    host.setAttribute('data-seq', String(this.#seq))
    // until its depth is here, the stage is not all it will be
    host.setAttribute('data-settled', String(this.#segment === undefined && this.#depth !== undefined))
    this.#name()
    this.#tellSight()
    const { places, vacancies } = this.#laidOut()
    host.setAttribute('data-count', String(scene === 'keyspace' ? this.#playhead.state.count(db) : places.length))
    const shown = places.length + vacancies.length
    if (shown === this.#count) return
    this.#count = shown
    this.onCount(shown)
  }

  #tellSight(): void {
    const bottom = this.#top + this.#height
    const keys = this.#laidOut().places.filter(({ y, h }) => y + h > this.#top && y < bottom)
    const sight = keys.map(({ view }) => view.key).join('\n')
    if (sight === this.#sight) return
    this.#sight = sight
    this.#onSight(keys.map(({ view }) => view.key))
  }

  /** Which card is chosen, and which one Tab leads to: the active one, or the first when that is not in sight. */
  #name(): void {
    const cards = [...this.#at.root.children].filter(card => card.hasAttribute('data-key'))
    const keyOf = (card: Element | undefined) => card?.getAttribute('data-key')
    const active = cards.some(card => keyOf(card) === this.#active) ? this.#active : keyOf(cards[0])
    for (const card of cards) {
      put(card, 'tabindex', keyOf(card) === active ? '0' : '-1')
      put(card, 'aria-current', keyOf(card) === this.#chosen ? 'true' : undefined)
    }
  }
}
