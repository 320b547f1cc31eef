import { NOON } from '../build.ts'
import type { Figure } from '../figure.ts'
import { log, orders, reading } from '../orders.ts'

export const figure: Figure = {
  title: 'XREAD BLOCK: readers wait for the next entry',
  scene: 'stream',
  width: 1000,
  before: [log(orders, [reading('billing', '1795435190000-0', 0, ['alice'])])],
  around: {
    waiting: [
      { name: 'reader', command: 'XREAD BLOCK 0 STREAMS orders $', since: NOON, served: 'copy' },
      {
        name: 'alice',
        command: 'XREADGROUP GROUP billing alice BLOCK 0 STREAMS orders >',
        since: NOON,
        served: { group: 'billing' },
      },
    ],
  },
}
