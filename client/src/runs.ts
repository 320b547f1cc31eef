/**
 * Runs: what a person does with a run through a caching pattern. At the live end of the log a step is asked of the server,
 * so that all pages see it; in the past it only moves this page's playhead, from hop to hop.
 */
import type { Chapter } from '@rdd/shared/chapter'
import type { RequestOf } from '@rdd/shared/protocol'
import type { RunView } from '@rdd/shared/run'
import type { Link } from './link/link.ts'
import { chapters } from './store/chapters.ts'
import { Playhead } from './store/playhead.ts'
import type { RecordNow } from './store/record.ts'
import { hopsPassed, hopsPassedIn, nextStop, stopBefore, stopOf } from './store/run-steps.ts'

/** ms between two hops of a run that plays, at speed 1. */
const PACE = 1000

interface RunsParts {
  link: Link
  /** Does something that may be refused, and says so if it is. */
  act: (doing: () => Promise<unknown>) => Promise<boolean>
  record: () => RecordNow
  chapter: () => Chapter
  go: (chapter: Chapter) => void
  openFile: (playhead: Playhead, why: string) => void
}

export type Runs = ReturnType<typeof createRuns>

export function createRuns({ link, act, record, chapter, go, openFile }: RunsParts) {
  /** The chapter's run where the playhead stands. */
  const runOf = (playhead: Playhead): RunView | undefined => {
    const run = playhead.state.run()
    return run !== undefined && run.pattern === chapter().pattern ? run : undefined
  }
  const isOpen = (run: RunView | undefined): run is RunView => run?.state === 'paused' || run?.state === 'running'
  /** True where the next thing that happens is the server's to do. */
  const atEnd = (playhead: Playhead): boolean => {
    const { mode, seq, last } = playhead.getSnapshot()
    return playhead === record().live && (mode === 'live' || seq >= last)
  }
  const everyMs = (playhead: Playhead) => Math.round(PACE / playhead.getSnapshot().speed)

  const live = () => record().live?.live()
  const step = (lane?: string) => {
    live()
    return act(() => link.stepRun(lane === undefined ? {} : { lane }))
  }

  return {
    runOf,
    step,
    async start(request: RequestOf<'startRun'>): Promise<boolean> {
      live()
      return act(() => link.startRun(request))
    },
    /** A run that is stepped at once until hop `n` was let through, or there is no further hop. */
    async startTo(n: number, request: RequestOf<'startRun'>): Promise<void> {
      if (!(await this.start(request))) return
      while (hopsPassedIn(record().live?.facts ?? []) < n) if (!(await step())) return
    },
    /** Number of the last hop let through where the playhead stands; 0: none, or no run. */
    hopAt: (playhead: Playhead): number => {
      const run = runOf(playhead)
      return run === undefined ? 0 : hopsPassed(run)
    },
    /** To where hop `n` was let through and has arrived. False where the page does not hold it. */
    toHop(playhead: Playhead, n: number): boolean {
      const { last } = playhead.getSnapshot()
      const run = runOf(playhead)
      const stop = run && stopOf(playhead, run.id, n, last)
      if (stop === undefined) return false
      if (stop === last && playhead === record().live) live()
      else playhead.seek(stop)
      return true
    },
    /** All that is left, at once. */
    finish: () => act(() => link.finishRun()),
    abandon: () => act(() => link.abandonRun()),
    breakActor: (message: RequestOf<'breakActor'>) => act(() => link.breakActor(message)),
    meddle: (message: RequestOf<'meddle'>) => act(() => link.meddle(message)),
    /** The keys and rows of the point the playhead stands at, made again. */
    async goOn(playhead: Playhead): Promise<void> {
      const { seq } = playhead.getSnapshot()
      if (await act(() => link.goOnFrom({ seq }))) live()
    },

    /** The run as a file to keep. @throws Error when its beginning is not held any more */
    async file(playhead: Playhead, run: RunView): Promise<{ name: string; text: string }> {
      const { writeRun } = await import('@rdd/shared/run-file')
      const text = writeRun(playhead, run)
      if (text !== undefined) return { name: `${run.pattern}-${run.id}.json`, text }
      throw new Error('The beginning of the run is too long ago to be saved.')
    },
    /** A run from a file, on the stage of its pattern, where it begins. */
    open: (file: { name: string; text(): Promise<string> }) =>
      act(async () => {
        const { readRun } = await import('@rdd/shared/run-file')
        const { run, timeline } = readRun(await file.text())
        const to = chapters.find(({ pattern }) => pattern === run.pattern)
        const playhead = new Playhead(timeline)
        if (to) go(to)
        openFile(playhead, `A run from ${file.name}.`)
        playhead.seek(nextStop(playhead, playhead.getSnapshot().first, playhead.getSnapshot().last))
      }),

    /** Whether Forward leads anywhere. */
    canForward(playhead: Playhead): boolean {
      const { seq, last } = playhead.getSnapshot()
      return seq < last || (atEnd(playhead) && isOpen(runOf(playhead)))
    },
    /** To the next hop: in the past the playhead's, at the end of a run that goes on the server's. */
    forward(playhead: Playhead): void {
      const { seq, last } = playhead.getSnapshot()
      if (!atEnd(playhead)) playhead.seek(nextStop(playhead, seq, last))
      else if (isOpen(runOf(playhead))) void step()
    },
    back(playhead: Playhead): void {
      const { seq, first } = playhead.getSnapshot()
      playhead.seek(stopBefore(playhead, seq, first))
    },
    /** Undefined where Play and Pause are the playhead's own; else whether the run plays by itself. */
    playing(playhead: Playhead): boolean | undefined {
      const run = runOf(playhead)
      return atEnd(playhead) && isOpen(run) ? run.state === 'running' : undefined
    },
    playOrPause(playhead: Playhead): void {
      const playing = this.playing(playhead)
      if (playing === undefined) {
        if (playhead.getSnapshot().playing) playhead.pause()
        else playhead.play()
        return
      }
      live()
      void act(() => link.playRun({ on: !playing, everyMs: everyMs(playhead) }))
    },
    /** A run that plays takes on the playhead's speed. */
    paced(playhead: Playhead): void {
      if (this.playing(playhead)) void act(() => link.playRun({ on: true, everyMs: everyMs(playhead) }))
    },
  }
}
