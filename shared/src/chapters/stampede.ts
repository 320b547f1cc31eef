/** Stampede, as a chapter. */
import type { Chapter } from '../chapter.ts'

export const chapter: Chapter = {
  path: 'stampede',
  name: 'Stampede',
  group: 'Caching patterns',
  order: 50,
  pattern: 'stampede',
  title: 'Stampede',
  subtitle: 'A popular key runs out, and all its readers ask the database at once. A guard lets one of them load.',
}
