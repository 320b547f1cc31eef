import { expect, test } from 'vitest'
import { byteLength, bytes, fromRaw, isBytes, toRaw } from './bytes.ts'

const raw = (...values: number[]) => Uint8Array.from(values)

test.each([
  ['plain text is itself', raw(0x68, 0x69), 'hi'],
  ['UTF-8 is itself', raw(0xf0, 0x9f, 0xa6, 0x8a), '🦊'],
  ['a backslash is doubled', raw(0x61, 0x5c, 0x62), 'a\\\\b'],
  ['a stray byte is \\xNN', raw(0x61, 0xff, 0x62), 'a\\xffb'],
  ['a NUL stays itself', raw(0), '\u0000'],
  ['a byte order mark stays', raw(0xef, 0xbb, 0xbf), '\ufeff'],
  ['an overlong form is no UTF-8', raw(0xc0, 0xaf), '\\xc0\\xaf'],
  ['a surrogate is no UTF-8', raw(0xed, 0xa0, 0x80), '\\xed\\xa0\\x80'],
  ['a sequence cut short is its bytes', raw(0xe2, 0x82), '\\xe2\\x82'],
])('%s', (_title, value, text) => {
  expect(fromRaw(value)).toBe(text)
  expect(toRaw(fromRaw(value))).toEqual(value)
})

test('every byte and every pair of bytes comes back as it was, and no two share a form', () => {
  const seen = new Set<string>()
  const wrong: string[] = []
  for (let a = 0; a < 256; a += 1)
    for (let b = 0; b < 256; b += 1) {
      const text = fromRaw(raw(a, b))
      const back = toRaw(text)
      if (back.length !== 2 || back[0] !== a || back[1] !== b || !isBytes(text)) wrong.push(text)
      seen.add(text)
    }
  expect(wrong).toEqual([])
  expect(seen.size).toBe(65_536)
})

test('what no bytes print as is refused (R2)', () => {
  for (const text of ['\\', 'a\\', '\\x', '\\xf', '\\xZZ', '\\n', '\\\\\\', '\ud800'])
    expect([text, isBytes(text)]).toEqual([text, false])
  expect(() => toRaw(bytes('\\').slice(1) as ReturnType<typeof bytes>)).toThrow('lone backslash')
})

test('the length is in bytes', () => {
  expect(byteLength(bytes('ü\\'))).toBe(3)
})
