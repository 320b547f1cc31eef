import { describe, expect, it } from 'vitest'
import { toReply } from './reply.ts'
import { Decoder, encode, type Limits, ProtocolError, type Raw } from './resp.ts'

function decode(wire: string | Buffer, own: Partial<Limits> = {}, size = Number.POSITIVE_INFINITY): Raw[] {
  const bytes = Buffer.from(wire)
  const decoder = new Decoder(own)
  const values: Raw[] = []
  for (let at = 0; at < bytes.length; at += size) {
    decoder.push(Buffer.from(bytes.subarray(at, at + size)))
    for (let value = decoder.next(); value !== undefined; value = decoder.next()) values.push(value)
  }
  return values
}
const replies = (wire: string | Buffer, own?: Partial<Limits>, size?: number) => decode(wire, own, size).map(toReply)

const examples: [wire: string, reply: unknown][] = [
  ['+OK\r\n', { t: 'simple', v: 'OK' }],
  ['+\r\n', { t: 'simple', v: '' }],
  ['-ERR no é\r\n', { t: 'error', v: 'ERR no é' }],
  [':-42\r\n', { t: 'int', v: '-42' }],
  [':9223372036854775807\r\n', { t: 'int', v: '9223372036854775807' }],
  [',0.10000000000000001\r\n', { t: 'double', v: '0.10000000000000001' }],
  [',-inf\r\n', { t: 'double', v: '-inf' }],
  [
    '(3492890328409238509324850943850943825024385\r\n',
    { t: 'bignum', v: '3492890328409238509324850943850943825024385' },
  ],
  ['#t\r\n', { t: 'bool', v: true }],
  ['#f\r\n', { t: 'bool', v: false }],
  ['_\r\n', { t: 'null' }],
  ['$-1\r\n', { t: 'null' }],
  ['*-1\r\n', { t: 'null' }],
  ['$0\r\n\r\n', { t: 'bulk', v: '' }],
  ['$6\r\na\r\n*1\n\r\n', { t: 'bulk', v: 'a\r\n*1\n' }],
  ['!9\r\nSYNTAX no\r\n', { t: 'error', v: 'SYNTAX no' }],
  ['=8\r\ntxt:ab\r\n\r\n', { t: 'verbatim', format: 'txt', v: 'ab\r\n' }],
  ['*0\r\n', { t: 'array', v: [] }],
  [
    '~2\r\n:1\r\n+a\r\n',
    {
      t: 'set',
      v: [
        { t: 'int', v: '1' },
        { t: 'simple', v: 'a' },
      ],
    },
  ],
  ['>2\r\n$1\r\na\r\n_\r\n', { t: 'push', v: [{ t: 'bulk', v: 'a' }, { t: 'null' }] }],
  [
    '%1\r\n+k\r\n*2\r\n:1\r\n*1\r\n#t\r\n',
    {
      t: 'map',
      v: [
        [
          { t: 'simple', v: 'k' },
          {
            t: 'array',
            v: [
              { t: 'int', v: '1' },
              { t: 'array', v: [{ t: 'bool', v: true }] },
            ],
          },
        ],
      ],
    },
  ],
  ['%0\r\n', { t: 'map', v: [] }],
  ['|1\r\n+ttl\r\n*2\r\n:1\r\n:2\r\n$1\r\nv\r\n', { t: 'bulk', v: 'v' }],
  [
    '*2\r\n:1\r\n|1\r\n+a\r\n+b\r\n:2\r\n',
    {
      t: 'array',
      v: [
        { t: 'int', v: '1' },
        { t: 'int', v: '2' },
      ],
    },
  ],
]

