import { describe, expect, test } from 'vitest'
import { columnsOf, fit, shown, size, wrap } from './text.ts'

describe('columns', () => {
  test.each([
    ['', 0],
    ['hello', 5],
    ['Grüße', 5],
    ['e\u0301', 1],
    ['你好', 4],
    ['🎉', 2],
    ['👩‍👩‍👧‍👦', 2],
    ['🇫🇷', 2],
    ['مرحبا', 5],
  ])('%j takes %d', (text, columns) => {
    expect(columnsOf(text)).toBe(columns)
  })
})

describe('fit', () => {
  test('leaves a text that fits alone', () => {
    expect(fit('hello', 5)).toBe('hello')
    expect(fit('你好', 4)).toBe('你好')
  })
  test('cuts with an ellipsis that fits too', () => {
    expect(fit('hello!', 5)).toBe('hell…')
    expect(fit('你好吗', 4)).toBe('你…')
  })
  test('never tears a grapheme apart', () => {
    expect(fit('👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 5)).toBe('👩‍👩‍👧‍👦👩‍👩‍👧‍👦…')
    expect(fit('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301…')
  })
  test('shows nothing where there is no room', () => {
    expect(fit('hello', 0)).toBe('')
  })
  test('cuts ten megabytes', () => {
    expect(fit('é'.repeat(5_000_000), 20)).toHaveLength(20)
  })
})

describe('wrap', () => {
  test('keeps every character when all lines fit', () => {
    const text = 'a run of bytes, broken anywhere'
    expect(wrap(text, 10, 9).join('')).toBe(text)
    expect(wrap(text, 10, 9).every(line => columnsOf(line) <= 10)).toBe(true)
  })
  test('says that something is left out', () => {
    expect(wrap('abcdefghij', 4, 2)).toEqual(['abcd', 'efg…'])
  })
  test('breaks after a space where one is near', () => {
    expect(wrap('value of a string', 12, 3)).toEqual(['value of a ', 'string'])
    expect(wrap('keys: 1,769 in all', 9, 3)).toEqual(['keys: ', '1,769 in ', 'all'])
    expect(wrap('one,two,three', 10, 3)).toEqual(['one,two,', 'three'])
    expect(wrap('antidisestablishment of', 12, 3)).toEqual(['antidisestab', 'lishment of'])
  })
  test('takes one line for nothing', () => {
    expect(wrap('', 10, 3)).toEqual([''])
  })
})

describe('shown', () => {
  test.each([
    ['a\nb', 'a\\nb'],
    ['\0\u001b\u007f', '\\x00\\x1b\\x7f'],
    ['left\u202eright', 'left\\u202eright'],
    ['👩‍👧', '👩‍👧'],
    ['plain', 'plain'],
  ])('%j is drawn as %s', (text, drawn) => {
    expect(shown(text)).toBe(drawn)
  })
})

test.each([
  [0, '0 B'],
  [168, '168 B'],
  [1_204, '1.2 kB'],
  [999_950, '1.0 MB'],
  [2_500_000_000, '2.5 GB'],
])('%d bytes are %s', (bytes, words) => {
  expect(size(bytes)).toBe(words)
})
