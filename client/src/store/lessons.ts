/** Lessons by chapter: each is fetched when its chapter is opened. */
import type { Chapter } from '@rdd/shared/chapter'
import type { Lesson } from '@rdd/shared/lesson'

const files = import.meta.glob<{ lesson?: Lesson }>('../../../shared/src/chapters/*.ts')

/** The lesson of a chapter; undefined where it has none. */
export const loadLesson = async ({ path, taught }: Chapter): Promise<Lesson | undefined> =>
  taught && (await files[`../../../shared/src/chapters/${path}.ts`]?.())?.lesson
