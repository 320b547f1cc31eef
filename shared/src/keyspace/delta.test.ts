import { expect, test } from 'vitest'
import { bytes } from '../bytes.ts'
import { deltaOf } from './delta.ts'

test.each([
  ['41', '42', '+1'],
  ['42', '37', '-5'],
  ['-1', '1', '+2'],
  ['10.5', '10.6', '+0.1'],
  ['10.6', '10', '-0.6'],
  ['0.1', '0.30000000000000004', '+0.20000000000000004'],
  ['3', '3.0', undefined],
  ['9223372036854775806', '9223372036854775807', '+1'],
  ['-9223372036854775808', '9223372036854775807', '+18446744073709551615'],
  ['1', '1', undefined],
  ['1e3', '1001', undefined],
  ['abc', '1', undefined],
  ['', '1', undefined],
])('%s to %s is %s', (from, to, delta) => {
  expect(deltaOf(bytes(from), bytes(to))).toBe(delta)
})
