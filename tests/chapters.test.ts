import { CHAPTERS } from '@rdd/shared/chapters'
import { expect, test } from 'vitest'
import { chapters } from '../client/src/store/chapters.ts'

test('the server answers exactly the chapters the page links to', () => {
  expect(chapters.map(({ path }) => path).sort()).toEqual([...CHAPTERS].sort())
})
