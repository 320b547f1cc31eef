import { expect, test } from 'vitest'
import { Unasked } from './unasked.ts'

const at = '127.0.0.1:5000'
const expecting = (...commands: string[]) => {
  const unasked = new Unasked()
  for (const command of commands) unasked.expect(at, command)
  return unasked
}

test('each command a connection sends by itself is taken once, however it is written', () => {
  const unasked = expecting('CLIENT', 'CLIENT')
  expect(['client', 'client', 'client'].map(name => unasked.take(at, name))).toEqual([true, true, false])
})

test('one that MONITOR did not show is passed over', () => {
  const unasked = expecting('HELLO', 'CLIENT', 'SELECT')
  expect(unasked.take(at, 'client')).toBe(true)
  expect(unasked.take(at, 'hello')).toBe(false)
})

test('what a person types ends the list: the same command is then theirs', () => {
  const unasked = expecting('CLIENT', 'SELECT')
  expect(unasked.take(at, 'get')).toBe(false)
  expect(unasked.take(at, 'select')).toBe(false)
})

test('another connection’s command is its own', () => {
  expect(expecting('CLIENT').take('127.0.0.1:6000', 'client')).toBe(false)
})
