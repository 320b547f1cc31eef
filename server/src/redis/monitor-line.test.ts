import { expect, test } from 'vitest'
import { argvOf, headOf } from './monitor-line.ts'

const line = (text: string) => Buffer.from(text, 'latin1')

test('the head is read without the arguments', () => {
  expect(headOf(line('1700000000.123456 [3 127.0.0.1:5000] "SET" "key" "value"'))).toEqual({
    db: 3,
    address: '127.0.0.1:5000',
    name: 'set',
  })
  expect(headOf(line('1700000000.123456 [0 lua] "get" "k"'))).toEqual({ db: 0, address: 'lua', name: 'get' })
  expect(headOf(line('1700000000.123456 [0 [::1]:5000] "ping"'))).toEqual({
    db: 0,
    address: '[::1]:5000',
    name: 'ping',
  })
})

test('escapes are undone, and bytes stay bytes', () => {
  const escaped = String.raw`1700000000.123456 [0 127.0.0.1:1] "set" "a\"b\\c" "\x00\xff\n\r\t\a\b" "\xc3\xbc" ""`
  expect(argvOf(line(escaped))).toEqual({ args: ['set', 'a"b\\\\c', '\u0000\\xff\n\r\t\u0007\b', 'ü', ''], more: 0 })
})

test('what is over the limit is counted', () => {
  expect(argvOf(line('1.1 [0 x:1] "mset" "a" "1" "b" "2"'), 3)).toEqual({ args: ['mset', 'a', '1'], more: 2 })
})
