/** Chapters: the paths of the playground that lead to a page; the server answers all others with "not found". */
export const CHAPTERS = ['strings', 'hashes', 'lists', 'sets', 'sorted-sets', 'streams', 'keyspace'] as const
export type ChapterPath = (typeof CHAPTERS)[number]
