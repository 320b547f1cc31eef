/**
 * PatternScene: a run on the stage. It follows one playhead as the other scenes do: each movement flies from what is on
 * the screen to the run as it then stands, and a new one goes on from wherever the packet is.
 */
import type { RunView } from '@rdd/shared/run'
import { put } from '../draw/attributes.ts'
import { draw } from '../draw/draw.ts'
import { drawClocks } from '../draw/ring.ts'
import type { Frame } from '../layout/mark.ts'
import {
  flightOf,
  type Moment,
  patternBetween,
  patternFrame,
  type Room,
  type Start,
  scaleOf,
  sightOf,
} from '../layout/pattern.ts'
import type { Playhead } from '../store/playhead.ts'
import { sleep, type Task, wake } from './loop.ts'
import type { Where } from './scene.ts'

/** How long a hop flies at speed 1, ms. */
const FLIGHT = 720
/** The database a run's lanes work in. */
const DB = 0
const nothing: Frame = { width: 0, height: 0, marks: [] }

export interface PatternLooks {
  pattern: RunView['pattern']
  /** ms since the epoch on Redis's clock, now. */
  redisNow: () => number
}

export class PatternScene {
  readonly #at: Where
  readonly #playhead: Playhead
  readonly #leave: (() => void)[]
  #looks: PatternLooks
  #room = { width: 0, height: 0 }
  #shown: Start = { frame: nothing, flight: new Map() }
  #segment: { from: Start; start: number | undefined; lasts: number } | undefined
  #stale = true
  /** The current hop has to come into sight with the next frame. */
  #wanted = true
  #seq: number
  #run: RunView | undefined
  /** Called when there begins or ceases to be a run of this pattern. */
  onRun: (run: boolean) => void = () => {}
  #has: boolean | undefined

  constructor(at: Where, playhead: Playhead, looks: PatternLooks) {
    this.#at = at
    this.#playhead = playhead
    this.#looks = looks
    this.#seq = playhead.getSnapshot().seq
    this.#run = playhead.state.run()
    const size = new ResizeObserver(() => this.#measured())
    size.observe(at.scroller)
    this.#leave = [
      playhead.onMovement(({ from, to }) => this.#moved(from, to)),
      playhead.subscribe(() => wake(this.#task)),
      () => size.disconnect(),
    ]
    this.#measured()
  }

  close(): void {
    for (const leave of this.#leave) leave()
    sleep(this.#task)
  }

  look(looks: PatternLooks): void {
    this.#looks = looks
    this.#segment = undefined
    this.#again()
  }

  #measured(): void {
    const { clientWidth: width, clientHeight: height } = this.#at.scroller
    this.#room = { width, height }
    this.#again()
  }

  readonly #task: Task = nowMs => this.#frame(nowMs)

  #again(): void {
    this.#at.host.setAttribute('data-settled', 'false')
    this.#stale = true
    wake(this.#task)
  }

  #moved(from: number, to: number): void {
    const missed = from !== this.#seq
    this.#seq = to
    const run = this.#playhead.state.run()
    const same = run === this.#run
    this.#run = run
    // What comes while a hop flies and leaves the run alone is drawn as it is, and the flight goes on.
    if (same && !missed && this.#segment !== undefined) {
      this.#again()
      return
    }
    this.#wanted ||= !same
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    const { speed } = this.#playhead.getSnapshot()
    this.#segment =
      missed || still || document.visibilityState === 'hidden' || this.#shown.frame === nothing
        ? undefined
        : { from: this.#shown, start: undefined, lasts: FLIGHT / speed }
    this.#again()
  }

  /** The run of this chapter's pattern where the playhead stands. */
  #moment(): Moment | undefined {
    const run = this.#playhead.state.run()
    return run?.pattern === this.#looks.pattern ? { run, keys: this.#playhead.state.keys(DB) } : undefined
  }

  #frame(nowMs: number): boolean {
    const { root } = this.#at
    const live = this.#playhead.getSnapshot().mode === 'live'
    const clock = live ? this.#looks.redisNow() : this.#playhead.state.at
    if (!this.#stale && this.#segment === undefined) return drawClocks(root, clock) > 0 && live
    this.#stale = false
    const moment = this.#moment()
    const scale = moment === undefined ? 1 : scaleOf(moment.run, this.#room)
    const room = { width: this.#room.width / scale, height: this.#room.height / scale }
    if (this.#wanted && moment !== undefined) this.#bringIntoSight(moment, room, scale)
    this.#wanted = false
    if (moment === undefined) {
      this.#segment = undefined
      this.#shown = { frame: nothing, flight: new Map() }
    } else if (this.#segment === undefined) this.#shown = settled(moment, room)
    else {
      this.#segment.start ??= nowMs
      const t = (nowMs - this.#segment.start) / this.#segment.lasts
      this.#shown = t >= 1 ? settled(moment, room) : patternBetween(this.#segment.from, moment, room, Math.max(0, t))
      if (t >= 1) this.#segment = undefined
    }
    const running = draw(root, this.#shown.frame, clock)
    put(root, 'transform', scale === 1 ? undefined : `scale(${Math.round(scale * 1000) / 1000})`)
    this.#tell(moment !== undefined, scale)
    return this.#segment !== undefined || (live && running > 0)
  }

  /** Scrolls as little as it takes; a hop higher than the stage shows where it goes. */
  #bringIntoSight(moment: Moment, room: Room, scale: number): void {
    const sight = sightOf(moment, room)
    if (sight === undefined) return
    const { scroller } = this.#at
    const [top, bottom] = [sight.top * scale, sight.bottom * scale]
    const { scrollTop } = scroller
    const height = this.#room.height
    if (bottom > scrollTop + height) scroller.scrollTop = bottom - height
    else if (top < scrollTop) scroller.scrollTop = bottom - top > height ? bottom - height : top
  }

  #tell(has: boolean, scale: number): void {
    const { host, svg } = this.#at
    const { width, height } = this.#shown.frame
    svg.setAttribute('width', String(Math.floor(width * scale)))
    svg.setAttribute('height', String(Math.floor(height * scale)))
    host.setAttribute('data-seq', String(this.#seq))
    host.setAttribute('data-settled', String(this.#segment === undefined))
    if (has === this.#has) return
    this.#has = has
    this.onRun(has)
  }
}

const settled = (moment: Moment, room: { width: number; height: number }): Start => ({
  frame: patternFrame(moment, room),
  flight: flightOf(moment.run),
})
