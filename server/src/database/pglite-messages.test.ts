import { expect, test } from 'vitest'
import { firstOf, Messages, query, settingsOf } from './pglite-messages.ts'

function first(code: number, rest = ''): Buffer {
  const bytes = Buffer.alloc(8 + Buffer.byteLength(rest))
  bytes.writeUInt32BE(bytes.length, 0)
  bytes.writeUInt32BE(code, 4)
  bytes.write(rest, 8)
  return bytes
}
const tls = first(80_877_103)
const start = first(196_608, 'user\0me\0options\0-c search_path=rdd_1\0\0')

test('messages come whole, wherever the bytes were cut; who asks for TLS first begins after that', () => {
  const said = Buffer.concat([tls, start, query('SELECT 1'), query('SELECT 2')])
  for (let cut = 0; cut <= said.length; cut += 1) {
    const messages = new Messages()
    const got = [...messages.take(said.subarray(0, cut)), ...messages.take(said.subarray(cut))]
    expect(got.map(({ letter }) => letter)).toEqual(['', '', 'Q', 'Q'])
    expect(Buffer.concat(got.map(({ bytes }) => bytes))).toEqual(said)
  }
})

test('a first message tells what its connection wants', () => {
  expect([tls, start, first(80_877_102)].map(firstOf)).toEqual(['tls', 'start', 'cancel'])
  expect([...settingsOf(start)]).toEqual([
    ['user', 'me'],
    ['options', '-c search_path=rdd_1'],
  ])
})
