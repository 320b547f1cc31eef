/** Read-through, as a chapter. */
import type { Chapter } from '../chapter.ts'

export const chapter: Chapter = {
  path: 'read-through',
  name: 'Read-through',
  group: 'Caching patterns',
  order: 40,
  pattern: 'read-through',
  title: 'Read-through',
  subtitle: 'The app asks the cache layer and nobody else. The layer knows how to load what is missing.',
}
