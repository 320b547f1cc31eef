/** Chapters: the places of the playground, each a file of shared/src/chapters that is found by its name. */
import { type Chapter, GROUPS } from '@rdd/shared/chapter'

/** What each says of itself. As modules of their own (`?about`), so that the lessons beside it are not fetched with it. */
const found = import.meta.glob<Chapter>('../../../shared/src/chapters/*.ts', {
  eager: true,
  query: '?about',
  import: 'chapter',
})

export const chapters: readonly Chapter[] = Object.values(found).sort(
  (a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || a.order - b.order,
)

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
