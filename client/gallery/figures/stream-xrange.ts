import { bytes } from '@rdd/shared/bytes'
import type { Reply } from '@rdd/shared/reply'
import { command } from '../build.ts'
import type { Figure } from '../figure.ts'
import { log, orders } from '../orders.ts'

const row = (id: string): Reply => ({
  t: 'array',
  v: [
    { t: 'bulk', v: bytes(id) },
    { t: 'array', v: [] },
  ],
})

export const figure: Figure = {
  title: 'XRANGE: the stretch asked for, open where an id is left out, and the entries in it',
  scene: 'stream',
  width: 1000,
  before: [log(orders)],
  fact: command('XRANGE orders (1795435100000-0 1795435104200', {
    reply: { t: 'array', v: [row('1795435104200-0'), row('1795435104200-1')] },
  }),
}
