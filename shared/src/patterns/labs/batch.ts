/** What is called a batch: a writer that was idle, and then three writes of one and the same row. */
import type { Lab } from './lab.ts'
import { settings, writeOf } from './queue-counts.ts'
import { queuedService } from './services.ts'

const WRITES = 3

export const batch: Lab = {
  id: 'batch',
  title: 'Three writes of one row, after a quiet time',
  fault: 'needless statements',
  async run(stage, form) {
    const service = queuedService(form)
    let stopping = false
    const idle = settings(() => stopping)
    const writer = await stage.start('writer', ports => service.runWriter(ports, idle))
    // Nothing to do for longer than a flush waits.
    const quiet = stage.clock.now() + 2 * idle.flushMs
    await stage.while('writer', async () => stage.clock.now() < quiet)

    for (let i = 0; i < WRITES; i++) await stage.whole('A', ports => service.save(ports, writeOf('1')))
    await stage.to('writer', 'answered', 'database.save', 'database.saveAll')
    const alone = await (await stage.world.client('outsider')).queue.length()
    // The notebook's writer forgets what it holds when it is stopped: it is given its time.
    const later = stage.clock.now() + 2 * idle.flushMs
    await stage.while('writer', async () => stage.clock.now() < later)
    stopping = true
    await writer()

    const statements = (stage.calls.get('database.save') ?? 0) + (stage.calls.get('database.saveAll') ?? 0)
    return {
      counters: { 'needless statements': statements - 1, statements, 'still queued at the first one': alone },
      note:
        statements > 1
          ? 'The interval ran since the last flush, so the first item went alone, and each later one in a statement of its own.'
          : 'The first item starts the clock; of one row the newest write is stored, in one statement.',
    }
  },
}
