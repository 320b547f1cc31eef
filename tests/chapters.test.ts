/** Chapters: each is one file, and what the list of chapters, the lessons and the rest of the content say of it agrees. */
import { GROUPS } from '@rdd/shared/chapter'
import { cheatsheet } from '@rdd/shared/reference/cheatsheet'
import { guide } from '@rdd/shared/reference/guide'
import { describe, expect, test } from 'vitest'
import { chapters } from '../client/src/store/chapters.ts'
import { chapters as files } from '../server/test/lessons.ts'

test('the page lists every file of a chapter, in the order of the groups', () => {
  expect(chapters.map(({ path }) => path).sort()).toEqual(files.map(({ file }) => file).sort())
  const groups = chapters.map(({ group }) => group)
  expect([...new Set(groups)]).toEqual(GROUPS)
  expect(groups).toEqual([...groups].sort((a, b) => GROUPS.indexOf(a) - GROUPS.indexOf(b)))
  expect(chapters[0]?.path).toBe('architecture')
})

describe.each(files)('$file', ({ file, chapter, lesson }) => {
  test('is the path of its chapter', () => expect(chapter.path).toBe(file))
  test('says whether it has a lesson', () => expect(chapter.taught ?? false).toBe(lesson !== undefined))
  test('has a rank of its own', () => {
    const ranks = chapters.filter(({ group }) => group === chapter.group).map(({ order }) => order)
    expect(ranks.filter(order => order === chapter.order)).toEqual([chapter.order])
  })
})

test('guide and cheatsheet lead to chapters that are there', () => {
  const paths = new Set(files.map(({ file }) => file))
  for (const { chapter } of [...guide, ...cheatsheet]) expect(paths).toContain(chapter)
})
