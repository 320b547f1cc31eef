import { expect, test } from 'vitest'
import { keepStood, recallStood } from './stood.ts'

function shelf() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
}
const here = { epoch: 'e1', path: 'cache-aside' }

test('where a tab stood is had again in the same chapter of the same log', () => {
  const tab = shelf()
  keepStood(tab, { ...here, seq: 12 })
  expect(recallStood(tab, here)?.seq).toBe(12)
  expect(recallStood(tab, { ...here, path: 'read-through' })).toBeUndefined()
  expect(recallStood(tab, { ...here, epoch: 'e2' })).toBeUndefined()
  expect(recallStood(shelf(), here)).toBeUndefined()
})

test('who was live is live again, and what is no such place is nothing', () => {
  const tab = shelf()
  keepStood(tab, { ...here, seq: 12 })
  keepStood(tab, undefined)
  expect(recallStood(tab, here)).toBeUndefined()
  tab.setItem('rdd:stood', '{"epoch":1}')
  expect(recallStood(tab, here)).toBeUndefined()
})
