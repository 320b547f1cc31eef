/** Every lab, on a real Redis and a real Postgres: the notebook's form shows the fault, the safe form does not. */

import { compare } from '@rdd/shared/patterns/labs/compare'
import { runLab } from '@rdd/shared/patterns/labs/lab'
import { LABS } from '@rdd/shared/patterns/labs/labs'
import { measure } from '@rdd/shared/patterns/labs/measure'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenWorld, openWorld } from '../src/runner/world.ts'
import { testDatabase } from './database.ts'
import { startRedis } from './redis.ts'

const source = testDatabase()
let world: OpenWorld
beforeAll(async () => {
  world = await openWorld(await startRedis(), await source.open())
}, 60_000)
afterAll(() => world.close())

describe('in the lab', () => {
  test.each(LABS.map(lab => [lab.title, lab] as const))('%s', async (_title, lab) => {
    const { forms, fault } = await runLab(lab, world)
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
  const [aside, , through, behind] = rows.map(row => row.values)
  expect(aside).toMatchObject({ 'calls a read': 1, 'calls a miss': 4, 'keys cached, unread': 0, 'rows behind': 0 })
  expect(through).toMatchObject({ 'calls a read': 1, 'calls a write': 2, 'keys cached, unread': 10, 'rows behind': 0 })
  expect(behind).toMatchObject({
    'calls a read': 1,
    'calls a write': 1,
    'statements for ten writes': 1,
    'rows behind': 10,
  })
}, 30_000)
