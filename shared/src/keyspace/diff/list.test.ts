import { describe, expect, test } from 'vitest'
import type { Fact } from '../../fact.ts'
import type { Change } from '../change.ts'
import { bulk, command, events, exec, key, list } from '../testing.ts'
import { diffKey } from './index.ts'

const diff = (before: string[], after: string[], facts: Fact[] = [], window?: number) =>
  diffKey({ db: 0, key, before: list(before, window) }, list(after, window), facts)

/** `+head@0 a b`, `-tail@3 c`, `=1 a>b`: changes written short. */
const short = (changes: Change[]) =>
  changes.map(change => {
    if (change.kind === 'elements-added') return `+${change.end}@${change.index} ${change.values.join(' ')}`
    if (change.kind === 'elements-removed') return `-${change.end}@${change.index} ${change.values.join(' ')}`
    if (change.kind === 'element-changed') return `=${change.index} ${change.from}>${change.to}`
    if (change.kind === 'length-changed') return `#${change.from}>${change.to}`
    return change.kind
  })
const words = (text: string) => (text === '' ? [] : text.split(' '))

describe('two whole lists tell', () => {
  test.each([
    ['a push at the head', 'b c', 'a b c', ['+head@0 a']],
    ['a push of several at the head', 'c', 'a b c', ['+head@0 a b']],
    ['a push at the tail', 'a b', 'a b c', ['+tail@2 c']],
    ['a pop at the head', 'a b c', 'b c', ['-head@0 a']],
    ['a pop at the tail', 'a b c', 'a b', ['-tail@2 c']],
    ['LINSERT', 'a b c', 'a x b c', ['+middle@1 x']],
    ['LREM of scattered elements', 'x a x b x', 'a b', ['-head@0 x', '-middle@2 x', '-tail@4 x']],
    ['LSET', 'a b c', 'a x c', ['=1 b>x']],
    ['LSET of the last one', 'a b c', 'a b x', ['=2 c>x']],
    ['LTRIM at both ends', 'a b c d e', 'b c d', ['-head@0 a', '-tail@4 e']],
    ['a rotation', 'a b c', 'c a b', ['-tail@2 c', '+head@0 c']],
    ['nothing', 'a b', 'a b', []],
  ])('%s', (_, before, after, expected) => {
    expect(short(diff(words(before), words(after)))).toEqual(expected)
  })
})

describe('where equal values leave it open, the command settles it', () => {
  test.each([
    ['LPUSH k a', 'a a', 'a a a', ['+head@0 a']],
    ['RPUSH k a', 'a a', 'a a a', ['+tail@2 a']],
    ['lpush k a', 'a a', 'a a a', ['+head@0 a']],
    ['LPUSHX k a a', 'a', 'a a a', ['+head@0 a a']],
    ['LPOP k', 'a a', 'a', ['-head@0 a']],
    ['RPOP k', 'a a', 'a', ['-tail@1 a']],
    ['RPOP k 2', 'a a a', 'a', ['-tail@1 a a']],
    ['LMPOP 1 k RIGHT COUNT 2', 'a a a', 'a', ['-tail@1 a a']],
    ['LMPOP 1 k LEFT', 'a a a', 'a a', ['-head@0 a']],
    ['LREM k -1 a', 'a b a b', 'a b b', ['-middle@2 a']],
    ['LREM k 1 a', 'a a b', 'a b', ['-head@0 a']],
    ['LREM k -1 a', 'a a b', 'a b', ['-middle@1 a']],
    ['LINSERT k BEFORE a a', 'b a', 'b a a', ['+middle@1 a']],
    ['LINSERT k AFTER a a', 'a a', 'a a a', ['+middle@1 a']],
    ['LTRIM k 1 -1', 'a a a', 'a a', ['-head@0 a']],
    ['LTRIM k 0 1', 'a a a', 'a a', ['-tail@2 a']],
    ['LMOVE k k LEFT RIGHT', 'a b', 'b a', ['-head@0 a', '+tail@1 a']],
    ['RPOPLPUSH k k', 'a b', 'b a', ['-tail@1 b', '+head@0 b']],
    ['RPOPLPUSH k k', 'a a', 'a a', ['-tail@1 a', '+head@0 a']],
    ['BLPOP k 0', 'a a', 'a', ['-head@0 a']],
    ['BRPOP k 0', 'a a', 'a', ['-tail@1 a']],
    ['LSET k -1 x', 'a b', 'a x', ['=1 b>x']],
  ])('%s on %s', (line, before, after, expected) => {
    expect(short(diff(words(before), words(after), [command(line)]))).toEqual(expected)
  })

  test('inside a transaction or a script, every call in its turn', () => {
    expect(short(diff(['a', 'a'], ['a', 'a', 'a'], [exec('LPUSH k a', 'LPUSH k b', 'LPOP k')]))).toEqual(['+head@0 a'])
    expect(short(diff(['a'], ['b'], [exec('LPOP k', 'RPUSH k b')]))).toEqual(['-head@0 a', '+tail@0 b'])
    expect(short(diff(['a', 'b'], ['a', 'b'], [exec('DEL k', 'RPUSH k a b')]))).toEqual(['-tail@0 a b', '+tail@0 a b'])
  })

  test('over several facts', () => {
    const facts = [command('RPUSH k a'), command('LPOP k'), command('LRANGE k 0 -1')]
    expect(short(diff(['a', 'a'], ['a', 'a'], facts))).toEqual(['-head@0 a', '+tail@1 a'])
  })

  test('a command that failed settles nothing', () => {
    const failed = command('LPUSH k a', { reply: { t: 'error', v: 'OOM command not allowed' } })
    expect(short(diff(['a'], ['a', 'a'], [failed]))).toEqual(['+tail@1 a'])
  })

  test('an event without its command, when it is the only one', () => {
    expect(short(diff(['a', 'a', 'a'], ['a'], [events('lpop')]))).toEqual(['-head@0 a a'])
    expect(short(diff(['a'], ['a', 'a'], [events('lpush')]))).toEqual(['+head@0 a'])
  })

  test('a pop of several keys by its reply', () => {
    const hit = command('BRPOP j k 0', { reply: { t: 'array', v: [bulk('k'), bulk('a')] } })
    const miss = command('BRPOP j k 0', { reply: { t: 'array', v: [bulk('j'), bulk('a')] } })
    expect(short(diff(['a', 'a'], ['a'], [hit]))).toEqual(['-tail@1 a'])
    // the other key was popped: what happened to this one is read from the views alone
    expect(short(diff(['a', 'b'], ['b'], [miss]))).toEqual(['-head@0 a'])
  })

  test('but is not believed when Redis shows otherwise', () => {
    expect(short(diff(['a', 'b'], ['a', 'b', 'c'], [command('LPUSH k z')]))).toEqual(['+tail@2 c'])
  })
})

