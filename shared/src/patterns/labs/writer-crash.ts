/** The writer's crash: it has taken a batch from the queue and dies before it is in the database. */
import type { Lab } from './lab.ts'
import { settings, whereabouts, writeThree } from './queue-counts.ts'
import { queuedService } from './services.ts'

export const writerCrash: Lab = {
  id: 'writer-crash',
  title: 'The writer dies with a batch in its hands',
  fault: 'lost writes',
  async run(stage, form) {
    const service = queuedService(form)
    await writeThree(stage, service)

    await stage.start('writer', ports =>
      service.runWriter(
        ports,
        settings(() => false),
      ),
    )
    // It has taken all three: the notebook's now looks at an empty queue, the safe one is about to commit.
    await stage.to('writer', 'asked', 'clock.sleep', 'database.saveAll')
    stage.gate.abandon('writer')

    let stopping = false
    const heir = await stage.start('heir', ports =>
      service.runWriter(ports, { ...settings(() => stopping), consumer: 'heir' }),
    )
    await stage.to('heir', 'asked', 'clock.sleep', 'database.saveAll')
    stopping = true
    await heir()

    const found = await whereabouts(stage)
    return {
      counters: found,
      note: found['lost writes']
        ? 'All three were acknowledged, and were nowhere but in the dead writer’s memory.'
        : 'They were still pending in the stream: the next writer claimed them and wrote them.',
    }
  },
}
