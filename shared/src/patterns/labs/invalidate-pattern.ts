/** Invalidate by pattern: KEYS stops the world for one long answer, and `user:*` meets more than the cache. */
import * as notebook from '../invalidate-pattern.notebook.ts'
import * as safe from '../invalidate-pattern.ts'
import type { Lab } from './lab.ts'
import { userService } from './services.ts'

const USERS = { table: 'users', id: '1', ttlMs: 3_600_000 } as const
/** A set of sessions: user data, in nobody's cache. */
const SESSIONS = 'user:1:sessions'

export const invalidatePattern: Lab = {
  id: 'invalidate-pattern',
  title: 'Invalidating by pattern hits other people’s data',
  fault: 'other data deleted',
  async run(stage, form) {
    const { world } = stage
    const { invalidateAll } = form === 'safe' ? safe : notebook
    for (const id of ['1', '2', '3']) await userService(form).get(await stage.free('A'), { ...USERS, id })
    await world.command('SADD', SESSIONS, 'a', 'b')
    await world.command('CONFIG', 'RESETSTAT')

    const removed = await stage.whole('A', ports => invalidateAll(ports, USERS))
    const used = (await world.command('INFO', 'commandstats')) ?? ''
    const calls = (name: string) => Number(new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(used)?.[1] ?? 0)
    const gone = (await world.command('EXISTS', SESSIONS)) === '0'
    return {
      counters: {
        'other data deleted': Number(gone),
        'keys removed': removed,
        'KEYS commands': calls('keys'),
        'SCAN commands': calls('scan'),
      },
      note: gone
        ? 'One KEYS over the whole keyspace, and the user’s sessions were deleted as if they were a cached copy.'
        : 'SCAN looks at a few keys at a time, and the cache’s own prefix meets nothing else.',
    }
  },
}
