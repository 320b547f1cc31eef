/**
 * Chapters: the places of the playground. Each is a path of its own, names the scene drawn there, and says what it is
 * about. A chapter that is not built is not in the table, so nothing links to it.
 */

import type { ChapterPath } from '@rdd/shared/chapters'
import type { RedisType } from '@rdd/shared/keyspace/view'
import type { PatternName } from '@rdd/shared/run'

export interface Chapter {
  /** The path without its slash. */
  path: ChapterPath
  /** As the list of chapters calls it. */
  name: string
  group: 'Overview' | 'Structures' | 'Caching patterns' | 'Reference' | 'Yours'
  /** The type of key drawn; absent where every key is, or something else. */
  type?: RedisType
  title: string
  subtitle: string
  /** What stands on the stage is a place of its own: client/src/places/<path>.tsx. */
  place?: true
  /** The pattern whose runs are drawn here, instead of keys. */
  pattern?: PatternName
  /** A command that makes the first key of this type, offered when there is none. */
  first?: string
}

export const chapters: readonly Chapter[] = [
  {
    path: 'architecture',
    name: 'Architecture',
    group: 'Overview',
    place: true,
    title: 'Architecture',
    subtitle: 'One server, all data in memory, one command at a time. What it holds right now.',
  },
  {
    path: 'connecting',
    name: 'Connecting',
    group: 'Overview',
    place: true,
    title: 'Connecting',
    subtitle: 'A client opens a connection and sends commands over it. A pool keeps some of them open.',
  },
  {
    path: 'key-naming',
    name: 'Key naming',
    group: 'Overview',
    place: true,
    title: 'Key naming',
    subtitle: 'Redis knows no folders. A colon in the name is a convention that people and tools read as a tree.',
  },
  {
    path: 'strings',
    name: 'Strings',
    group: 'Structures',
    type: 'string',
    title: 'Strings',
    subtitle: 'A key holds bytes: text, a number to count with, a picture. GET and SET cost O(1).',
    first: 'SET user:1001:name "John Doe"',
  },
  {
    path: 'hashes',
    name: 'Hashes',
    group: 'Structures',
    type: 'hash',
    title: 'Hashes',
    subtitle: 'A key holds fields, each with its value, like a record. One field costs O(1).',
    first: 'HSET user:1001 name "John Doe" email john@example.com age 30 city "New York"',
  },
  {
    path: 'lists',
    name: 'Lists',
    group: 'Structures',
    type: 'list',
    title: 'Lists',
    subtitle: 'A list grows and shrinks at both ends. Push and pop at either end cost O(1).',
    first: 'RPUSH queue:notifications msg5 msg4 msg3 msg2 msg1',
  },
  {
    path: 'sets',
    name: 'Sets',
    group: 'Structures',
    type: 'set',
    title: 'Sets',
    subtitle: 'Members without order, each once. Adding and asking for one cost O(1).',
    first: 'SADD user:1001:interests python redis docker',
  },
  {
    path: 'sorted-sets',
    name: 'Sorted sets',
    group: 'Structures',
    type: 'zset',
    title: 'Sorted sets',
    subtitle: 'Each member has a score, and the scores keep the order. Adding costs O(log N).',
    first: 'ZADD leaderboard:game1 9500 alice 8200 bob 7800 charlie 6500 dave',
  },
  {
    path: 'streams',
    name: 'Streams',
    group: 'Structures',
    type: 'stream',
    title: 'Streams',
    subtitle: 'A log that only grows at its end. Groups of consumers read it and acknowledge each entry.',
    first: 'XADD events * action login user 1001',
  },
  {
    path: 'pubsub',
    name: 'Pub/Sub',
    group: 'Structures',
    place: true,
    title: 'Pub/Sub',
    subtitle: 'A message goes to whoever listens at that moment, and is kept for nobody.',
  },
  {
    path: 'cache-aside',
    name: 'Cache-aside',
    group: 'Caching patterns',
    pattern: 'cache-aside',
    title: 'Cache-aside',
    subtitle: 'The app asks the cache first. On a miss it reads the database and fills the cache for the next reader.',
  },
  {
    path: 'write-through',
    name: 'Write-through',
    group: 'Caching patterns',
    pattern: 'write-through',
    title: 'Write-through',
    subtitle: 'A write goes to the database and to the cache, and is answered when both have it.',
  },
  {
    path: 'write-behind',
    name: 'Write-behind',
    group: 'Caching patterns',
    pattern: 'write-behind',
    title: 'Write-behind',
    subtitle: 'A write is answered as soon as Redis has it. A writer brings it to the database later, many at a time.',
  },
  {
    path: 'read-through',
    name: 'Read-through',
    group: 'Caching patterns',
    pattern: 'read-through',
    title: 'Read-through',
    subtitle: 'The app asks the cache layer and nobody else. The layer knows how to load what is missing.',
  },
  {
    path: 'stampede',
    name: 'Stampede',
    group: 'Caching patterns',
    pattern: 'stampede',
    title: 'Stampede',
    subtitle: 'A popular key runs out, and all its readers ask the database at once. A guard lets one of them load.',
  },
  {
    path: 'guide',
    name: 'Which structure',
    group: 'Reference',
    place: true,
    title: 'Which structure',
    subtitle: 'What you want to do, the structure for it, and the commands to begin with.',
  },
  {
    path: 'cheatsheet',
    name: 'Cheatsheet',
    group: 'Reference',
    place: true,
    title: 'Cheatsheet',
    subtitle: 'The commands one needs most, each ready to run, in redis-cli, TypeScript and Python.',
  },
  {
    path: 'keyspace',
    name: 'All keys',
    group: 'Yours',
    title: 'All keys',
    subtitle: 'Every key of the database, each as what it is.',
    first: 'SET greeting "Hello, Redis"',
  },
]

const home = chapters.find(({ path }) => path === 'keyspace') ?? chapters[0]

/** The chapter a path names: the keyspace for `/`, and for a path that names none. */
export function chapterOf(pathname: string): Chapter {
  const name = pathname.replace(/^\/+|\/+$/g, '')
  const chapter = chapters.find(({ path }) => path === name) ?? home
  if (chapter === undefined) throw new Error('There are no chapters.')
  return chapter
}

/** The chapter that draws this type, where there is one. */
export const chapterOfType = (type: string): Chapter | undefined => chapters.find(chapter => chapter.type === type)
