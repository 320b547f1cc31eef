/** What is drawn of a write besides the new value: bytes, padding, steps and fields, told from what it changed. */
import { bytes } from '@rdd/shared/bytes'
import type { Span } from '@rdd/shared/keyspace/change'
import { diffKey } from '@rdd/shared/keyspace/diff/index'
import { command, events, exec, hash, key, string } from '@rdd/shared/keyspace/testing'
import type { KeyView } from '@rdd/shared/keyspace/view'
import { expect, test } from 'vitest'
import { writeSpans } from './write-spans.ts'

const spans = (fact: Parameters<typeof writeSpans>[0], before: KeyView | undefined, after: KeyView) =>
  writeSpans(fact, {
    db: 0,
    key,
    before,
    after,
    changes: diffKey({ db: 0, key, before }, after, fact === undefined ? [] : [{ ...fact, views: [after] }]),
  })

test.each([
  ['INCR k', '41', '42', [{ of: 'counted', by: '+1' }]],
  ['DECRBY k 5', '2', '-3', [{ of: 'counted', by: '-5' }]],
  ['INCRBYFLOAT k 0.1', '10.5', '10.6', [{ of: 'counted', by: '+0.1' }]],
  ['SET k 50', '41', '50', []],
  ['APPEND k 5', '41', '415', [{ of: 'written', start: 2, end: 3, padded: 0 }]],
  ['SETRANGE k 4 x', 'ab', 'ab\0\0x', [{ of: 'written', start: 4, end: 5, padded: 2 }]],
  ['SETBIT k 15 1', 'a', 'a\x01', [{ of: 'written', start: 1, end: 2, padded: 0, bit: 15 }]],
])('%s, of %s', (line, before, after, expected) => {
  expect(spans(command(line), string(before), string(after))).toEqual(expected)
})

test.each([
  ['SETRANGE k 3 x', '\0\0\0x', [{ of: 'written', start: 3, end: 4, padded: 3 }]],
  ['SETBIT k 9 1', '\0@', [{ of: 'written', start: 1, end: 2, padded: 1, bit: 9 }]],
  ['INCR k', '1', []],
  ['APPEND k x', 'x', []],
])('%s, of a key that was not there', (line, after, expected) => {
  expect(spans(command(line), undefined, string(after))).toEqual(expected)
})

test('a counter in a transaction, or known by its event alone, counts too', () => {
  const up = [{ of: 'counted', by: '+2' }]
  expect(spans(exec('INCRBY k 2'), string('1'), string('3'))).toEqual(up)
  expect(spans(events('incrby'), string('1'), string('3'))).toEqual(up)
  expect(spans(events('set'), string('1'), string('3'))).toEqual([])
})

test.each<[string, Record<string, string>, Record<string, string>, Span[]]>([
  [
    'HSET k a 1 c 3',
    { a: '0' },
    { a: '1', c: '3' },
    [
      { of: 'put', field: bytes('a'), was: bytes('0') },
      { of: 'put', field: bytes('c') },
    ],
  ],
  ['HINCRBY k a -4', { a: '1' }, { a: '-3' }, [{ of: 'counted', by: '-4', field: bytes('a') }]],
  ['HDEL k b', { a: '1', b: '2' }, { a: '1' }, []],
])('%s', (line, before, after, expected) => {
  expect(spans(command(line), hash(before), hash(after))).toEqual(expected)
})
