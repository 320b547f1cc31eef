import { expect, test } from 'vitest'
import { percentile } from './percentile.ts'

test('a percentile is the measured value at its rank, in whatever order they came', () => {
  const values = [50, 10, 40, 20, 30]
  expect(percentile(values, 0.5)).toBe(30)
  expect(percentile(values, 0.95)).toBe(50)
  expect(percentile(values, 0.2)).toBe(10)
  expect(percentile(values, 0.21)).toBe(20)
  expect(percentile(values, 1)).toBe(50)
})

test('one value is all its percentiles, and no value has none', () => {
  expect([0.01, 0.5, 1].map(part => percentile([7], part))).toEqual([7, 7, 7])
  expect(percentile([], 0.5)).toBeNaN()
})
