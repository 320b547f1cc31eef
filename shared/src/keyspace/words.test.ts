import { expect, test } from 'vitest'
import { bytes, fromRaw } from '../bytes.ts'
import { counted, cut, grouped, lasted, listed, quoted, typed, worded } from './words.ts'

test('numbers are grouped, nouns counted', () => {
  expect(grouped(1_204_567)).toBe('1,204,567')
  expect([0, 1, 2].map(n => counted(n, 'key'))).toEqual(['0 keys', '1 key', '2 keys'])
  expect(counted(1000, 'entry', 'entries')).toBe('1,000 entries')
})

test('a list ends in and, a long one in how many more', () => {
  expect(listed([])).toBe('')
  expect(listed(['a'])).toBe('a')
  expect(listed(['a', 'b', 'c'])).toBe('a, b and c')
  expect(listed(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more')
  expect(listed(['a'], 3, 1001)).toBe('a and 1,000 more')
})

test('a text is cut at a width in columns, not in characters', () => {
  expect(cut('abcde', 5)).toBe('abcde')
  expect(cut('abcdef', 5)).toBe('abcd…')
  expect(cut('漢字漢字', 5)).toBe('漢字…')
  expect(cut('👍👍👍', 6)).toBe('👍👍👍')
})

test('a value is quoted where its ends would blur', () => {
  expect(quoted(bytes('plain'))).toBe('plain')
  expect(quoted(bytes(''))).toBe('""')
  expect(quoted(bytes('two words'))).toBe('"two words"')
  expect(quoted(bytes('a\n"b"\u0007'))).toBe('"a\\n\\"b\\"\\x07"')
  expect(quoted(fromRaw(Uint8Array.of(0xff, 0x41)))).toBe('\\xffA')
})

test('a value that Redis sent cut ends in an ellipsis', () => {
  expect(worded({ head: bytes('abc'), bytes: 9000, sha1: '0' })).toBe('abc…')
})

test('a command is shown as one would type it, arguments left out marked', () => {
  expect(typed({ args: ['SET', 'k', 'a b'].map(bytes) })).toBe('SET k "a b"')
  expect(typed({ args: ['DEL', 'k'].map(bytes), more: 40 })).toBe('DEL k …')
  expect(typed({ args: ['SET', 'k', 'x'.repeat(100)].map(bytes) })).toHaveLength(80)
})

test('times keep two or three digits', () => {
  expect([0.18, 12.44, 1234].map(lasted)).toEqual(['0.18 ms', '12.4 ms', '1.2 s'])
})
