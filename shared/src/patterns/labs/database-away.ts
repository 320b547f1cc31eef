/** The database is away when the writer flushes. */
import type { Lab } from './lab.ts'
import { settings, whereabouts, writeThree } from './queue-counts.ts'
import { queuedService } from './services.ts'

export const databaseAway: Lab = {
  id: 'database-away',
  title: 'The database is away while a batch is written',
  fault: 'lost writes',
  async run(stage, form) {
    const service = queuedService(form)
    await writeThree(stage, service)

    let stopping = false
    const writer = await stage.start('writer', ports =>
      service.runWriter(ports, { ...settings(() => stopping), batchSize: 3 }),
    )
    await stage.to('writer', 'asked', 'database.save', 'database.saveAll')
    await stage.world.cut('writer', 'database')
    await stage.to('writer', 'asked', 'clock.sleep')
    await stage.world.mend('writer', 'database')
    stopping = true
    await writer()

    const found = await whereabouts(stage)
    return {
      counters: found,
      note: found['lost writes']
        ? 'Each save failed, and each item was dropped: a minute of database trouble costs a minute of writes.'
        : 'What is not committed is not acknowledged: it stayed pending and was written when the database was back.',
    }
  },
}
