import { describe, expect, it } from 'vitest'
import { bytes, fromRaw } from '../bytes.ts'
import { parseLine, quote, scan } from './parse.ts'

const raw = (...values: number[]) => fromRaw(Uint8Array.from(values))

describe('parseLine', () => {
  it.each([
    ['', []],
    [' \t ', []],
    ['SET k v', ['SET', 'k', 'v']],
    [' SET\tk   v ', ['SET', 'k', 'v']],
    [`SET "a b" 'c d'`, ['SET', 'a b', 'c d']],
    [String.raw`SET "\n\r\t\b\a\"\\\q" x`, ['SET', '\n\r\t\b\x07"\\\\q', 'x']],
    [String.raw`SET '\n\'\\ ' x`, ['SET', String.raw`\\n'\\\\ `, 'x']],
    [String.raw`SET a\b x`, ['SET', String.raw`a\\b`, 'x']],
    ['SET pre"fix ed" x', ['SET', 'prefix ed', 'x']],
    [String.raw`SET "\x41\x5c\xff\xc3\xa9\xg1" x`, ['SET', `${String.raw`A\\\xff`}éxg1`, 'x']],
    [String.raw`ECHO "\xe6\xbc" "é漢😀"`, ['ECHO', String.raw`\xe6\xbc`, 'é漢😀']],
    ['ECHO ""', ['ECHO', '']],
  ])('reads %j', (line, argv) => {
    expect(parseLine(line)).toEqual({ argv, repeat: 1 })
  })

  it('reads a number before a command as how often to run it', () => {
    expect(parseLine('5 INCR n')).toEqual({ argv: ['INCR', 'n'], repeat: 5 })
    expect(parseLine('5')).toEqual({ argv: ['5'], repeat: 1 })
    expect(parseLine('5x INCR')).toEqual({ argv: ['5x', 'INCR'], repeat: 1 })
  })

  it.each([
    ['SET k "v', 6, 'never closes'],
    ["SET 'k v", 4, "End it with '"],
    ['SET pre"v', 7, 'End it with "'],
    ['SET "k"v x', 7, 'Put a space after it, or write \\"'],
    ["SET 'k'v x", 7, "write \\'"],
    ['SET "k\\', 4, 'never closes'],
    ['SET a\0b', 5, '"\\x00"'],
  ])('refuses %j at column %i and says how to mend it', (line, column, mend) => {
    expect(parseLine(line)).toMatchObject({ column, error: expect.stringMatching(/^Invalid argument\(s\)\. /) })
    expect(parseLine(line)).toMatchObject({ error: expect.stringContaining(mend) })
  })

  it('refuses a repeat count below one, where the count stands', () => {
    expect(parseLine('  0 PING')).toMatchObject({ column: 2, error: expect.stringContaining('1 or more') })
    expect(parseLine('-3 PING')).toMatchObject({ column: 0 })
  })

  it('takes a lone surrogate for the character that stands for anything broken', () => {
    expect(parseLine('ECHO a\ud800')).toEqual({ argv: ['ECHO', 'a\ufffd'], repeat: 1 })
  })

  it('reads a line of 100,000 words and a word of a megabyte', () => {
    expect(parseLine(`DEL ${'key '.repeat(100_000)}`)).toMatchObject({ argv: { length: 100_001 } })
    expect(parseLine(`ECHO "${'\\xff'.repeat(250_000)}"`)).toMatchObject({ argv: { length: 2 } })
  })
})

describe('scan', () => {
  it('keeps the words before a fault and where each stands', () => {
    expect(scan('SET "a b" \'c')).toEqual({
      words: [
        { value: 'SET', from: 0, to: 3 },
        { value: 'a b', from: 4, to: 9 },
      ],
      fault: { column: 10, error: expect.any(String) },
    })
  })
})

describe('quote', () => {
  it.each([
    [bytes('plain:1'), 'plain:1'],
    [bytes('é漢'), 'é漢'],
    [bytes(''), '""'],
    [bytes('a b'), '"a b"'],
    [bytes('say "hi"'), String.raw`"say \"hi\""`],
    [bytes("it's"), `"it's"`],
    [bytes('a\\b'), String.raw`"a\\b"`],
    [bytes('\n\t\0'), String.raw`"\n\t\x00"`],
    [bytes('\u200b'), String.raw`"\xe2\x80\x8b"`],
    [raw(0xff, 0x41), String.raw`"\xffA"`],
  ])('writes %j as %s', (value, word) => {
    expect(quote(value)).toBe(word)
    expect(parseLine(`ECHO ${word}`)).toEqual({ argv: ['ECHO', value], repeat: 1 })
  })
})
