import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { catalogue } from './catalogue.ts'
import { COLUMNS } from './labs/compare.ts'
import { LABS } from './labs/labs.ts'

const FOLDER = import.meta.dirname
/** Not patterns: what they stand on, and what stands on them. */
const OTHERS = ['ports.ts', 'around.ts', 'gate.ts', 'catalogue.ts']
const patterns = readdirSync(FOLDER).filter(
  file => file.endsWith('.ts') && !file.endsWith('.test.ts') && !OTHERS.includes(file),
)
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8')
const code = (file: string) => read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
const CALL = /\b(?:cache|queue|database|clock)\.(?!now\b)\w+\(/g

test.each(patterns)('%s calls each port method in at most one place', file => {
  const calls = code(file).match(CALL) ?? []
  expect(calls).toEqual([...new Set(calls)])
})

test.each(patterns)('%s takes time and chance from its ports alone', file => {
  expect(code(file)).not.toMatch(/Date\.|setTimeout|setInterval|Math\.random|performance\./)
})

test.each(Object.entries(catalogue))(
  '%s names, for each operation, the file that holds its function',
  (_name, pattern) => {
    const pieces = Object.values(pattern.operations).flatMap(forms => Object.values(forms))
    expect(pieces.length).toBeGreaterThan(0)
    for (const { name, file } of pieces) expect(code(file)).toMatch(new RegExp(`export (async )?function ${name}\\(`))
  },
)

test('each lab is a claim of the catalogue, and each claim names a lab or a column there is', () => {
  const known = LABS.map(lab => lab.id)
  expect(new Set(known).size).toBe(known.length)
  const claims = Object.values(catalogue).flatMap(({ pros, cons, hazards }) => [...pros, ...cons, ...hazards])
  const named = claims.flatMap(({ experiment }) => ('lab' in experiment ? [experiment.lab] : []))
  expect(named.toSorted()).toEqual(known.toSorted())
  for (const { experiment } of claims) if ('compare' in experiment) expect(COLUMNS).toContain(experiment.compare)
})

test('the Python beside the patterns is Python', () => {
  const folder = join(FOLDER, 'python')
  const files = readdirSync(folder).filter(file => file.endsWith('.py'))
  expect(files.length).toBeGreaterThan(5)
  // Compiled in memory: nothing is left behind.
  const check = 'import sys\nfor name in sys.argv[1:]: compile(open(name).read(), name, "exec")'
  execFileSync(process.env.PYTHON ?? 'python3', ['-c', check, ...files.map(file => join(folder, file))])
})
