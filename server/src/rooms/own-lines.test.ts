import { expect, test } from 'vitest'
import { OwnLines } from './own-lines.ts'

test('our script and its calls are ours; the script of another program and its calls are not', () => {
  const own = new OwnLines(address => address === '127.0.0.1:1')
  const lines = [
    '1.1 [0 127.0.0.1:1] "EVALSHA" "x"',
    '1.1 [0 lua] "TYPE" "k"',
    '1.1 [0 127.0.0.1:2] "EVAL" "y"',
    '1.1 [0 lua] "GET" "k"',
    '1.1 [0 127.0.0.1:1] "PING"',
    '1.1 [0 127.0.0.1:2] "GET" "k"',
  ]
  expect(lines.map(line => own.isOwn(line))).toEqual([true, true, false, false, true, false])
})
