import { expect, test } from 'vitest'
import { Names } from './names.ts'

test('a connection is called what it was called last, or else by its address', () => {
  const names = new Names()
  names.tell('127.0.0.1:1', 'app-A')
  names.tell('127.0.0.1:1', 'writer')
  expect(['127.0.0.1:1', '127.0.0.1:2'].map(address => names.of(address))).toEqual(['writer', '127.0.0.1:2'])
})

test('of many the oldest is forgotten, and one told of again is young', () => {
  const names = new Names()
  for (let i = 0; i < 500; i += 1) names.tell(`a:${i}`, 'app')
  names.tell('a:0', 'app')
  names.tell('b:1', 'app')
  expect(['a:0', 'a:1', 'a:2', 'b:1'].map(address => names.of(address))).toEqual(['app', 'a:1', 'app', 'app'])
})
