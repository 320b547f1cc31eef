import { LABS } from '@rdd/shared/patterns/labs/labs'
import { runLab } from '@rdd/shared/patterns/labs/lab'
import { compare } from '@rdd/shared/patterns/labs/compare'
import { measure, Guard } from '@rdd/shared/patterns/labs/measure'
import { expect, test } from 'vitest'
import { openWorld } from '../src/runner/world.ts'
import { testDatabase } from './database.ts'
import { startRedis } from './redis.ts'
const source = testDatabase()
test('print', async () => {
  const world = await openWorld(await startRedis(), await source.open())
  for (const lab of LABS) { const r = await runLab(lab, world); console.log(r.id, '\n  N', JSON.stringify(r.forms.notebook.counters), r.forms.notebook.steps.length, '\n  S', JSON.stringify(r.forms.safe.counters), r.forms.safe.steps.length) ; if (['writer-stop','stale-set','item-dropped'].includes(r.id)) console.log(r.forms.notebook.steps.slice(-30).join('; '), '\n', r.forms.safe.steps.slice(-40).join('; ')) }
  console.log(JSON.stringify(await compare(world), null, 0))
  for (const guard of ['none','lock','early','early-notebook','stale'] as const) { const m = await measure(world, {guard, readers: 200, spreadMs: 1000, addedMs: 50}); console.log(guard, m.loads, Math.max(...m.readers.map(r=>r.ms)), m.readers.map(r=>r.ms).sort((a,b)=>a-b)[100]) }
  await world.close()
}, 120_000)
