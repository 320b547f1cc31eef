/** The dropped item: one write of a batch cannot be saved. What becomes of it, and of its neighbours? */
import type { Lab } from './lab.ts'
import { settings, whereabouts, writeOf } from './queue-counts.ts'
import { queuedService } from './services.ts'

/** Postgres refuses text with a NUL in it, however often it is tried. */
const REFUSED = { name: 'Written \u0000', detail: '2' }

export const itemDropped: Lab = {
  id: 'item-dropped',
  title: 'A write the database refuses is dropped without a word',
  fault: 'lost writes',
  async run(stage, form) {
    const service = queuedService(form)
    for (const request of [writeOf('1'), { ...writeOf('2'), value: REFUSED }, writeOf('3')])
      await stage.whole('A', ports => service.save(ports, request))

    let stopping = false
    const writer = await stage.start('writer', ports =>
      service.runWriter(ports, { ...settings(() => stopping), batchSize: 3 }),
    )
    await stage.while('writer', async () => (await whereabouts(stage)).waiting > 0)
    // The notebook's has popped the last item by now; it is given the time to flush it.
    await stage.to('writer', 'asked', 'clock.sleep', 'queue.claim')
    stopping = true
    await writer()

    const found = await whereabouts(stage)
    return {
      counters: found,
      note: found['lost writes']
        ? 'Its error was caught and thrown away, and the write with it.'
        : 'Its neighbours were written; after three tries it went to the dead letters, where somebody can look at it.',
    }
  },
}
