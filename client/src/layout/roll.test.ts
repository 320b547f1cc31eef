import { bytes } from '@rdd/shared/bytes'
import { describe, expect, test } from 'vitest'
import { digits, isNumber, ownerOf, rolling } from './roll.ts'

const marks = (number: string) => digits(ownerOf(), number, { x: 0, y: 0, size: 19 })
const rolled = (from: string, to: string) => new Map(rolling(ownerOf(), bytes(from), bytes(to), 10))

describe('a number digit by digit', () => {
  test.each(['7', '-1', '10.5', '-9223372036854775808', '0.30000000000000004'])('%s reads as it is', number => {
    expect(isNumber(number)).toBe(true)
    expect(
      marks(number)
        .map(({ text }) => text)
        .join(''),
    ).toBe(number)
    expect(new Set(marks(number).map(({ id }) => id)).size).toBe(number.length)
  })

  test.each(['', '1e3', '0x10', '1.', '.5', '--1', '1 2', 'inf', '9'.repeat(20)])('%s is none', text => {
    expect(isNumber(text)).toBe(false)
    expect(rolled(text, '1').size).toBe(0)
  })

  test.each([
    ['41', '42', 1],
    ['99', '100', 3],
    ['-1', '1', 0],
    ['10.5', '10.6', 1],
    ['9', '10.25', 5],
  ])('from %s to %s only what changes rolls', (from, to, comes) => {
    const before = new Set(marks(from).map(({ id }) => id))
    const news = marks(to).filter(({ id }) => !before.has(id))
    expect(news).toHaveLength(comes)
    const map = rolled(from, to)
    for (const { id } of news) expect(map.get(id)).toEqual({ x: 0, y: 10 })
    for (const { id } of marks(from)) if (!marks(to).some(mark => mark.id === id)) expect(map.get(id)?.y).toBe(-10)
  })

  test('down it rolls the other way', () => {
    const [digit] = marks('41').filter(({ id }) => !marks('42').some(mark => mark.id === id))
    expect(rolled('42', '41').get(digit?.id ?? '')).toEqual({ x: 0, y: -10 })
  })
})
