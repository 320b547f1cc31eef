/** Cache-aside, as a chapter. */
import type { Chapter } from '../chapter.ts'

export const chapter: Chapter = {
  path: 'cache-aside',
  name: 'Cache-aside',
  group: 'Caching patterns',
  order: 10,
  pattern: 'cache-aside',
  title: 'Cache-aside',
  subtitle: 'The app asks the cache first. On a miss it reads the database and fills the cache for the next reader.',
}
