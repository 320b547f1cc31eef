import { describe, expect, it } from 'vitest'
import { counted, duration, size } from './words.ts'

describe('words', () => {
  it.each([
    [0.18, '0.18 ms'],
    [2.345, '2.3 ms'],
    [58, '58 ms'],
    [3200, '3.2 s'],
    [250_000, '4 min 10 s'],
    [7_500_000, '2 h 5 min'],
    [273_600_000, '3 d 4 h'],
  ])('%d ms is told as %s', (ms, words) => expect(duration(ms)).toBe(words))

  it.each([
    [168, '168 B'],
    [1234, '1.2 kB'],
    [560_000, '560 kB'],
    [3_400_000, '3.4 MB'],
    [2e9, '2.0 GB'],
  ])('%d bytes are told as %s', (bytes, words) => expect(size(bytes)).toBe(words))

  it('counts one thing and many', () => {
    expect([0, 1, 1200].map(n => counted(n, 'key'))).toEqual(['0 keys', '1 key', '1,200 keys'])
    expect(counted(2, 'entry', 'entries')).toBe('2 entries')
  })
})
