/** Reading only the cache: a product was written and its key is evicted; the database still has the row. */
import type { Lab } from './lab.ts'
import { cacheKey, productService } from './services.ts'
import { sameRow } from './stage.ts'

const LAMP = { table: 'products', id: '1', ttlMs: 3_600_000, value: { name: 'Lamp', detail: '2490' } } as const

export const readFallback: Lab = {
  id: 'read-fallback',
  title: 'The key of a written row is evicted, and the row is asked for',
  fault: 'rows that "do not exist"',
  async run(stage, form) {
    const { save, get } = productService(form)
    await stage.whole('A', ports => save(ports, LAMP))
    await stage.world.command('UNLINK', cacheKey(form, 'products', '1'))

    const told = await stage.whole('B', ports => get(ports, LAMP))
    const row = await stage.row('products', '1')
    return {
      counters: {
        'rows that "do not exist"': Number(told === null && row !== null),
        'right answers': Number(sameRow(told, row)),
      },
      note:
        told === null
          ? 'Nothing is asked but the cache: the Lamp is in the database, and the reader is told there is none.'
          : 'The database answers, and the row is cached again.',
    }
  },
}
