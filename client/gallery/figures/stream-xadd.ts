import { command, entry } from '../build.ts'
import type { Figure } from '../figure.ts'
import { log, orders, reading } from '../orders.ts'

const billing = (lag: number) =>
  reading(
    'billing',
    '1795435104200-1',
    lag,
    ['alice', 'bob'],
    [
      ['1795435104200-0', 'alice', 1],
      ['1795435104200-1', 'bob', 3],
    ],
  )

export const figure: Figure = {
  title: 'XADD: the log grows at its new end; a group shows how far it has read',
  scene: 'stream',
  width: 1000,
  before: [log(orders, [billing(1)])],
  fact: command('XADD orders * item lamp price 39.00', {
    views: [log([...orders, entry('1795435199950-0', { item: 'lamp', price: '39.00' })], [billing(2)])],
  }),
}
