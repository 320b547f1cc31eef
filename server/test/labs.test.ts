/** Every lab, on a real Redis and a real Postgres: the notebook's form shows the fault, the safe form does not. */

import { compare } from '@rdd/shared/patterns/labs/compare'
import { runLab } from '@rdd/shared/patterns/labs/lab'
import { LABS } from '@rdd/shared/patterns/labs/labs'
import { measure } from '@rdd/shared/patterns/labs/measure'
import { ANSWERED, FLUSH_MS, lost, STALE_TTL_MS } from '@rdd/shared/patterns/labs/toll'
import * as notebook from '@rdd/shared/patterns/write-behind.notebook'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenWorld, openWorld } from '../src/runner/world.ts'
import { testDatabase, withoutPrograms } from './database.ts'
import { startRedis } from './redis.ts'

const source = testDatabase()
const instead = withoutPrograms()
let world: OpenWorld
let other: OpenWorld
beforeAll(async () => {
  world = await openWorld(await startRedis(), await source.open())
  other = await openWorld(await startRedis(), await instead.open())
}, 90_000)
afterAll(async () => {
  await world.close()
  await other.close()
  await instead.close()
})

describe.each([
  ['PostgreSQL', () => world],
  ['PGlite', () => other],
])('in the lab, with %s', (_database, worldOf) => {
  test.each(LABS.map(lab => [lab.title, lab] as const))('%s', async (_title, lab) => {
    const { forms, fault } = await runLab(lab, worldOf())
    expect(forms.notebook.counters[fault], JSON.stringify(forms.notebook, null, 1)).toBeGreaterThan(0)
    expect(forms.safe.counters[fault], JSON.stringify(forms.safe, null, 1)).toBe(0)
  })
})

describe('a crowd at a key that runs out', () => {
  /** Of what the readers waited: one that the machine kept waiting is no matter. */
  const median = (readers: { ms: number }[]) =>
    readers.map(reader => reader.ms).toSorted((a, b) => a - b)[readers.length / 2] ?? Number.NaN
  const crowd = { readers: 20, spreadMs: 0, addedMs: 200 }

  test('is a crowd at the database without a guard', async () => {
    const { loads, readers } = await measure(world, { ...crowd, guard: 'none' })
    expect(loads).toBeGreaterThan(10)
    expect(readers).toHaveLength(20)
  }, 30_000)

  test('loads it once behind a lock; the others wait for that load', async () => {
    const { loads, readers } = await measure(world, { ...crowd, guard: 'lock' })
    expect(loads).toBe(1)
    expect(median(readers)).toBeGreaterThanOrEqual(100)
  }, 30_000)

  test('loads it once in the background where a stale answer will do; nobody waits for that load', async () => {
    const { loads, readers } = await measure(world, { ...crowd, guard: 'stale' })
    expect(loads).toBe(1)
    expect(median(readers)).toBeLessThan(200)
  }, 30_000)
})

test('the comparison counts what each pattern’s claims say', async () => {
  const { rows } = await compare(world)
  const [aside, read, through, behind] = rows.map(row => row.values)
  expect(aside).toMatchObject({ 'calls a read': 1, 'calls a miss': 4, 'keys cached, unread': 0, 'rows behind': 0 })
  // ten rows just written, read five times each
  expect(rows.map(({ values }) => values['database loads'])).toEqual([10, 10, 0, 0])
  expect(through).toMatchObject({ 'calls a read': 1, 'calls a write': 2, 'keys cached, unread': 10, 'rows behind': 0 })
  expect(behind).toMatchObject({
    'calls a read': 1,
    'calls a write': 1,
    'statements for ten writes': 1,
    'rows behind': 10,
  })
  // a copy is old for what is left of its TTL, whatever the pattern; the time of a last read comes on top
  for (const { values } of rows) {
    expect(values['ms stale']).toBeGreaterThan(0)
    expect(values['ms stale']).toBeLessThan(10 * STALE_TTL_MS)
  }
  expect(behind?.['ms behind']).toBeGreaterThanOrEqual(FLUSH_MS)
  // what a look at the row takes, and no flush
  for (const one of [aside, through]) expect(one?.['ms behind']).toBeLessThan(behind?.['ms behind'] ?? 0)
  const losses = rows.map(({ values }) => [values['lost with the processes'], values['lost with Redis']])
  expect(losses).toEqual([
    [0, 0],
    [null, null],
    [0, 0],
    [0, ANSWERED],
  ])
  expect(read?.['ms behind']).toBeNull()
}, 60_000)

test('the loss with the processes is one the notebook’s write-behind has', async () => {
  const { saveProduct: save, runWriter } = notebook
  expect(await lost(world, 'products', { save, runWriter }, 'processes')).toBe(ANSWERED)
}, 30_000)
