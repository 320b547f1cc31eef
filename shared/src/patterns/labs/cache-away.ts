/** "Cache failures are non-fatal": Redis is away, and a user is asked for. */
import type { Lab } from './lab.ts'
import { userService } from './services.ts'
import { sameRow } from './stage.ts'

const ALICE = { table: 'users', id: '1', ttlMs: 3_600_000 } as const

export const cacheAway: Lab = {
  id: 'cache-away',
  title: 'Redis is away, and the database is fine',
  fault: 'failed requests',
  async run(stage, form) {
    const { get } = userService(form)
    await stage.world.cut('A', 'cache')
    const ended = await stage.ended('A', ports => get(ports, ALICE))
    const right = 'value' in ended && sameRow(ended.value, await stage.row('users', '1'))
    return {
      counters: { 'failed requests': Number('error' in ended), 'right answers': Number(right) },
      note: right
        ? 'The database answers. Slower, and only as long as it can carry the load.'
        : 'Nothing is caught: the error of the cache is the answer.',
    }
  },
}
