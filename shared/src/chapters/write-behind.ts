/** Write-behind, as a chapter. */
import type { Chapter } from '../chapter.ts'

export const chapter: Chapter = {
  path: 'write-behind',
  name: 'Write-behind',
  group: 'Caching patterns',
  order: 30,
  pattern: 'write-behind',
  title: 'Write-behind',
  subtitle: 'A write is answered as soon as Redis has it. A writer brings it to the database later, many at a time.',
}
