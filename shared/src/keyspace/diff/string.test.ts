import { describe, expect, test } from 'vitest'
import type { Fact } from '../../fact.ts'
import { command, events, exec, key, string } from '../testing.ts'
import { diffKey } from './index.ts'

/** `5-11`, `6-8 after 3`: what was written, and how much padding Redis put before; `whole` where all of it was. */
function written(before: string, after: string, facts: Fact[]): string {
  const changes = diffKey({ db: 0, key, before: string(before) }, string(after), facts)
  const change = changes.find(({ kind }) => kind === 'value-changed')
  if (change?.kind !== 'value-changed') return changes.map(({ kind }) => kind).join(' ')
  const { start, end, padded } = change.written ?? { start: 0, end: 0, padded: 0 }
  if (change.written === undefined) return 'whole'
  return `${start}-${end - 1}${padded === 0 ? '' : ` after ${padded}`}`
}

describe('which bytes of a string were written', () => {
  test.each([
    ['APPEND k lo', 'hel', 'hello', '3-4'],
    ['SETRANGE k 6 Redis', 'Hello World', 'Hello Redis', '6-10'],
    // written all the same, though it was there before
    ['SETRANGE k 0 Jo', 'John', 'Jonn', '0-1'],
    ['SETRANGE k 6 xyz', 'abc', 'abc\0\0\0xyz', '6-8 after 3'],
    ['setrange k 3 xyz', 'abc', 'abcxyz', '3-5'],
    ['SETBIT k 7 1', '`', 'a', '0-0'],
    ['SETBIT k 31 1', 'a', 'a\0\0\x01', '3-3 after 2'],
    ['BITFIELD k SET u8 8 65', 'abc', 'aAc', '1-1'],
    ['SET k Jane', 'John', 'Jane', 'whole'],
    ['GETSET k Jane', 'John', 'Jane', 'whole'],
    ['INCR k', '41', '42', 'whole'],
  ])('%s', (line, before, after, expected) => {
    expect(written(before, after, [command(line)])).toBe(expected)
  })

  test('of several that write a part, the bytes that differ', () => {
    expect(written('abcdef', 'aXcdYf', [command('SETRANGE k 1 X'), command('SETRANGE k 4 Y')])).toBe('1-4')
    expect(written('ab', 'abcd', [command('APPEND k c'), command('GET k'), command('APPEND k d')])).toBe('2-3')
  })
  test('known by its event alone, the bytes that differ', () => {
    expect(written('abc', 'aXc', [events('setrange')])).toBe('1-1')
  })
  test('nothing, where a SET came between, or nobody knows what a transaction did to it besides', () => {
    expect(written('abc', 'xyzd', [command('SET k xyz'), command('APPEND k d')])).toBe('whole')
    expect(written('abc', 'abcd', [exec('APPEND k d')])).toBe('3-3')
    expect(written('abc', 'abcd', [])).toBe('whole')
  })
})
