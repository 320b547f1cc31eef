/** Which structure, as a chapter. */
import type { Chapter } from '../chapter.ts'

export const chapter: Chapter = {
  path: 'guide',
  name: 'Which structure',
  group: 'Reference',
  order: 10,
  place: true,
  title: 'Which structure',
  subtitle: 'What you want to do, the structure for it, and the commands to begin with.',
}
