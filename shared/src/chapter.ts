/**
 * Chapter: a place of the playground. It is a path of its own, names the scene drawn there, and says what it is about.
 * Each is a file of shared/src/chapters that exports `chapter` and, where it has prose and steps, `lesson` (lesson.ts).
 */
import type { RedisType } from './keyspace/view.ts'
import type { PatternName } from './run.ts'

/** In the order of the list of chapters. */
export const GROUPS = ['Overview', 'Structures', 'Caching patterns', 'Reference', 'Yours'] as const

export interface Chapter {
  /** The path without its slash, which is the name of its file. */
  path: string
  /** As the list of chapters calls it. */
  name: string
  group: (typeof GROUPS)[number]
  /** Its rank in its group: 10, 20 and so on. */
  order: number
  /** The type of key drawn; absent where every key is, or something else. */
  type?: RedisType
  title: string
  subtitle: string
  /** It has a lesson: its file exports one. */
  taught?: true
  /** What stands on the stage is a place of its own: client/src/places/<path>.tsx. */
  place?: true
  /** The pattern whose runs are drawn here, instead of keys. */
  pattern?: PatternName
  /** A command that makes the first key of this type, offered when there is none. */
  first?: string
}
