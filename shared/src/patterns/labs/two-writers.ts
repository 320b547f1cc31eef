/**
 * Two writers: each writes to the cache and to the database, and they overtake each other between the two. The cache keeps
 * one value, the database the other. With versions, the cache refuses the older one, whoever comes last.
 */
import type { Lab } from './lab.ts'
import { cacheKey, productService } from './services.ts'

const TTL_MS = 7_200_000

export const twoWriters: Lab = {
  id: 'two-writers',
  title: 'Two writers overtake each other',
  fault: 'disagreements',
  async run(stage, form) {
    const { save } = productService(form)
    let disagreements = 0
    // Overtaken just before the database is asked, and just after it has answered.
    for (const [id, held] of [
      ['1', 'asked'],
      ['2', 'answered'],
    ] as const) {
      const product = { table: 'products', id, ttlMs: TTL_MS } as const
      const first = await stage.start('A', ports =>
        save(ports, { ...product, value: { name: 'From A', detail: '100' } }),
      )
      await stage.to('A', held, 'database.save')
      await stage.whole('B', ports => save(ports, { ...product, value: { name: 'From B', detail: '200' } }))
      await first()
      disagreements += await stage.disagreement(cacheKey(form, 'products', id), 'products', id)
    }
    return {
      counters: { disagreements },
      note: disagreements
        ? 'The cache says B, the database says A, until the TTL ends.'
        : 'Cache and database agree in both orders: the newer version stays.',
    }
  },
}
