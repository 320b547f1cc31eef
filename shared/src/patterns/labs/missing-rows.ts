/** A row that is missing is cached as missing; then it is created. Who tells the cache? */
import { MISSING_MS } from '../entry.ts'
import type { Lab } from './lab.ts'
import { cacheKey, userService } from './services.ts'
import { sameRow } from './stage.ts'

const DAVE = { table: 'users', id: '4', ttlMs: 3_600_000 } as const

export const missingRows: Lab = {
  id: 'missing-rows',
  title: 'A new user does not exist, for an hour',
  fault: 'stale reads',
  async run(stage, form) {
    const { get, create } = userService(form)
    await stage.whole('A', ports => get(ports, DAVE))
    const believedMs = await (await stage.world.client('outsider')).cache.ttl(cacheKey(form, 'users', '4'))
    await stage.whole('B', ports => create(ports, { ...DAVE, value: { name: 'Dave', detail: 'dave@example.com' } }))
    const told = await stage.whole('A', ports => get(ports, DAVE))

    const stale = !sameRow(told, await stage.row('users', '4'))
    return {
      counters: { 'stale reads': Number(stale), 'believed for too long': Number(believedMs > MISSING_MS) },
      note: stale
        ? '"No such user" is cached for the whole TTL, and creating the user tells nobody.'
        : '"No such user" is believed for seconds only, and creating the user ends it at once.',
    }
  },
}
