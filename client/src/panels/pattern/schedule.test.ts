import { expect, test } from 'vitest'
import { rowsOf, type Step, stepsOf } from './schedule.ts'

const said = (step: Step | undefined) =>
  step === undefined
    ? '–'
    : [step.lane, step.call, step.part, step.times > 1 ? `×${step.times}` : ''].filter(Boolean).join(' ')

test('question and answer are one call, unless somebody came between them', () => {
  const steps = ['A asked cache.get', 'A answered cache.get', 'A asked database.find', 'B asked database.save']
  expect(stepsOf([...steps, 'B answered database.save', 'A answered database.find']).map(said)).toEqual([
    'A cache.get both',
    'A database.find asked',
    'B database.save both',
    'A database.find answered',
  ])
})

test('a writer that polls is one row: what it asks for again and again is counted, its sleep is no call', () => {
  const poll = ['writer asked queue.pop', 'writer answered queue.pop', 'writer asked clock.sleep']
  const steps = [...poll, 'writer answered clock.sleep', ...poll, 'writer answered clock.sleep', ...poll]
  expect(stepsOf(steps).map(said)).toEqual(['writer queue.pop both ×3'])
})

test('what both forms do stands in one row, and what one alone does beside what the other does meanwhile', () => {
  const whole = (...calls: string[]) => stepsOf(calls.flatMap(call => [`A asked ${call}`, `A answered ${call}`]))
  const rows = rowsOf(
    whole('cache.get', 'database.find', 'cache.set'),
    whole('cache.get', 'cache.lease', 'database.find', 'cache.script'),
  )
  expect(rows.map(({ notebook, safe, same }) => [notebook?.call, safe?.call, same])).toEqual([
    ['cache.get', 'cache.get', true],
    [undefined, 'cache.lease', false],
    ['database.find', 'database.find', true],
    ['cache.set', 'cache.script', false],
  ])
})

test('calls of two clients never share a row, and every step is told once, in its order', () => {
  const notebook = stepsOf(['A asked cache.set', 'B asked cache.get', 'A answered cache.set'])
  const safe = stepsOf(['B asked cache.get', 'A asked database.save'])
  const rows = rowsOf(notebook, safe)
  for (const { notebook, safe } of rows) if (notebook && safe) expect(notebook.lane).toBe(safe.lane)
  expect(rows.flatMap(row => row.notebook ?? [])).toEqual(notebook)
  expect(rows.flatMap(row => row.safe ?? [])).toEqual(safe)
  expect(rowsOf([], [])).toEqual([])
  expect(rowsOf([], safe).map(({ safe }) => safe)).toEqual(safe)
})
