import { describe, expect, test } from 'vitest'
import { bytes, fromRaw } from '../bytes.ts'
import { hears, type Listened, listenedAfter } from './listening.ts'

describe('what a connection listens to', () => {
  const after = (...lines: string[]) =>
    lines.reduce<readonly Listened[]>((before, line) => listenedAfter(before, line.split(' ').map(bytes)), [])

  test.each([
    [['SUBSCRIBE a b', 'subscribe a'], 'channel a, channel b'],
    [['SUBSCRIBE a', 'PSUBSCRIBE a', 'SSUBSCRIBE a'], 'channel a, pattern a, shard a'],
    [['SUBSCRIBE a b', 'UNSUBSCRIBE a'], 'channel b'],
    [['SUBSCRIBE a b', 'PSUBSCRIBE p*', 'UNSUBSCRIBE'], 'pattern p*'],
    [['PSUBSCRIBE a b', 'PUNSUBSCRIBE'], ''],
    [['SUBSCRIBE a', 'PUNSUBSCRIBE a', 'SUNSUBSCRIBE'], 'channel a'],
    [['SUBSCRIBE a', 'PSUBSCRIBE b', 'RESET'], ''],
    [['SUBSCRIBE a', 'GET subscribe', 'PUBLISH a x', 'PUBSUB CHANNELS'], 'channel a'],
  ] as const)('after %j is %s', (lines, expected) => {
    expect(
      after(...lines)
        .map(one => one.join(' '))
        .join(', '),
    ).toBe(expected)
  })

  test('is the same array where nothing changed', () => {
    const before: Listened[] = [['channel', bytes('a')]]
    for (const line of ['SUBSCRIBE a', 'UNSUBSCRIBE b', 'PUNSUBSCRIBE', 'PING'])
      expect(listenedAfter(before, line.split(' ').map(bytes)), line).toBe(before)
  })
})

/** As `stringmatchlen` of Redis 7.0.15 answers, by SCAN MATCH on a key of that name. */
test.each([
  ['news.*', 'news.art', true],
  ['news.*', 'news', false],
  ['*', '', true],
  ['n?ws', 'news', true],
  ['n?ws', 'nws', false],
  ['n[ae]ws', 'news', true],
  ['n[^e]ws', 'news', false],
  ['n[a-f]ws', 'news', true],
  ['n[f-a]ws', 'news', true],
  ['n\\*ws', 'n*ws', true],
  ['n\\*ws', 'news', false],
  ['*a*b', 'xaxbxb', true],
  ['*a*b', 'xaxbxc', false],
  ['a\\', 'a\\', true],
  ['[a', 'a', true],
])('the pattern %j against %j: %s', (pattern, channel, heard) => {
  expect(hears(['pattern', bytes(pattern)], bytes(channel), false)).toBe(heard)
})

test('a pattern sees bytes, as Redis does: one question mark is one byte', () => {
  const channel = fromRaw(Uint8Array.of(0x61, 0xc3, 0xa4))
  expect(hears(['pattern', bytes('a?')], channel, false)).toBe(false)
  expect(hears(['pattern', bytes('a??')], channel, false)).toBe(true)
})

test('a message to a shard is heard by those of the shard alone', () => {
  const a = bytes('a')
  expect(hears(['shard', a], a, true)).toBe(true)
  expect(hears(['channel', a], a, true)).toBe(false)
  expect(hears(['shard', a], a, false)).toBe(false)
})
