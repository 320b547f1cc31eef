import { expect, test } from 'vitest'
import { counted, zero } from './counters.ts'

test.each([
  ['cache.get', 'hit', { hits: 1 }],
  ['cache.get', 'miss', { misses: 1 }],
  ['cache.set', 'ok', {}],
  ['database.find', 'ok', { databaseLoads: 1 }],
  ['database.save', 'ok', { databaseWrites: 1 }],
  ['database.find', 'error', {}],
  ['cache.get', 'error', {}],
] as const)('%s answered with %s counts as %o', (call, outcome, one) => {
  expect(counted(zero(), call, outcome)).toEqual({ ...zero(), ...one })
})
