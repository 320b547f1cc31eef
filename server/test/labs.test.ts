/** Every lab, on a real Redis and a real Postgres: the notebook's form shows the fault, the safe form does not. */

import { runLab } from '@rdd/shared/patterns/labs/lab'
import { LABS } from '@rdd/shared/patterns/labs/labs'
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
