import { bytes } from '@rdd/shared/bytes'
import { command, entry, stream } from '../build.ts'
import type { Figure } from '../figure.ts'

const first = [
  entry('1795435100000-0', { item: 'chair', price: '89.00', customer: 'ada' }),
  entry('1795435104200-0', { item: 'desk', price: '240.00', customer: 'grace' }),
  entry('1795435104200-1', { item: 'rug', price: '59.90', customer: 'linus' }),
  entry('1795435190000-0', {
    item: 'sofa',
    price: '799.00',
    customer: 'barbara',
    note: 'ring twice, the bell is soft',
  }),
]

const log = (entries: typeof first, added: number) =>
  stream(
    'orders',
    entries,
    [
      {
        name: bytes('billing'),
        lastDelivered: '1795435104200-1',
        lag: added - 3,
        pendingCount: 2,
        consumers: [
          { name: bytes('alice'), pending: 1 },
          { name: bytes('bob'), pending: 1 },
        ],
        pending: [
          { id: '1795435104200-0', consumer: bytes('alice'), deliveries: 1 },
          { id: '1795435104200-1', consumer: bytes('bob'), deliveries: 3 },
        ],
      },
    ],
    { encoding: 'stream', memory: 1_210 },
  )

export const figure: Figure = {
  title: 'XADD: the log grows at its end; a group shows how far it has read',
  scene: 'stream',
  width: 820,
  before: [log(first, 4)],
  fact: command('XADD orders * item lamp price 39.00', {
    views: [log([...first, entry('1795435199950-0', { item: 'lamp', price: '39.00' })], 5)],
  }),
}
