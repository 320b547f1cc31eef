/** The steps of a lesson as a session that a script can run. */
import type { Session } from '@rdd/shared/commands/export/plan'
import { parseLine } from '@rdd/shared/commands/parse'
import { type Lesson, stepsOf } from '@rdd/shared/lessons/lesson'

/** @param lineOf the line of a step by its 0-based number, as the person may have changed it */
export const sessionOf = (lesson: Lesson, lineOf: (i: number) => string): Session => ({
  title: lesson.chapter,
  steps: stepsOf(lesson).flatMap(({ client = 'you', waits }, i) => {
    const parsed = parseLine(lineOf(i))
    return 'error' in parsed ? [] : [{ client, argv: parsed.argv, ...(waits && { blocks: true }) }]
  }),
})
