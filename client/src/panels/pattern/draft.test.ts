import { expect, test } from 'vitest'
import { draftOf, firstLane, isCached } from './draft.ts'

test('what is asked for is cached when every key of it is there, each under the name of its form', () => {
  const lanes = [firstLane('cache-aside'), { ...firstLane('cache-aside'), form: 'notebook' as const }]
  const draft = { ...draftOf('cache-aside').get(), lanes }
  const has = (...keys: string[]) => isCached('cache-aside', draft, key => keys.includes(key))
  expect(has('cache:users:1', 'user:1')).toBe(true)
  expect(has('cache:users:1')).toBe(false)
  expect(has()).toBe(false)
})

test('a write is no read, however much is cached', () => {
  const lanes = [{ ...firstLane('cache-aside'), operation: 'update' as const }]
  expect(isCached('cache-aside', { ...draftOf('cache-aside').get(), lanes }, () => true)).toBe(false)
})
