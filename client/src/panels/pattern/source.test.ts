import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { catalogue } from '@rdd/shared/patterns/catalogue'
import { expect, test } from 'vitest'
import { guards } from './guards.ts'
import { coloured, lineOfFunction, linesOfCall, pythonOf } from './source.ts'

const folder = fileURLToPath(new URL('../../../../shared/src/patterns/', import.meta.url))
const files = readdirSync(folder).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
const textOf = (file: string) => readFileSync(folder + file, 'utf8')

test('the line of a call is found, its further lines with it, and a comment is passed over', () => {
  const source = [
    '// cache.get(key) is first',
    'const a = await cache.get(key)',
    'await cache.set(',
    '  key,',
    ')',
    'end',
  ].join('\n')
  expect(linesOfCall(source, 'cache.get')).toEqual([1])
  expect(linesOfCall(source, 'cache.set')).toEqual([2, 3, 4])
  expect(linesOfCall(source, 'cache.del')).toEqual([])
})

test.each(files)('%s keeps every character when it is coloured', file => {
  const lines = coloured(textOf(file), 'ts').map(words => words.map(([, text]) => text).join(''))
  expect(lines.join('\n')).toBe(textOf(file))
})

test('every file an operation names is there', () => {
  for (const { operations } of Object.values(catalogue))
    for (const forms of Object.values(operations))
      for (const { file } of Object.values(forms)) expect(files).toContain(file)
})

const shown = [
  ...Object.values(catalogue).flatMap(({ operations }) =>
    Object.values(operations).flatMap(forms => Object.values(forms)),
  ),
  ...guards.map(({ file, runs }) => ({ file, name: runs })),
  ...['memoise.ts', 'memoise.notebook.ts'].map(file => ({ file, name: 'memoise' })),
]
test.each([...new Map(shown.map(({ file, name }) => [`${name} of ${file}`, { file, name }]))])(
  '%s is found in its file, and in Python too',
  async (_title, { file, name }) => {
    expect(lineOfFunction(textOf(file), 'ts', name)).toBeGreaterThanOrEqual(0)
    expect(lineOfFunction((await pythonOf(file)) ?? '', 'py', name)).toBeGreaterThanOrEqual(0)
  },
)
