/** Write-through, as a chapter. */
import type { Chapter } from '../chapter.ts'

export const chapter: Chapter = {
  path: 'write-through',
  name: 'Write-through',
  group: 'Caching patterns',
  order: 20,
  pattern: 'write-through',
  title: 'Write-through',
  subtitle: 'A write goes to the database and to the cache, and is answered when both have it.',
}
