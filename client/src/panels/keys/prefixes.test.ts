import { expect, it } from 'vitest'
import { prefixesOf } from './prefixes.ts'

it('prefixes end at the first colon, the most shared first', () => {
  expect(prefixesOf(['user:1', 'user:2:name', 'queue:a', 'plain', ':odd', 'a:'])).toEqual([
    ['user:', 2],
    ['a:', 1],
    ['queue:', 1],
  ])
})
