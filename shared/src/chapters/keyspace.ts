/** All keys, as a chapter. */
import type { Chapter } from '../chapter.ts'

export const chapter: Chapter = {
  path: 'keyspace',
  name: 'All keys',
  group: 'Yours',
  order: 10,
  title: 'All keys',
  subtitle: 'Every key of the database, each as what it is.',
  first: 'SET greeting "Hello, Redis"',
}
