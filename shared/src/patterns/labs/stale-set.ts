/**
 * The stale set: a reader loads the old row, a writer commits and invalidates, the reader stores what it loaded. The cache
 * is wrong until the TTL ends. A lease closes it: the writer's invalidation takes the reader's right to store.
 */
import type { Lab } from './lab.ts'
import { cacheKey, userService } from './services.ts'
import { sameRow } from './stage.ts'

const ALICE = { table: 'users', id: '1', ttlMs: 3_600_000 } as const
const NEW = { name: 'Alice', detail: 'new@example.com' }

export const staleSet: Lab = {
  id: 'stale-set',
  title: 'A slow reader stores what a writer has just changed',
  fault: 'stale reads',
  async run(stage, form) {
    const { get, save } = userService(form)
    const reader = await stage.start('A', ports => get(ports, ALICE))
    await stage.to('A', 'answered', 'database.find')
    await stage.whole('B', ports => save(ports, { ...ALICE, value: NEW }))
    await reader()

    const told = await stage.whole('C', ports => get(ports, ALICE))
    const stale = !sameRow(told, await stage.row('users', '1'))
    return {
      counters: {
        'stale reads': Number(stale),
        disagreements: await stage.disagreement(cacheKey(form, 'users', '1'), 'users', '1'),
      },
      note: stale
        ? 'The cache keeps the old address until its TTL ends, an hour from now.'
        : 'The reader’s lease was gone, so it stored nothing; the next reader loads the new address.',
    }
  },
}
