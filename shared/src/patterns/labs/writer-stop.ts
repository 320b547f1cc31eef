/** The clean stop: the writer is asked to end while it waits for its batch to fill. */
import type { Lab } from './lab.ts'
import { settings, whereabouts, writeThree } from './queue-counts.ts'
import { queuedService } from './services.ts'

export const writerStop: Lab = {
  id: 'writer-stop',
  title: 'The writer is stopped, cleanly, with a batch in its hands',
  fault: 'lost writes',
  async run(stage, form) {
    const service = queuedService(form)
    await writeThree(stage, service)

    let stopping = false
    const writer = await stage.start('writer', ports =>
      service.runWriter(
        ports,
        settings(() => stopping),
      ),
    )
    // It has taken all three.
    await stage.to('writer', 'asked', 'clock.sleep', 'database.saveAll')
    stopping = true
    await writer()

    const found = await whereabouts(stage)
    return {
      counters: found,
      note: found['lost writes']
        ? 'The loop ended and its batch with it: a stop that everybody would call clean.'
        : 'It wrote its batch, looked once more, found nothing, and ended.',
    }
  },
}
