/** Lessons by chapter: each file of shared/src/lessons is found by its name and fetched when its chapter is opened. */
import type { Lesson } from '@rdd/shared/lessons/lesson'

const files = import.meta.glob<{ lesson: Lesson }>([
  '../../../shared/src/lessons/*.ts',
  '!../../../shared/src/lessons/lesson.ts',
])
const fileOf = (path: string) => files[`../../../shared/src/lessons/${path}.ts`]

export const hasLesson = (path: string): boolean => fileOf(path) !== undefined

/** The lesson of a chapter; undefined where it has none. */
export const loadLesson = async (path: string): Promise<Lesson | undefined> => (await fileOf(path)?.())?.lesson
