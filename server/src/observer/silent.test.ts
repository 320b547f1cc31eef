import type { CommandDoc } from '@rdd/shared/commands/catalogue'
import { expect, test } from 'vitest'
import { isEventless, isLineless } from './silent.ts'

const doc = (name: string, ...flags: string[]): [string, CommandDoc] => [
  name,
  { name, flags, arity: 1, group: '', summary: '', since: '', complexity: '', categories: [], args: [], keys: [] },
]
const docs = new Map([
  doc('set', 'write'),
  doc('vadd', 'write', 'module'),
  doc('vsim', 'readonly', 'module'),
  doc('auth', 'noscript', 'skip_monitor'),
  doc('config', 'admin'),
])

test.each([
  ['set', false],
  ['xack', true],
  ['sort', true],
  ['vadd', true],
  ['vsim', false],
  ['nobody knows it', false],
])('of the key of %s it is looked at without an event: %s', (name, eventless) => {
  expect(isEventless(name, docs)).toBe(eventless)
})

test.each([
  ['set', false],
  ['auth', true],
  ['config', true],
  ['nobody knows it', false],
])('MONITOR does not show %s: %s', (name, lineless) => {
  expect(isLineless(name, docs)).toBe(lineless)
})
