import { expect, test } from 'vitest'
import { type Argument, canonical } from './memoise.ts'

test.each<[Argument, Argument]>([
  [
    ['a:b', 'c'],
    ['a', 'b:c'],
  ],
  [1, '1'],
  [null, 'null'],
  [true, 'true'],
  [[], [[]]],
  [
    { a: 1, b: 2 },
    { a: 1, b: '2' },
  ],
  [['a,b'], ['a', 'b']],
  [['"', 'x'], ['","x']],
])('%j and %j have different keys', (one, other) => {
  expect(canonical(one)).not.toBe(canonical(other))
})

test('the order of an object’s names is no difference, the order of a list is one', () => {
  expect(canonical({ a: 1, b: { c: 2, d: 3 } })).toBe(canonical({ b: { d: 3, c: 2 }, a: 1 }))
  expect(canonical([1, 2])).not.toBe(canonical([2, 1]))
})

test('what JSON would turn into null is refused', () => {
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) expect(() => canonical([bad])).toThrow(RangeError)
})
