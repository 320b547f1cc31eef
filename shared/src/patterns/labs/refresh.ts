/** A refresh that deletes first: the loader fails, and the value that was good a moment ago is gone. */
import * as notebook from '../read-through.notebook.ts'
import * as safe from '../read-through.ts'
import type { Lab } from './lab.ts'
import { cacheKey } from './services.ts'

const ALICE = { table: 'users', id: '1', ttlMs: 3_600_000 } as const

export const refreshFails: Lab = {
  id: 'refresh',
  title: 'A refresh fails while the database is away',
  fault: 'cached values lost',
  async run(stage, form) {
    const { get, refresh } = form === 'safe' ? safe : notebook
    await stage.whole('A', ports => get(ports, ALICE))
    await stage.world.cut('A', 'database')
    const ended = await stage.ended('A', ports => refresh(ports, ALICE))

    const cached = await (await stage.world.client('outsider')).cache.get(cacheKey(form, 'users', '1'))
    return {
      counters: { 'cached values lost': Number(cached === null), 'failed refreshes': Number('error' in ended) },
      note:
        cached === null
          ? 'The key was deleted before the loader failed: now nobody has the value.'
          : 'The loader failed before anything was replaced: readers keep the cached value.',
    }
  },
}
