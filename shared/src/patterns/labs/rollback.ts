/** The rollback that deletes: a write fails, and the good old value is removed from the cache along with the bad one. */
import type { Lab } from './lab.ts'
import { productService } from './services.ts'
import { sameRow } from './stage.ts'

const WIDGET = { table: 'products', id: '1', ttlMs: 7_200_000 } as const
/** Postgres refuses text with a NUL in it. */
const REFUSED = { name: 'Widget \u0000', detail: '2499' }

export const rollback: Lab = {
  id: 'rollback',
  title: 'A write fails, and takes the good old value with it',
  fault: 'rows that "do not exist"',
  async run(stage, form) {
    const { save, get } = productService(form)
    await stage.whole('A', ports => save(ports, { ...WIDGET, value: { name: 'Widget', detail: '1999' } }))
    const failed = await stage.ended('A', ports => save(ports, { ...WIDGET, value: REFUSED }))

    const told = await stage.whole('B', ports => get(ports, WIDGET))
    const row = await stage.row('products', '1')
    return {
      counters: {
        'rows that "do not exist"': Number(told === null && row !== null),
        'failed writes': Number('error' in failed),
        'stale reads': Number(told !== null && !sameRow(told, row)),
      },
      note:
        told === null
          ? 'The database still has the Widget for 1999; the reader is told there is none.'
          : 'The write never reached the cache: readers go on getting the Widget for 1999.',
    }
  },
}
