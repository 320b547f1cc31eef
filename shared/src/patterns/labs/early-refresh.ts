/** Early refresh: how often is an entry that has lived half its life loaded again, before its time? */
import * as notebook from '../stampede-early.notebook.ts'
import * as safe from '../stampede-early.ts'
import type { Lab } from './lab.ts'
import { cacheKey } from './services.ts'

const ALICE = { table: 'users', id: '1', ttlMs: 3_600_000 } as const
const READS = 100
/** ms a load takes. */
const LOAD_MS = 200

export const earlyRefresh: Lab = {
  id: 'early-refresh',
  title: 'A hundred reads of a half-aged entry',
  fault: 'needless loads',
  async run(stage, form) {
    const { getEarly } = form === 'safe' ? safe : notebook
    const key = form === 'safe' ? safe.earlyKeyOf('users', '1') : cacheKey(form, 'users', '1')
    const { command } = stage.world
    const ports = await stage.free('A')
    const { database } = ports
    const slow = {
      ...ports,
      database: {
        ...database,
        find: (...args: Parameters<typeof database.find>) => {
          stage.pass(LOAD_MS)
          return database.find(...args)
        },
      },
    }
    let needless = 0
    for (let i = 0; i < READS; i++) {
      await command('DEL', key)
      await getEarly(slow, ALICE)
      // Half its life passes, for the lab's clock and for Redis.
      stage.pass(ALICE.ttlMs / 2)
      await command('PEXPIRE', key, String(ALICE.ttlMs / 2))
      const before = stage.calls.get('database.find') ?? 0
      await getEarly(slow, ALICE)
      needless += (stage.calls.get('database.find') ?? 0) - before
    }
    return {
      counters: { 'needless loads': needless, reads: READS },
      note: needless
        ? 'Its delta is the entry’s age, half an hour, where the paper has the time of a load: a fifth of a second.'
        : 'With half an hour to go and a load of a fifth of a second, no reader is in a hurry.',
    }
  },
}
