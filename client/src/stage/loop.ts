/**
 * Loop: the one requestAnimationFrame loop of the client. A task runs in every frame as long as it answers true, and
 * sleeps until it is woken; when all sleep no frame is asked for, so an idle page costs nothing.
 */
import type { Playhead } from '../store/playhead.ts'

/** Runs once a frame; `nowMs` is the frame's time. True: again in the next frame. */
export type Task = (nowMs: number) => boolean

const awake = new Set<Task>()
let asked = false

function run(nowMs: number): void {
  asked = false
  const again: Task[] = []
  // a task woken by another one in this loop still runs in this frame
  try {
    for (const task of awake) {
      awake.delete(task)
      if (task(nowMs)) again.push(task)
    }
  } finally {
    for (const task of again) awake.add(task)
    ask()
  }
}

function ask(): void {
  if (asked || awake.size === 0) return
  asked = true
  requestAnimationFrame(run)
}

export function wake(task: Task): void {
  awake.add(task)
  ask()
}

export function sleep(task: Task): void {
  awake.delete(task)
}

interface Driven {
  users: number
  stop: () => void
}
const driven = new WeakMap<Playhead, Driven>()

/**
 * Lets the loop tick a playhead whenever it has somewhere to go, until the returned function is called. Who needs it
 * driven says so; it is ticked once a frame however many do.
 */
export function drive(playhead: Playhead): () => void {
  const known = driven.get(playhead) ?? start(playhead)
  known.users += 1
  driven.set(playhead, known)
  let stopped = false
  return () => {
    if (stopped) return
    stopped = true
    known.users -= 1
    if (known.users > 0) return
    known.stop()
    driven.delete(playhead)
  }
}

function start(playhead: Playhead): Driven {
  const tick: Task = nowMs => {
    playhead.tick(nowMs)
    return playhead.busy
  }
  const follow = () => {
    if (playhead.busy) wake(tick)
  }
  const leave = playhead.subscribe(follow)
  follow()
  return {
    users: 0,
    stop: () => {
      leave()
      sleep(tick)
    },
  }
}
