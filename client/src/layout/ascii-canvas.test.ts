import { describe, expect, test } from 'vitest'
import { Canvas } from './ascii-canvas.ts'
import { columnsOf } from './text.ts'

const drawn = (width: number, how: (canvas: Canvas) => void) => {
  const canvas = new Canvas(width)
  how(canvas)
  return canvas.lines()
}

test('a box holds its lines in the middle', () => {
  expect(drawn(10, canvas => canvas.box([0, 0], 10, 4, ['Redis', '漢字']))).toEqual([
    '┌────────┐',
    '│ Redis  │',
    '│  漢字  │',
    '└────────┘',
  ])
})

test('a line turns corners and ends in an arrow', () => {
  const corners = [
    [0, 0],
    [3, 0],
    [3, 2],
    [1, 2],
  ] as const
  expect(drawn(5, canvas => canvas.line(corners, { head: true }))).toEqual(['───┐ ', '   │ ', ' ◄─┘ '])
  expect(drawn(5, canvas => canvas.line(corners, { head: true, heavy: true }))).toEqual(['━━━┓ ', '   ┃ ', ' ◄━┛ '])
})

test('lines of one weight join where they meet, and a heavy one lies over a light one', () => {
  const fan = (canvas: Canvas, heavy: boolean, to: number) =>
    canvas.line(
      [
        [0, 1],
        [2, 1],
        [2, to],
        [4, to],
      ],
      { head: true, heavy },
    )
  const both = (canvas: Canvas) => {
    for (const to of [0, 1, 2]) fan(canvas, false, to)
  }
  expect(drawn(5, both)).toEqual(['  ┌─►', '──┼─►', '  └─►'])
  expect(
    drawn(5, canvas => {
      both(canvas)
      fan(canvas, true, 2)
    }),
  ).toEqual(['  ┌─►', '━━┓─►', '  ┗━►'])
})

test('what is longer than its room is cut, and may stand at the end of it', () => {
  expect(drawn(8, canvas => canvas.write([2, 0], 'abcdefgh', 4))).toEqual(['  abc…  '])
  expect(drawn(8, canvas => canvas.write([2, 0], 'ab', 4, true))).toEqual(['    ab  '])
})

describe('a sheet stays as wide as it is', () => {
  test.each(['漢字'.repeat(9), '👩‍👩‍👧‍👦🎉', 'a\n\t\0\u202eb', 'e\u0301'.repeat(9), 'مرحبا'])('under %j', words => {
    for (let x = -2; x < 14; x += 1) {
      const lines = drawn(12, canvas => {
        canvas.write([x, 0], words, 9)
        canvas.write([x + 1, 0], words, 3)
        canvas.line([
          [5, 0],
          [7, 0],
        ])
      })
      for (const line of lines) expect(columnsOf(line), line).toBe(12)
    }
  })
})
