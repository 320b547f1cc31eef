/** Chapters: the paths of the playground that lead to a page; the server answers all others with "not found". */
export const CHAPTERS = [
  ...(['architecture', 'connecting', 'key-naming'] as const),
  ...(['strings', 'hashes', 'lists', 'sets', 'sorted-sets', 'streams', 'pubsub'] as const),
  ...(['cache-aside', 'write-through', 'write-behind', 'read-through', 'stampede'] as const),
  ...(['guide', 'cheatsheet', 'keyspace'] as const),
] as const
export type ChapterPath = (typeof CHAPTERS)[number]
