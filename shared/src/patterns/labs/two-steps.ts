/** Two steps that should be one: the app dies after it wrote to the cache and before it queued the write. */
import type { Lab } from './lab.ts'
import { writeOf } from './queue-counts.ts'
import { cacheKey, queuedService } from './services.ts'

export const twoSteps: Lab = {
  id: 'two-steps',
  title: 'The connection breaks between cache and queue',
  fault: 'disagreements nobody will mend',
  async run(stage, form) {
    const { save } = queuedService(form)
    const writing = await stage.start('A', ports => save(ports, writeOf('1')))
    await stage.to('A', 'asked', 'queue.push', 'cache.script')
    await stage.world.cut('A', 'cache')
    const ended = await writing()

    const queued = await (await stage.world.client('outsider')).queue.length()
    const differ = await stage.disagreement(cacheKey(form, 'products', '1'), 'products', '1')
    const lost = queued === 0 ? differ : 0
    return {
      counters: { 'disagreements nobody will mend': lost, 'failed writes': Number('error' in ended) },
      note: lost
        ? 'Readers see the new value for an hour, and then the old one again: it never was in the queue.'
        : 'Cache and queue are written by one script: both have it, or neither.',
    }
  },
}
