/**
 * Lesson: a chapter as data. Prose, and steps that are real commands: nothing here runs anything or knows how it is drawn.
 * A test runs every step of every lesson, in order, against a real Redis, and checks what it says will come back.
 */

/** What redis-cli prints for a reply: exactly this text, or what this expression finds where the server has a choice. */
export type Expected = string | RegExp

/**
 * A question put before a step. The real server answers it: with the step's own reply, or with that of `by`, a command
 * that only reads and is run after the step.
 */
export interface Prediction {
  /** One sentence that ends in a question mark. */
  ask: string
  /**
   * Answers to choose from, exactly one of which the server will confirm; absent: the person types what redis-cli will
   * print. `means` is what is printed when that answer is right.
   */
  choices?: readonly { text: string; means: Expected }[]
  /** A line that reads, run after the step, and its reply where all went as the lesson says. */
  by?: { line: string; reply: Expected }
  /** Shown with the answer: why it is so. One or two sentences, for the misconception it is aimed at. */
  why: string
}

export interface Step {
  /** As typed in redis-cli. Every key it writes begins with the lesson's prefix. */
  line: string
  /** What to notice, shown once it has run. One or two sentences. */
  say?: string
  /** Which client runs it; absent: the first. Others are made when they are first needed, under this name. */
  client?: string
  /** It blocks until a later step serves it. Its reply is that of `reply`, and it comes only then. */
  waits?: true
  reply: Expected
  predict?: Prediction
}

export interface Section {
  title: string
  /** Short paragraphs; what stands between backticks is set as code. */
  text: readonly string[]
  steps: readonly Step[]
  /** The notebook's own form, run to see its fault happen. It stands beside the others, closed until it is opened. */
  notebook?: true
}

export interface Lesson {
  /** Its path. */
  chapter: string
  /** What the keys of all its steps begin with, `lists:`. Reset takes these keys and no others. */
  prefix: string
  /** Two or three sentences. */
  intro: readonly string[]
  sections: readonly Section[]
}

/** The steps of all sections in order; a step's number is its place here, from 1. */
export const stepsOf = (lesson: Lesson): readonly Step[] => lesson.sections.flatMap(({ steps }) => steps)

/** Whether what redis-cli printed is what was expected. */
export const isExpected = (expected: Expected, printed: string): boolean =>
  typeof expected === 'string' ? expected === printed : expected.test(printed)

/** The line without what only redis-cli prints around a value: `(integer) 3` is `3`, `"a"` is `a`. */
const bare = (printed: string): string =>
  printed
    .trim()
    .toLowerCase()
    .replace(/^\((integer|double)\)\s*/, '')
    .replace(/^"(.*)"$/s, '$1')
    .replace(/^\(nil\)$/, 'nil')

/** Whether a guess is what the server then said: typed ones are read kindly, case and quotes aside. */
export function isRight({ choices }: Prediction, guess: string, printed: string): boolean {
  const choice = choices?.find(({ text }) => text === guess)
  return choice === undefined
    ? choices === undefined && bare(guess) === bare(printed)
    : isExpected(choice.means, printed)
}
