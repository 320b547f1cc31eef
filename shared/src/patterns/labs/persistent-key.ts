/** GET, then TTL: an entry without expiry answers -1, which is taken for "run out". */
import * as notebook from '../stampede-early.notebook.ts'
import * as safe from '../stampede-early.ts'
import type { Lab } from './lab.ts'
import { cacheKey } from './services.ts'

const ALICE = { table: 'users', id: '1', ttlMs: 3_600_000 } as const

export const persistentKey: Lab = {
  id: 'persistent-key',
  title: 'Somebody made the key persistent, and it is read',
  fault: 'needless loads',
  async run(stage, form) {
    const { getEarly } = form === 'safe' ? safe : notebook
    const key = form === 'safe' ? safe.earlyKeyOf('users', '1') : cacheKey(form, 'users', '1')
    const loads = () => stage.calls.get('database.find') ?? 0
    await stage.whole('A', ports => getEarly(ports, ALICE))
    await stage.world.command('PERSIST', key)
    const before = loads()
    await stage.whole('A', ports => getEarly(ports, ALICE))

    const ttlMs = Number(await stage.world.command('PTTL', key))
    return {
      counters: { 'needless loads': loads() - before, 'expiries given': Number(ttlMs >= 0) },
      note:
        ttlMs >= 0
          ? 'A key that should stay was loaded again, and got an hour to live.'
          : 'When the entry ends stands in the entry itself: it was read, and the key stayed as it was.',
    }
  },
}
