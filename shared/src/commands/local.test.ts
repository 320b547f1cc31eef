import { describe, expect, it } from 'vitest'
import { bytes } from '../bytes.ts'
import type { Catalogue } from './catalogue.ts'
import { help, isLocal } from './local.ts'

const doc = { complexity: '', flags: [], categories: [], arity: 2, keys: [], since: '1.0.0' }
const catalogue: Catalogue = {
  commands: [
    { ...doc, name: 'get', summary: 'Get a value', group: 'string', args: [{ name: 'key', type: 'key' }] },
    { ...doc, name: 'dbsize', summary: 'Count keys', group: 'server', args: [] },
  ],
}
const ask = (line: string) => help(catalogue, line.split(' ').map(bytes))

describe('isLocal', () => {
  it.each([
    ['clear', 'clear'],
    ['CLEAR', 'clear'],
    ['clear x', undefined],
    ['help', 'help'],
    ['? get', 'help'],
    ['quit', 'exit'],
    ['exit', 'exit'],
    ['get k', undefined],
  ])('%s: %s', (line, local) => {
    expect(isLocal(line.split(' ').map(bytes))).toBe(local)
  })

  it('leaves an empty line alone', () => {
    expect(isLocal([])).toBeUndefined()
  })
})

describe('help', () => {
  it('prints usage, summary, since and group of a command', () => {
    expect(ask('help GET')).toBe('  GET key\n  summary: Get a value\n  since: 1.0.0\n  group: string')
  })
  it('says so when there is no such command or group, and which groups there are', () => {
    expect(ask('help got')).toContain('No command GOT')
    expect(ask('help @strings')).toBe('No group @strings. There are: @server, @string.')
  })
  it('tells alone what can be asked', () => {
    expect(ask('help')).toContain('"help <command>"')
  })
})
