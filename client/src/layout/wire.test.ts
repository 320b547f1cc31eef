import { describe, expect, test } from 'vitest'
import { lengthOf, pointAt } from './wire.ts'

const elbow = {
  points: [
    { x: 0, y: 0 },
    { x: 0, y: 40 },
    { x: 100, y: 40 },
    { x: 100, y: 20 },
  ],
}

describe('a wire with two bends', () => {
  test('is as long as its stretches', () => expect(lengthOf(elbow)).toBe(160))
  test.each([
    [-5, 0, 0],
    [0, 0, 0],
    [20, 0, 20],
    [40, 0, 40],
    [90, 50, 40],
    [150, 100, 30],
    [160, 100, 20],
    [999, 100, 20],
  ])('has the point %d along at %d, %d', (along, x, y) => {
    expect(pointAt(elbow, along)).toEqual({ x, y })
  })
})
