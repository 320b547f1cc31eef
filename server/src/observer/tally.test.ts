import { expect, test } from 'vitest'
import { byFirstWord, Tally } from './tally.ts'

const calls = (all: Record<string, number>) => new Map(Object.entries(all))

test('what was not heard is what Redis counted, less our own calls, less what was heard', () => {
  const tally = new Tally(calls({ set: 10, 'object|freq': 4 }), calls({ object: 4 }), () => false)
  tally.hear(calls({ set: 3 }))
  expect(tally.unheard(calls({ set: 113, 'object|freq': 5, get: 7 }), calls({ object: 5 }))).toEqual(
    calls({ set: 100, get: 7 }),
  )
})

test('commands that MONITOR never shows are left out, and counters that were reset count as nothing', () => {
  const tally = new Tally(calls({ set: 1000 }), calls({}), name => name === 'config')
  expect(tally.unheard(calls({ set: 5, 'config|set': 2 }), calls({}))).toEqual(new Map())
})

test('a container is one command', () => {
  expect(byFirstWord(calls({ 'client|info': 1, 'client|list': 2 }))).toEqual(calls({ client: 3 }))
})
