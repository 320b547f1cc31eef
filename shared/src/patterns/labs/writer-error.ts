/** One error: Redis is away for a moment, just when the writer asks it. */
import type { Lab } from './lab.ts'
import { settings, whereabouts, writeThree } from './queue-counts.ts'
import { queuedService } from './services.ts'

export const writerError: Lab = {
  id: 'writer-error',
  title: 'Redis is away for a moment, and the writer never comes back',
  fault: 'writes nobody will write',
  async run(stage, form) {
    const service = queuedService(form)
    await writeThree(stage, service)

    let stopping = false
    // A batch of one: whatever it takes, it writes at once.
    const batchSize = 1
    const writer = await stage.start('writer', ports =>
      service.runWriter(ports, { ...settings(() => stopping), batchSize }),
    )
    await stage.to('writer', 'asked', 'queue.pop', 'queue.claim')
    await stage.world.cut('writer', 'cache')
    await stage.step('writer')
    await stage.world.mend('writer', 'cache')

    await stage.while('writer', async () => (await whereabouts(stage)).waiting > 0)
    stopping = true
    const ended = await writer()

    const found = await whereabouts(stage)
    return {
      counters: {
        'writes nobody will write': found.waiting,
        'lost writes': found['lost writes'],
        'dead writers': Number('error' in ended),
      },
      note:
        'error' in ended
          ? 'The error ended the writer’s loop, and nobody was told. The queue only grows from here.'
          : 'The writer waited, tried again, and wrote all three.',
    }
  },
}