describe('the decoder', () => {
  it.each(examples)('reads %j', (wire, reply) => {
    expect(replies(wire)).toEqual([reply])
  })

  it('reads the same whatever the slices', () => {
    const wire = examples.map(([text]) => text).join('')
    const expected = examples.map(([, reply]) => reply)
    const bytes = Buffer.from(wire)
    for (let size = 1; size <= bytes.length; size++) expect(replies(wire, {}, size)).toEqual(expected)
  })

  it('cuts to the same parts whatever the slices', () => {
    const wire =
      '*4\r\n$10\r\n0123456789\r\n+abcdefghij\r\n%2\r\n:1\r\n:2\r\n:3\r\n:4\r\n*2\r\n*1\r\n:5\r\n$1\r\nx\r\n:6\r\n'
    for (const own of [{ string: 4 }, { values: 3 }, { values: 5 }, { bytes: 9 }, { depth: 1 }, { depth: 0 }]) {
      const expected = replies(wire, own)
      expect(expected).toHaveLength(2)
      expect(expected[1]).toEqual({ t: 'int', v: '6' })
      for (let size = 1; size < wire.length; size++) expect(replies(wire, own, size)).toEqual(expected)
    }
  })

  it.each<[string, Partial<Limits>, string, unknown]>([
    ['bytes of a string', { string: 4 }, '$10\r\n0123456789\r\n', { t: 'bulk', v: '0123', more: 6 }],
    ['bytes of a line', { string: 4 }, '+0123456789\r\n', { t: 'simple', v: '0123… (6 more bytes)' }],
    ['nothing of a line that just fits', { string: 4 }, '+0123\r\n', { t: 'simple', v: '0123' }],
    ['bytes of a verbatim', { string: 6 }, '=10\r\ntxt:456789\r\n', { t: 'verbatim', format: 'txt', v: '45', more: 4 }],
    [
      'elements',
      { values: 2 },
      '*4\r\n:1\r\n:2\r\n:3\r\n:4\r\n',
      {
        t: 'array',
        v: [
          { t: 'int', v: '1' },
          { t: 'int', v: '2' },
        ],
        more: 2,
      },
    ],
    [
      'pairs, never half of one',
      { values: 3 },
      '%3\r\n:1\r\n:2\r\n:3\r\n:4\r\n:5\r\n:6\r\n',
      {
        t: 'map',
        v: [
          [
            { t: 'int', v: '1' },
            { t: 'int', v: '2' },
          ],
        ],
        more: 2,
      },
    ],
    [
      'elements at each depth',
      { values: 2 },
      '*3\r\n:1\r\n*3\r\n:2\r\n:3\r\n:4\r\n:5\r\n',
      {
        t: 'array',
        v: [
          { t: 'int', v: '1' },
          { t: 'array', v: [{ t: 'int', v: '2' }], more: 2 },
        ],
        more: 1,
      },
    ],
    [
      'what is nested too deep',
      { depth: 1 },
      '*2\r\n*2\r\n:1\r\n*1\r\n:2\r\n:3\r\n',
      {
        t: 'array',
        v: [
          { t: 'array', v: [], more: 2 },
          { t: 'int', v: '3' },
        ],
      },
    ],
  ])('counts the %s it leaves out, and goes on behind', (_, own, wire, reply) => {
    expect(replies(`${wire}+next\r\n`, own)).toEqual([reply, { t: 'simple', v: 'next' }])
  })

  it('keeps a map flat and in whole pairs', () => {
    const [map] = decode('%3\r\n:1\r\n:2\r\n:3\r\n:4\r\n:5\r\n:6\r\n', { values: 3 })
    expect(map?.t === 'map' && map.v.map(value => 'v' in value && value.v)).toEqual(['1', '2'])
  })

  it('does not hand out a value before its last byte', () => {
    const wire = '$10\r\n0123456789\r\n'
    for (let end = 0; end < wire.length; end++) expect(decode(wire.slice(0, end), { string: 4 })).toEqual([])
  })

  it('keeps an endless reply small', () => {
    const decoder = new Decoder({ values: 100 })
    decoder.push(Buffer.from('*1000000000\r\n'))
    const chunk = Buffer.from(':1\r\n'.repeat(16_384))
    for (let i = 0; i < 50; i++) {
      decoder.push(chunk)
      expect(decoder.next()).toBeUndefined()
    }
  })

  it.each([
    '?\r\n',
    '$1\r\nab\r\n',
    '$x\r\n',
    '$\r\n',
    '*1a\r\n',
    '$99999999999999999999\r\n',
    '+a\nb\r\n',
    `:${'1'.repeat(70_000)}`,
  ])('refuses %.20j', wire => {
    expect(() => decode(wire)).toThrow(ProtocolError)
  })

  it('refuses or reads mutated streams, and always comes to an end', () => {
    let seed = 7
    const random = (n: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
      return (seed >>> 8) % n
    }
    const wire = Buffer.from(examples.map(([text]) => text).join(''))
    for (let round = 0; round < 3000; round++) {
      const mutant = Buffer.from(wire)
      for (let i = 0; i < 3; i++) mutant[random(mutant.length)] = random(256)
      try {
        decode(mutant, { string: 8, values: 9, depth: 2 }, 1 + random(40))
      } catch (error) {
        expect(error).toBeInstanceOf(ProtocolError)
      }
    }
  })
})

describe('encode', () => {
  it('counts bytes, so that no argument ends a command', () => {
    expect(encode(['SET', 'é', Buffer.from([0, 255, 13, 10])]).toString('latin1')).toBe(
      '*3\r\n$3\r\nSET\r\n$2\r\n\xc3\xa9\r\n$4\r\n\x00\xff\r\n\r\n',
    )
  })
})
