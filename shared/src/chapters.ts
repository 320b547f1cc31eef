/** Chapters: the paths of the playground that lead to a page; the server answers all others with "not found". */
export const CHAPTERS = [
  ...(['strings', 'hashes', 'lists', 'sets', 'sorted-sets', 'streams'] as const),
  ...(['cache-aside', 'write-through', 'write-behind', 'read-through', 'stampede'] as const),
  'keyspace',
] as const
export type ChapterPath = (typeof CHAPTERS)[number]
