/**
 * Lessons: what a person does with the lesson of a chapter. Its steps are lines of the console, run through the page's own
 * clients, so that they look and count like lines typed there; what they do is seen on the stage and nowhere pretended.
 */
import { formatReply, printsRaw } from '@rdd/shared/commands/format'
import { parseLine, quote } from '@rdd/shared/commands/parse'
import { isExpected, type Lesson, type Prediction, type Step, stepsOf } from '@rdd/shared/lesson'
import type { LessonClients } from './lesson-clients.ts'
import type { Link } from './link/link.ts'
import { type Came, type Consoles, isBusy, type Tab } from './store/consoles.ts'
import { loadLesson } from './store/lessons.ts'
import type { Place } from './store/place.ts'
import {
  done,
  edited,
  guessed,
  learned,
  type Progress,
  type ProgressStore,
  progressOf,
  type Result,
  standing,
  untouched,
} from './store/progress.ts'
import type { RecordNow } from './store/record.ts'
import { createStore, type Store } from './store/store.ts'

/** ms a step stands before the next one when all are run, at speed 1. */
const PACE = 1600
/** The database lessons work in. */
const DB = 0

interface LessonsParts {
  consoles: Consoles
  clients: LessonClients
  link: Pick<Link, 'cancel'>
  /** Does something that may be refused, and says so if it is. */
  act: (doing: () => Promise<unknown>) => Promise<boolean>
  record: () => RecordNow
  place: Store<Place>
  progress: ProgressStore
}

/** What is going on. Steps by their 0-based numbers. */
export interface LessonsNow {
  /** The lesson of the chapter; undefined while it is fetched, or where there is none. */
  lesson: Lesson | undefined
  running: number | undefined
  /** Steps run by themselves, one after the other. */
  playing: boolean
  /** The step whose question is asked before it runs. */
  asking: number | undefined
}

export type Lessons = ReturnType<typeof createLessons>

