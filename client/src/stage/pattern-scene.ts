/**
 * PatternScene: a run on the stage. It follows one playhead as the other scenes do: each movement flies from what is on
 * the screen to the run as it then stands, and a new one goes on from wherever the packet is.
 */
import type { RunView } from '@rdd/shared/run'
import { draw } from '../draw/draw.ts'
import { drawClocks } from '../draw/ring.ts'
import type { Frame } from '../layout/mark.ts'
import { flightOf, type Moment, patternBetween, patternFrame, type Start } from '../layout/pattern.ts'
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
    this.#segment = undefined
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
    if (moment === undefined) {
      this.#segment = undefined
      this.#shown = { frame: nothing, flight: new Map() }
    } else if (this.#segment === undefined) this.#shown = settled(moment, this.#room)
    else {
      this.#segment.start ??= nowMs
      const t = (nowMs - this.#segment.start) / this.#segment.lasts
      this.#shown =
        t >= 1 ? settled(moment, this.#room) : patternBetween(this.#segment.from, moment, this.#room, Math.max(0, t))
      if (t >= 1) this.#segment = undefined
    }
    const running = draw(root, this.#shown.frame, clock)
    this.#tell(moment !== undefined)
    return this.#segment !== undefined || (live && running > 0)
  }

  #tell(has: boolean): void {
    const { host, svg } = this.#at
    const { width, height } = this.#shown.frame
    svg.setAttribute('width', String(width))
    svg.setAttribute('height', String(height))
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
