import { bytes } from '@rdd/shared/bytes'
import type { FactOf } from '@rdd/shared/fact'
import { instant } from '@rdd/shared/time'
import { expect, test } from 'vitest'
import { servedSooner } from './served.ts'

const waits = (id: string, line: string, ...keys: string[]): FactOf<'waiting'> => ({
  kind: 'waiting',
  client: { id, name: id },
  db: 0,
  argv: { args: line.split(' ').map(bytes) },
  keys: keys.map(bytes),
  seq: 1,
  at: instant(0),
  gone: [],
  views: [],
  counts: [],
})
const sooner = (waiting: FactOf<'waiting'>[], ...served: string[]) => [...servedSooner(waiting, new Set(served))].sort()

test('who waited longer for the key of one that was served was served before it', () => {
  const line = [waits('1', 'BLPOP q 0', 'q'), waits('2', 'BLPOP q 0', 'q'), waits('3', 'BRPOP q 0', 'q')]
  expect(sooner(line, '2')).toEqual(['1'])
  expect(sooner(line, '3')).toEqual(['1', '2'])
  expect(sooner(line, '1', '3')).toEqual(['2'])
  expect(sooner(line)).toEqual([])
})

test('who waits for another key, or only for a place to put things, or reads a stream, was not', () => {
  const line = [
    waits('1', 'BLPOP r 0', 'r'),
    waits('2', 'BLMOVE p q LEFT LEFT 0', 'p', 'q'),
    waits('3', 'BLPOP q 0', 'q'),
  ]
  expect(sooner(line, '3')).toEqual([])
  const readers = [waits('1', 'XREAD BLOCK 0 STREAMS s $', 's'), waits('2', 'XREAD BLOCK 0 STREAMS s $', 's')]
  expect(sooner(readers, '2')).toEqual([])
})
