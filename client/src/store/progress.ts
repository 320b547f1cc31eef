/**
 * Progress: how far a person is in each lesson, and what came of each step. It belongs to an epoch of the room: when Redis
 * begins anew its keys are gone, and so is what was done to them. Kept in the browser, so a reload on stage changes nothing.
 */
import * as z from 'zod/mini'
import { keep, recall, type Shelf } from './prefs.ts'
import { createStore, type Store } from './store.ts'

const Result = z.object({
  /** What redis-cli prints; absent while it still waits. */
  printed: z.optional(z.string()),
  error: z.optional(z.boolean()),
  /** Whether that is what the lesson says; absent where the person changed the line. */
  expected: z.optional(z.boolean()),
  tookUs: z.optional(z.number()),
  /** What the server said to the step's question. */
  truth: z.optional(z.string()),
})
export type Result = z.infer<typeof Result>

const ByStep = <T extends z.ZodMiniType>(of: T) => z.record(z.string(), of)

export const Progress = z.object({
  /** 0-based number of the step that comes next. */
  at: z.int(),
  results: ByStep(Result),
  /** Lines the person changed. */
  lines: ByStep(z.string()),
  guesses: ByStep(z.string()),
})
export type Progress = z.infer<typeof Progress>

export const untouched: Progress = { at: 0, results: {}, lines: {}, guesses: {} }

const Kept = z.object({ epoch: z.string(), lessons: z.record(z.string(), Progress) })
/** By the path of the chapter. */
export type ProgressNow = z.infer<typeof Kept>

const KEY = 'rdd:lessons'

export type ProgressStore = Store<ProgressNow>

/** What was kept, and a store that keeps what changes. */
export function createProgress(shelf: Shelf): ProgressStore {
  const kept = z.safeParse(Kept, recall(shelf, KEY))
  const store = createStore<ProgressNow>(kept.success ? kept.data : { epoch: '', lessons: {} })
  store.subscribe(() => keep(shelf, KEY, store.get()))
  return store
}

export const progressOf = ({ lessons }: ProgressNow, path: string): Progress => lessons[path] ?? untouched

/** The next step is this one, wherever the person was. */
export const standing = (progress: Progress, at: number): Progress => ({ ...progress, at })

/** A step ran: the one after it comes next. */
export const done = (progress: Progress, step: number, result: Result): Progress => ({
  ...progress,
  at: step + 1,
  results: { ...progress.results, [step]: result },
})

/** Something more became known of a step: its answer came late, or its question was answered. */
export const learned = (progress: Progress, step: number, more: Partial<Result>): Progress => ({
  ...progress,
  results: { ...progress.results, [step]: { ...progress.results[step], ...more } },
})

/** The line of a step is the person's own; undefined: the lesson's again. What came of the line before is not its own. */
export function edited(progress: Progress, step: number, line: string | undefined): Progress {
  const { [step]: _, ...lines } = progress.lines
  const { [step]: __, ...results } = progress.results
  const { [step]: ___, ...guesses } = progress.guesses
  return { ...progress, results, guesses, lines: line === undefined ? lines : { ...lines, [step]: line } }
}

export const guessed = (progress: Progress, step: number, guess: string): Progress => ({
  ...progress,
  guesses: { ...progress.guesses, [step]: guess },
})
