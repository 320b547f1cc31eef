import { expect, test } from 'vitest'
import { EMBSTR, withEmbstr } from './embstr.ts'

test.each([
  ['redis', '7.0.15', '44'],
  ['redis', '8.0.2', '44'],
  ['redis', '8.2.0', undefined],
  ['redis', '8.6.3', undefined],
  ['redis', '10.0.0', undefined],
  ['valkey', '8.0.1', '44'],
  ['valkey', '8.1.1', undefined],
])('%s %s: %s', (product, version, most) => {
  const limits = withEmbstr(new Map([['a', '1']]), { product, version })
  expect(limits.get(EMBSTR)).toBe(most)
  expect(limits.get('a')).toBe('1')
})
