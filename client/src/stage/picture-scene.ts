/**
 * PictureScene: a picture made of the whole room at once (the server, a tree of names, channels) rather than of single
 * keys. It follows one playhead as the other scenes do; what the picture is made of comes from a pure layout, and each new
 * one is reached from what is on the screen.
 */
import { put } from '../draw/attributes.ts'
import { draw } from '../draw/draw.ts'
import { drawClocks } from '../draw/ring.ts'
import type { Frame } from '../layout/mark.ts'
import type { Motion } from '../layout/motion.ts'
import { tween } from '../layout/tween.ts'
import type { Playhead } from '../store/playhead.ts'
import { sleep, type Task, wake } from './loop.ts'
import type { Where } from './scene.ts'

/** The room a picture has, in stage units. */
export interface Room {
  width: number
  height: number
}

/** Rows of a frame, in stage units. */
export interface Span {
  top: number
  bottom: number
}

/** A picture as it is now: its frame in a room, and how what changed comes and goes. Ids of marks are stable. */
export interface Picture {
  frame: (room: Room) => Frame
  /** By the ids of the frame's groups: where they enter from and leave to, and which of their parts are lit. */
  motion?: Motion
  /** The same, where it depends on what stood there before. */
  moves?: (from: Frame, to: Frame) => Motion
  /** How long a step to it takes at speed 1, ms; absent: as any movement. */
  lasts?: number
  /** The marks of the frame with what is only on its way at `t`, 0..1 of a step forward; not where motion is reduced. */
  passing?: (marks: Frame['marks'], room: Room, t: number) => Frame['marks']
  /** What of the frame a step to it brings into sight, in stage units; where the step was made on this page. */
  sight?: (room: Room) => Span | undefined
  /** What the host says besides the contract: `count`, say. */
  data?: Readonly<Record<string, string>>
}

/** What is drawn where the playhead stands. */
export type Draws = (playhead: Playhead) => Picture

/** How long a movement takes at speed 1, ms. */
const MOVE = 420
/** Around what is brought into sight. */
const MARGIN = 16
const nothing: Frame = { width: 0, height: 0, marks: [] }
const noMotion: Motion = new Map()

export class PictureScene {
  readonly #at: Where
  readonly #playhead: Playhead
  readonly #leave: (() => void)[]
  #draws: Draws
  #redisNow: () => number
  #room: Room = { width: 0, height: 0 }
  #shown: Frame = nothing
  #picture: Picture | undefined
  /** Its frame in this room. */
  #goal: Frame | undefined
  #segment:
    | { from: Frame; start: { at: number; lasts: number } | undefined; running: boolean; forward: boolean }
    | undefined
  #seq: number
  /** A step was made: what it is about comes into sight with the next frame. */
  #stepped = false

  constructor(at: Where, playhead: Playhead, draws: Draws, redisNow: () => number) {
    this.#at = at
    this.#playhead = playhead
    this.#draws = draws
    this.#redisNow = redisNow
    this.#seq = playhead.getSnapshot().seq
    const size = new ResizeObserver(() => this.#measured())
    size.observe(at.scroller)
    this.#leave = [
      playhead.onMovement(({ to }) => this.#moved(to)),
      playhead.subscribe(() => wake(this.#task)),
      () => size.disconnect(),
    ]
    this.#measured()
  }

  close(): void {
    for (const leave of this.#leave) leave()
    sleep(this.#task)
  }

  /** What is drawn depends on something else now: it moves there. */
  look(draws: Draws, redisNow: () => number): void {
    this.#redisNow = redisNow
    if (draws === this.#draws) return
    this.#draws = draws
    this.#go()
  }

  readonly #task: Task = nowMs => this.#frame(nowMs)

  #measured(): void {
    const { clientWidth: width, clientHeight: height } = this.#at.scroller
    // it has been taken off the page, and will be closed
    if (width === 0) return
    this.#room = { width, height }
    this.#segment = undefined
    this.#again()
  }

  #moved(to: number): void {
    const forward = to > this.#seq
    this.#seq = to
    this.#stepped = true
    this.#go(forward)
  }

  #go(forward = false): void {
    const still = document.visibilityState === 'hidden' || this.#shown === nothing
    const running = this.#segment !== undefined
    this.#segment = still ? undefined : { from: this.#shown, start: undefined, running, forward }
    this.#again()
  }

  #again(): void {
    this.#at.host.setAttribute('data-settled', 'false')
    this.#picture = undefined
    this.#goal = undefined
    wake(this.#task)
  }

  #frame(nowMs: number): boolean {
    const { root } = this.#at
    const live = this.#playhead.getSnapshot().mode === 'live'
    const clock = live ? this.#redisNow() : this.#playhead.state.at
    if (this.#picture !== undefined && this.#segment === undefined) return drawClocks(root, clock) > 0 && live
    this.#picture ??= this.#draws(this.#playhead)
    this.#goal ??= this.#picture.frame(this.#room)
    const to = this.#goal
    if (this.#stepped) this.#bringIntoSight(this.#picture.sight?.(this.#room))
    this.#stepped = false
    this.#shown = to
    if (this.#segment !== undefined) {
      const segment = this.#segment
      const { motion = noMotion, moves, lasts = MOVE, passing } = this.#picture
      segment.start ??= { at: nowMs, lasts: lasts / this.#playhead.getSnapshot().speed }
      const t = (nowMs - segment.start.at) / segment.start.lasts
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches
      const manner = { motion: moves?.(segment.from, to) ?? motion, still, running: segment.running }
      this.#shown = tween(segment.from, to, manner, t)
      if (segment.forward && !still && t < 1 && passing !== undefined)
        this.#shown = { ...this.#shown, marks: passing(this.#shown.marks, this.#room, t) }
      if (t >= 1) this.#segment = undefined
    }
    const running = draw(root, this.#shown, clock)
    this.#tell(this.#picture)
    return this.#segment !== undefined || (live && running > 0)
  }

  /** Scrolls as little as it takes, and only with a step: where a person scrolls in between, it stays. */
  #bringIntoSight(span: Span | undefined): void {
    if (span === undefined || this.#goal === undefined) return
    const { scroller, svg } = this.#at
    const { scrollTop, clientHeight } = scroller
    const [top, bottom] = [span.top - MARGIN, span.bottom + MARGIN]
    // the picture may be as low as before: it must be high enough to be scrolled
    svg.setAttribute('height', String(Math.max(this.#goal.height, this.#shown.height)))
    if (top < scrollTop) scroller.scrollTop = top
    else if (bottom > scrollTop + clientHeight) scroller.scrollTop = bottom - clientHeight
  }

  #tell({ data }: Picture): void {
    const { host, svg } = this.#at
    svg.setAttribute('width', String(Math.floor(this.#shown.width)))
    svg.setAttribute('height', String(Math.floor(this.#shown.height)))
    host.setAttribute('data-seq', String(this.#seq))
    host.setAttribute('data-settled', String(this.#segment === undefined))
    for (const [name, value] of Object.entries(data ?? {})) put(host, `data-${name}`, value)
  }
}
