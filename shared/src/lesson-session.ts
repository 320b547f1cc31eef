/** The steps of a lesson as a session that a script can run. What Redis refuses is named and left out. */

import type { Session } from './commands/export/plan.ts'
import { parseLine } from './commands/parse.ts'
import { type Expected, type Lesson, stepsOf } from './lesson.ts'

/** What the person made of a step, by its 0-based number. */
export interface Own {
  /** The line, as it may have been changed. */
  lineOf(i: number): string
  /** What redis-cli printed where the step ran; undefined: it did not run yet. */
  printedOf(i: number): string | undefined
}

/** @param own absent: as the lesson has it */
export const sessionOf = (lesson: Lesson, own?: Own): Session => ({
  title: lesson.chapter,
  steps: stepsOf(lesson).flatMap((step, i) => {
    const line = own?.lineOf(i) ?? step.line
    const parsed = parseLine(line)
    if ('error' in parsed) return []
    const skipped = line === step.line ? refusal(step.reply) : refusal(own?.printedOf(i) ?? '')
    return [
      {
        client: step.client ?? 'you',
        argv: parsed.argv,
        ...(step.waits && { blocks: true }),
        ...(skipped !== undefined && { skipped }),
      },
    ]
  }),
})

/** The error that is printed; undefined: none. Of an expression what it spells out. */
function refusal(printed: Expected): string | undefined {
  const text = typeof printed === 'string' ? printed : printed.source.replace(/^\^/, '').replace(/\\(.)/g, '$1')
  return /^\(error\) (.*)$/s.exec(text)?.[1]
}