export function createLessons({ consoles, clients, link, act, record, place, progress }: LessonsParts) {
  const store = createStore<LessonsNow>({ lesson: undefined, running: undefined, playing: false, asking: undefined })
  const path = () => place.get().chapter.path
  const now = (): Progress => progressOf(progress.get(), path())
  const change = (to: (was: Progress) => Progress, chapter: string = path()) =>
    progress.update(was => ({
      ...was,
      lessons: { ...was.lessons, [chapter]: to(progressOf(was, chapter)) },
    }))
  const steps = (): readonly Step[] => {
    const { lesson } = store.get()
    return lesson === undefined ? [] : stepsOf(lesson)
  }
  const lineOf = (i: number): string => now().lines[i] ?? steps()[i]?.line ?? ''

  /** How many steps the lessons seen so far have, by chapter. */
  const counts = new Map<string, number>()
  const isOver = (chapter: string): boolean =>
    progressOf(progress.get(), chapter).at >= (counts.get(chapter) ?? Number.POSITIVE_INFINITY)

  /** A step that there is, or right behind the last one, where the lesson is over; for one further on, the last one. */
  function within(i: number, chapter: string): number {
    const count = counts.get(chapter) ?? Number.POSITIVE_INFINITY
    return i > count ? count - 1 : Math.max(0, i)
  }

  let wanted = ''
  async function open(): Promise<void> {
    const chapter = path()
    if (chapter === wanted) return
    wanted = chapter
    clients.left(chapter, isOver)
    store.set({ lesson: undefined, running: undefined, playing: false, asking: undefined })
    await act(async () => {
      const lesson = await loadLesson(place.get().chapter)
      if (lesson !== undefined) {
        counts.set(chapter, stepsOf(lesson).length)
        // the address may have asked for a step before it was known how many there are
        const { at } = progressOf(progress.get(), chapter)
        if (within(at, chapter) !== at) change(was => standing(was, within(at, chapter)), chapter)
      }
      if (wanted === chapter) store.update(was => ({ ...was, lesson }))
    })
  }
  place.subscribe(() => void open())
  void open()

  /** The client of a step: the page's first, or the one of that name; free to take a line. */
  async function clientOf(name: string | undefined): Promise<string> {
    const { id } = await clients.named(name, path())
    const tab = consoles.store.get().tabs.find(({ client }) => client.id === id)
    if (tab !== undefined && isBusy(tab)) await free(tab)
    return id
  }

  /** What it waits for is called off, so that the next line has its turn. */
  async function free({ client: { id } }: Tab): Promise<void> {
    consoles.drop(id)
    await link.cancel({ client: id })
    await until(id, tab => !isBusy(tab))
  }

  /** Until the client is so, or is no more. */
  const until = (id: string, holds: (tab: Tab) => boolean): Promise<void> =>
    new Promise(resolve => {
      const look = () => {
        const tab = consoles.store.get().tabs.find(({ client }) => client.id === id)
        if (tab !== undefined && !holds(tab)) return false
        leave()
        resolve()
        return true
      }
      const leave = consoles.store.subscribe(look)
      look()
    })

  /** Runs a line through a client in the lessons' database; resolves with what became of it. */
  async function enter(id: string, line: string): Promise<Came> {
    const db = consoles.store.get().tabs.find(({ client }) => client.id === id)?.client.db
    const came = await consoles.enter(id, db === DB ? [line] : [`SELECT ${DB}`, line])
    return came.at(-1) ?? {}
  }

  async function run(i: number): Promise<boolean> {
    const step = steps()[i]
    if (step === undefined || store.get().running !== undefined) return false
    const chapter = path()
    record().live?.live()
    store.update(was => ({ ...was, running: i, asking: undefined }))
    const ran = await act(async () => {
      const line = lineOf(i)
      const own = now().lines[i] !== undefined
      const id = await clientOf(step.client)
      const came = enter(id, line)
      if (step.waits) {
        void came.then(late => change(was => learned(was, i, resultOf(late, step, own)), chapter))
        await Promise.race([came, until(id, ({ client }) => client.state === 'waiting')])
        change(was => done(was, i, {}), chapter)
        return
      }
      const answer = await came
      const result = resultOf(answer, step, own)
      // what cannot be read has not run
      change(was => (answer.said?.tone === 'fault' ? learned : done)(was, i, result), chapter)
      if (own || step.predict === undefined) return
      if (step.predict.by === undefined) change(was => learned(was, i, { truth: result.printed }), chapter)
      else if (now().guesses[i] !== undefined && result.expected !== false) {
        await pause()
        await look(id, i, step.predict.by, chapter)
      }
    })
    store.update(was => ({ ...was, running: undefined }))
    return ran
  }

  /** As long as what a step does is to be seen before the next thing happens. */
  const pause = (): Promise<void> =>
    new Promise(resolve => setTimeout(resolve, PACE / (record().live?.getSnapshot().speed ?? 1)))

  /** Runs the line that tells what became of step `i`. */
  async function look(id: string, i: number, by: NonNullable<Prediction['by']>, chapter: string): Promise<void> {
    const { printed: truth } = printedOf(await enter(id, by.line))
    const otherwise = truth !== undefined && !isExpected(by.reply, truth)
    change(was => learned(was, i, { truth, ...(otherwise && { expected: false }) }), chapter)
  }

  /** The question of a step that ran without a guess: Redis is asked now. */
  async function reveal(i: number): Promise<void> {
    const step = steps()[i]
    const by = step?.predict?.by
    if (by === undefined || store.get().running !== undefined) return
    store.update(was => ({ ...was, running: i }))
    await act(async () => look(await clientOf(step?.client), i, by, path()))
    store.update(was => ({ ...was, running: undefined }))
  }

  /** The step that ran last, where its question asks what nobody has asked Redis yet. */
  function unanswered(): number | undefined {
    const { at, results, lines } = now()
    const [i, result] = [at - 1, results[at - 1]]
    const asks = steps()[i]?.predict?.by !== undefined && lines[i] === undefined
    const open = result?.printed !== undefined && result.truth === undefined && result.expected !== false
    return asks && open ? i : undefined
  }

  /** Until no step runs. */
  const idle = (): Promise<void> =>
    new Promise(resolve => {
      const look = () => {
        if (store.get().running !== undefined) return
        leave()
        resolve()
      }
      const leave = store.subscribe(look)
      look()
    })

  /** Each Run all has a turn of its own: one that was stopped may still be at its last step when the next begins. */
  let turn = 0
  async function runAll(): Promise<void> {
    if (store.get().playing) return
    const [chapter, mine] = [path(), ++turn]
    const goesOn = () => turn === mine && store.get().playing && path() === chapter
    store.update(was => ({ ...was, playing: true }))
    await idle()
    if (goesOn() && now().at >= steps().length) change(() => ({ ...now(), at: 0 }))
    while (goesOn() && now().at < steps().length) {
      if (!(await run(now().at))) break
      await pause()
    }
    if (turn === mine) store.update(was => ({ ...was, playing: false }))
  }

  return {
    store,
    progress,
    lineOf,
    run,
    reveal,
    runAll,
    stop: () => store.update(was => ({ ...was, playing: false })),
    /** The step that comes next is this one. */
    goTo: (i: number) => change(was => standing(was, within(i, path()))),
    /** Undefined: the lesson's own line again. */
    edit: (i: number, line: string | undefined) => change(was => edited(was, i, line)),
    guess: (i: number, guess: string) => change(was => guessed(was, i, guess)),
    /** What Forward does at the live end: it asks the question of the next step, runs it, and has the answer told. */
    forward(): void {
      const open = unanswered()
      if (open !== undefined) {
        void reveal(open)
        return
      }
      const { at, guesses, lines } = now()
      const asks = steps()[at]?.predict !== undefined && lines[at] === undefined
      if (asks && guesses[at] === undefined && store.get().asking !== at) store.update(was => ({ ...was, asking: at }))
      else void run(at)
    },
    /** Whether there is a step to go on to, or an answer. */
    canForward: (): boolean => now().at < steps().length || unanswered() !== undefined,
    /** Its keys go, its clients stop waiting, those it made end, and it begins again. Only keys with the lesson's prefix. */
    async reset(): Promise<void> {
      const { lesson } = store.get()
      const state = record().live?.state
      if (lesson === undefined || state === undefined) return
      store.update(was => ({ ...was, playing: false, asking: undefined }))
      record().live?.live()
      await act(async () => {
        const names = new Set(steps().map(({ client }) => client))
        const [first, ...others] = consoles.store.get().tabs
        for (const tab of [
          ...(first && names.has(undefined) ? [first] : []),
          ...others.filter(one => names.has(one.client.name)),
        ])
          if (tab.client.state !== 'idle') await free(tab)
        await clients.reset(lesson.chapter)
        const keys = [...state.keys(DB).keys()].filter(key => key.startsWith(lesson.prefix))
        if (keys.length > 0) await enter(await clientOf(undefined), `UNLINK ${keys.map(quote).join(' ')}`)
      })
      change(({ lines }) => ({ ...untouched, lines }))
    },
  }
}

/** What redis-cli prints of an answer. */
function printedOf({ entry, said }: Came): Pick<Result, 'printed' | 'error' | 'tookUs'> {
  if (entry?.kind === 'reply') {
    const parsed = parseLine(entry.line)
    const printed = formatReply(entry.reply, 'error' in parsed ? false : printsRaw(parsed.argv))
    return { printed, error: entry.reply.t === 'error', tookUs: entry.tookUs }
  }
  if (entry?.kind === 'refused') return { printed: [entry.message, entry.mend].filter(Boolean).join(' '), error: true }
  return said === undefined ? {} : { printed: said.text, error: true }
}

function resultOf(came: Came, step: Step, own: boolean): Result {
  const result = printedOf(came)
  if (own || result.printed === undefined) return result
  return { ...result, expected: isExpected(step.reply, result.printed) }
}
