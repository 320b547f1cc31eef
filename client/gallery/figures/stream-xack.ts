import { command } from '../build.ts'
import type { Figure } from '../figure.ts'
import { log, orders, reading } from '../orders.ts'

const billing = (pending: Parameters<typeof reading>[4]) =>
  log(orders, [reading('billing', '1795435104200-1', 1, ['alice', 'bob'], pending)])

export const figure: Figure = {
  title: 'XACK: the entry is no longer pending, and stays in the log',
  scene: 'stream',
  width: 1000,
  before: [
    billing([
      ['1795435100000-0', 'alice', 1],
      ['1795435104200-0', 'bob', 1],
    ]),
  ],
  fact: command('XACK orders billing 1795435100000-0', { views: [billing([['1795435104200-0', 'bob', 1]])] }),
}
