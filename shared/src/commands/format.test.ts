import { describe, expect, it } from 'vitest'
import { bytes } from '../bytes.ts'
import type { Reply } from '../reply.ts'
import { formatReply, printsRaw } from './format.ts'

const bulk = (text: string): Reply => ({ t: 'bulk', v: bytes(text) })
const int = (n: number): Reply => ({ t: 'int', v: String(n) })

describe('formatReply', () => {
  it('keeps every digit of numbers as they came', () => {
    expect(formatReply({ t: 'int', v: '9223372036854775807' })).toBe('(integer) 9223372036854775807')
    expect(formatReply({ t: 'double', v: '0.10000000000000001' })).toBe('(double) 0.10000000000000001')
    expect(formatReply({ t: 'bignum', v: '12345678901234567890123' })).toBe('(big number) 12345678901234567890123')
  })

  it('aligns numbers and indents what is nested', () => {
    const reply: Reply = {
      t: 'array',
      v: [...Array.from({ length: 9 }, () => int(1)), { t: 'set', v: [int(1), int(2)] }],
    }
    expect(formatReply(reply).split('\n').slice(-3)).toEqual([
      ' 9) (integer) 1',
      '10) 1~ (integer) 1',
      '    2~ (integer) 2',
    ])
  })

  it('prints an invalidated key as redis-cli does, and other pushes as arrays', () => {
    const invalidate = (v: Reply): Reply => ({ t: 'push', v: [bulk('invalidate'), v] })
    expect(formatReply(invalidate({ t: 'array', v: [bulk('a'), bulk('b')] }))).toBe("-> invalidate: 'a', 'b'")
    expect(formatReply(invalidate({ t: 'null' }))).toBe('1) "invalidate"\n2) (nil)')
    expect(formatReply({ t: 'push', v: [bulk('message'), bulk('c'), bulk('m')] })).toBe('1) "message"\n2) "c"\n3) "m"')
  })

  it.each<[Reply, string]>([
    [{ t: 'bulk', v: bytes('abc'), more: 1000 }, '"abc"\n(1,000 bytes more)'],
    [{ t: 'verbatim', format: 'txt', v: bytes('abc'), more: 1 }, 'abc\n(1 byte more)'],
    [{ t: 'array', v: [int(1)], more: 9 }, ' 1) (integer) 1\n(9 elements more)'],
    [{ t: 'array', v: [], more: 2 }, '(2 elements more)'],
    [{ t: 'map', v: [[bulk('a'), int(1)]], more: 1 }, '1# "a" => (integer) 1\n(1 pair more)'],
    [
      { t: 'array', v: [int(1), { t: 'array', v: [{ t: 'bulk', v: bytes('a'), more: 5 }], more: 3 }] },
      '1) (integer) 1\n2) 1) "a"\n      (5 bytes more)\n   (3 elements more)',
    ],
    [{ t: 'array', v: [{ t: 'array', v: [], more: 3 }, int(1)] }, '1) (3 elements more)\n2) (integer) 1'],
  ])('says what was left out: %j', (reply, text) => {
    expect(formatReply(reply)).toBe(text)
  })

  it('prints text meant to be read as it is', () => {
    expect(formatReply(bulk('# Server\r\nredis_version:7\r\n'), true)).toBe('# Server\r\nredis_version:7')
    expect(formatReply({ t: 'bulk', v: bytes('a\nb'), more: 7 }, true)).toBe('a\nb\n(7 bytes more)')
    expect(formatReply({ t: 'array', v: [bulk('a')] }, true)).toBe('1) "a"')
  })
})

describe('printsRaw', () => {
  it.each([
    ['INFO', true],
    ['info server clients', true],
    ['CLIENT LIST TYPE normal', true],
    ['MEMORY DOCTOR', true],
    ['CLUSTER INFO', true],
    ['LATENCY GRAPH command', true],
    ['CLIENT GETNAME', false],
    ['MEMORY USAGE k', false],
    ['CLUSTER NODES extra', false],
    ['GET info', false],
    ['INFORM', false],
  ])('%s: %s', (line, raw) => {
    expect(printsRaw(line.split(' ').map(bytes))).toBe(raw)
  })
})
