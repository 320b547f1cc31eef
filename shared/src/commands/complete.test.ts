import { describe, expect, it } from 'vitest'
import type { CommandDoc } from './catalogue.ts'
import { complete, hint } from './complete.ts'
import { indexCatalogue } from './keys.ts'

const doc = (name: string, args: CommandDoc['args']): CommandDoc => ({
  ...{ name, args, summary: `About ${name}`, since: '1', group: 'test', complexity: 'O(1)' },
  ...{ flags: [], categories: [], arity: -1, keys: [] },
})
const token = (word: string) => ({ name: word, type: 'pure-token', token: word })
const index = indexCatalogue({
  commands: [
    doc('box', []),
    doc('box|open', [{ name: 'lid', type: 'string', display: 'the-lid' }]),
    doc('boxes', [
      { name: 'name', type: 'string' },
      { name: 'size', type: 'integer', token: 'SIZE', optional: true },
      { name: 'colour', type: 'oneof', optional: true, args: [token('RED'), token('BLUE')] },
      { name: 'tag', type: 'string', token: 'TAG', optional: true, multiple: true, multipleToken: true },
      { name: 'weight', type: 'double' },
    ]),
  ],
})
const words = (line: string) => complete(index, line, line.length).candidates.map(({ text }) => text)

describe('complete', () => {
  it('offers names in the letters one types in, with what they do', () => {
    expect(complete(index, 'bo', 2)).toEqual({
      ...{ from: 0, to: 2, ghost: 'x' },
      candidates: [
        { text: 'box', kind: 'command', summary: 'About box' },
        { text: 'boxes', kind: 'command', summary: 'About boxes' },
      ],
    })
    expect(words('BO')).toEqual(['BOX', 'BOXES'])
  })

  it('offers subcommands after their container', () => {
    expect(words('box ')).toEqual(['OPEN'])
  })

  it('offers the tokens that may stand next, and those alone', () => {
    expect(words('boxes ')).toEqual([])
    expect(words('boxes b ')).toEqual(['SIZE', 'RED', 'BLUE', 'TAG'])
    expect(words('boxes b SIZE ')).toEqual([])
    expect(words('boxes b SIZE 5 b')).toEqual(['blue'])
    expect(words('boxes b TAG x ')).toEqual(['TAG', 'SIZE', 'RED', 'BLUE'])
    expect(words('boxes b RED 5 ')).toEqual([])
  })

  it('replaces only the word up to the cursor, after a repeat count too', () => {
    expect(complete(index, '7 boxe', 6)).toMatchObject({ from: 2, to: 6, ghost: 's' })
    expect(complete(index, 'boxe name', 4)).toMatchObject({ from: 0, to: 4, ghost: '' })
  })
})

describe('hint', () => {
  it.each([
    ['boxes', 'name [SIZE size] [RED|BLUE] [TAG tag [TAG tag ...]] weight'],
    ['boxes b ', '[SIZE size] [RED|BLUE] [TAG tag [TAG tag ...]] weight'],
    ['boxes b blue ', '[SIZE size] [TAG tag [TAG tag ...]] weight'],
    ['boxes b size ', 'size [RED|BLUE] [TAG tag [TAG tag ...]] weight'],
    ['boxes b tag x ', '[TAG tag ...] [SIZE size] [RED|BLUE] weight'],
    ['boxes b 1.5 ', ''],
    ['boxes b heavy ', ''],
    ['box open ', 'the-lid'],
    ['box open "the lid" ', ''],
    ['box ', ''],
  ])('after "%s": %s', (line, text) => {
    expect(hint(index, line)?.text).toBe(text)
  })

  it('keeps up with a line of 100,000 words', () => {
    expect(hint(index, `boxes b ${'tag x '.repeat(50_000)}`)?.text).toBe('[TAG tag ...] [SIZE size] [RED|BLUE] weight')
  })

  it('brings the doc along', () => {
    expect(hint(index, 'BOX OPEN x')?.doc).toMatchObject({
      name: 'box|open',
      summary: 'About box|open',
      complexity: 'O(1)',
    })
  })
})
