/** Write-behind: the key of a write runs out while the write still waits in the queue. */
import type { Lab } from './lab.ts'
import { settings, writeOf } from './queue-counts.ts'
import { cacheKey, queuedService } from './services.ts'

export const queueOutlived: Lab = {
  id: 'queue-outlived',
  title: 'The key runs out before the writer comes',
  fault: 'rows that "do not exist"',
  async run(stage, form) {
    const service = queuedService(form)
    await stage.whole('A', ports => service.save(ports, writeOf('1')))
    await stage.world.command('PEXPIRE', cacheKey(form, 'products', '1'), '0')

    const before = await stage.whole('B', ports => service.get(ports, writeOf('1')))
    let stopping = false
    const writer = await stage.start('writer', ports =>
      service.runWriter(ports, { ...settings(() => stopping), batchSize: 1 }),
    )
    await stage.to('writer', 'answered', 'database.save', 'database.saveAll')
    stopping = true
    await writer()
    const after = await stage.whole('B', ports => service.get(ports, writeOf('1')))

    const none = Number(before === null) + Number(after === null)
    return {
      counters: {
        'rows that "do not exist"': none,
        'older rows': Number(before !== null && before.name !== 'Written 1'),
      },
      note: none
        ? 'Before the flush and after it the reader is told there is no such row: nothing is asked but the cache.'
        : 'Until the flush the database answers with the older row, then with the new one: behind, but never lost.',
    }
  },
}
