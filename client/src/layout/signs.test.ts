import { type Bytes, byteLength, bytes, fromRaw, toRaw } from '@rdd/shared/bytes'
import { expect, test } from 'vitest'
import { signsOf } from './signs.ts'
import { shown } from './text.ts'

const values: Record<string, Bytes> = {
  'plain text': bytes('Hello'),
  'signs of two, three and four bytes': bytes('é漢😀'),
  'a family of one grapheme': bytes('👩‍👩‍👧‍👦!'),
  'a line break of two bytes': bytes('a\r\nb'),
  'a backslash': bytes('a\\b'),
  'no text at all': fromRaw(Uint8Array.of(0xff, 0x41, 0xc3, 0x28, 0x9f)),
  'a few zero bytes': bytes('a\0\0b'),
  'many zero bytes': bytes(`a${'\0'.repeat(900)}b`),
  'right to left': bytes('שלום'),
  nothing: bytes(''),
}

test.each(Object.keys(values))('the bytes of the signs are the bytes of the value: %s', name => {
  const head = values[name] ?? bytes('')
  const signs = signsOf(head)
  expect(signs.flatMap(sign => [...sign.bytes])).toEqual([...toRaw(head)])
  expect(signs.reduce((sum, sign) => sum + sign.bytes.length, 0)).toBe(byteLength(head))
  for (const [i, sign] of signs.entries())
    expect(sign.start).toBe((signs[i - 1]?.start ?? 0) + (signs[i - 1]?.bytes.length ?? 0))
  if (!name.startsWith('many')) expect(signs.map(sign => sign.text).join('')).toBe(shown(head))
})

test('a sign is what people read, a byte that is no text its spelling, many zero bytes one sign', () => {
  const said = (head: Bytes) => signsOf(head).map(({ text, bytes, kind }) => `${text} ${bytes.length} ${kind}`)
  expect(said(values['signs of two, three and four bytes'] ?? bytes(''))).toEqual([
    'é 2 text',
    '漢 3 text',
    '😀 4 text',
  ])
  expect(said(values['many zero bytes'] ?? bytes(''))).toEqual(['a 1 text', '\\x00×900 900 zero', 'b 1 text'])
  expect(said(fromRaw(Uint8Array.of(0x9f)))).toEqual(['\\x9f 1 raw'])
})
