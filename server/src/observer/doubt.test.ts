import { expect, test } from 'vitest'
import { absent } from './doubt.ts'

test('a listener that CLIENT LIST shows neither by address nor by name is gone', () => {
  const list = ['id=3 addr=127.0.0.1:5000 laddr=127.0.0.1:6379 name=', 'id=4 addr=127.0.0.1:5001 name=worker', ''].join(
    '\n',
  )
  const there = ['127.0.0.1:5000', 'worker'].map(name => ({ name }))
  const gone = ['127.0.0.1:500', '127.0.0.1:6379', 'work'].map(name => ({ name }))
  expect(absent([...there, ...gone], list)).toEqual(gone)
})
