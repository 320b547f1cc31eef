import { command } from '../build.ts'
import type { Figure } from '../figure.ts'
import { log, orders, reading } from '../orders.ts'

const groups = [reading('billing', '1795435104200-1', 1, ['alice'], [['1795435104200-0', 'alice', 1]])]

export const figure: Figure = {
  title: 'XDEL of a pending entry: a hole, and the group still waits for it',
  scene: 'stream',
  width: 1000,
  before: [log(orders, groups)],
  fact: command('XDEL orders 1795435104200-0', {
    views: [
      log(
        orders.filter(({ id }) => id !== '1795435104200-0'),
        groups,
        4,
      ),
    ],
  }),
}
