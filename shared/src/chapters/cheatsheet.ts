/** Cheatsheet, as a chapter. */
import type { Chapter } from '../chapter.ts'

export const chapter: Chapter = {
  path: 'cheatsheet',
  name: 'Cheatsheet',
  group: 'Reference',
  order: 20,
  place: true,
  title: 'Cheatsheet',
  subtitle: 'The commands one needs most, each ready to run, in redis-cli, TypeScript and Python.',
}