describe('of a long list, seen at both ends', () => {
  const numbered = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `e${from + i}`)
  const thousand = numbered(0, 1000)
  const seen = (after: string[], facts: Fact[] = []) => short(diff(thousand, after, facts, 10))

  test('a push shifts the windows and removes nothing', () => {
    expect(seen(['x', ...thousand])).toEqual(['+head@0 x'])
    expect(seen([...thousand, 'x'])).toEqual(['+tail@1000 x'])
  })

  test('a pop shows others, which were there before', () => {
    expect(seen(thousand.slice(1))).toEqual(['-head@0 e0'])
    expect(seen(thousand.slice(0, -2))).toEqual(['-tail@998 e998 e999'])
  })

  test('more than a window can be popped: the command and the length tell how many, the look alone does not', () => {
    expect(diff(thousand, thousand.slice(500), [command('LPOP k 500')], 10)).toEqual([
      { kind: 'elements-removed', end: 'head', index: 0, count: 500, values: thousand.slice(0, 10) },
    ])
    expect(diff(thousand, thousand.slice(0, 500), [command('LTRIM k 0 499')], 10)).toEqual([
      { kind: 'elements-removed', end: 'tail', index: 500, count: 500, values: thousand.slice(990) },
    ])
    expect(seen(thousand.slice(500))).toEqual(['#1000>500'])
  })

  test('a rotation, an insert, a removal and a set inside a window', () => {
    expect(seen(['e999', ...thousand.slice(0, -1)])).toEqual(['-tail@999 e999', '+head@0 e999'])
    expect(seen([...numbered(0, 3), 'x', ...numbered(3, 1000)])).toEqual(['+middle@3 x'])
    expect(seen([...numbered(0, 996), 'x', ...numbered(996, 1000)])).toEqual(['+middle@996 x'])
    expect(seen([...numbered(0, 3), ...numbered(4, 1000)])).toEqual(['-middle@3 e3'])
    expect(seen([...numbered(0, 3), 'x', ...numbered(4, 1000)])).toEqual(['=3 e3>x'])
    expect(seen([...numbered(0, 9), 'x', ...numbered(10, 1000)])).toEqual(['=9 e9>x'])
  })

  test('what happens between the windows is a length only', () => {
    expect(seen([...numbered(0, 500), 'x', ...numbered(500, 1000)])).toEqual(['#1000>1001'])
    expect(seen([...numbered(0, 500), 'x', ...numbered(501, 1000)])).toEqual([])
  })

  test('LTRIM at both ends, by its command or by the look', () => {
    const trimmed = thousand.slice(2, -3)
    expect(seen(trimmed, [command('LTRIM k 2 -4')])).toEqual(['-head@0 e0 e1', '-tail@997 e997 e998 e999'])
    expect(seen(trimmed)).toEqual(['-head@0 e0 e1', '-tail@997 e997 e998 e999'])
  })

  test('a whole list that grows past the window, and back', () => {
    const ten = numbered(0, 10)
    expect(short(diff(ten, [...ten, 'x'], [], 10))).toEqual(['+tail@10 x'])
    expect(short(diff(ten, ['x', ...ten], [], 10))).toEqual(['+head@0 x'])
    expect(short(diff(['x', ...ten], ten, [], 10))).toEqual(['-head@0 x'])
    expect(short(diff(numbered(0, 30), ten, [], 10))).toEqual(['-tail@10 e20 e21 e22 e23 e24 e25 e26 e27 e28 e29'])
  })

  test('another list altogether claims no single edit', () => {
    const other = Array.from({ length: 900 }, (_, i) => `z${i}`)
    expect(seen(other)).toEqual(['#1000>900'])
  })
})
