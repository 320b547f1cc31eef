import { bytes } from '@rdd/shared/bytes'
import { describe, expect, test } from 'vitest'
import { alone } from '../layout/around.ts'
import type { Place } from '../layout/keyspace.ts'
import { step } from './keyboard.ts'

const place = (x: number, y: number, h = 100): Place => ({
  x,
  y,
  w: 200,
  h,
  around: alone,
  view: { db: 0, key: bytes(`${x},${y}`), length: 0, value: { type: 'string', head: bytes('') } },
})
// 0 1 2
// 3 4
const grid = [place(0, 0), place(220, 0), place(440, 0), place(0, 120), place(220, 120)]

describe('arrow keys lead to the card one sees there', () => {
  test.each([
    [0, 'ArrowRight', 1],
    [2, 'ArrowRight', undefined],
    [4, 'ArrowLeft', 3],
    [1, 'ArrowDown', 4],
    [4, 'ArrowUp', 1],
    [0, 'ArrowUp', undefined],
    [1, 'Home', 0],
    [1, 'End', 4],
    [1, 'a', undefined],
  ])('from %d, %s', (at, key, to) => {
    expect(step(grid, at, key)).toBe(to)
  })
  test('also where cards are of different heights', () => {
    const uneven = [place(0, 0, 400), place(220, 0, 90), place(220, 110, 90), place(220, 220, 300)]
    expect(step(uneven, 1, 'ArrowDown')).toBe(2)
    expect(step(uneven, 3, 'ArrowLeft')).toBe(0)
  })
})
test('without a card in focus an arrow leads to the first', () => {
  expect(step(grid, -1, 'ArrowDown')).toBe(0)
  expect(step([], -1, 'ArrowDown')).toBeUndefined()
})
