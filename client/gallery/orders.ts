/** A stream of orders with groups that read it, for the figures of streams. */
import { bytes } from '@rdd/shared/bytes'
import type { Entry, Group, KeyView } from '@rdd/shared/keyspace/view'
import { entry, stream } from './build.ts'

export const orders: Entry[] = [
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

type Pending = [id: string, consumer: string, deliveries: number]

/** A group that was delivered up to an entry; consumers by name, also those with nothing pending. */
export const reading = (
  name: string,
  lastDelivered: string,
  lag: number,
  consumers: string[],
  pending: Pending[] = [],
): Group => ({
  name: bytes(name),
  lastDelivered,
  lag,
  pendingCount: pending.length,
  consumers: consumers.map(consumer => ({
    name: bytes(consumer),
    pending: pending.filter(([, of]) => of === consumer).length,
  })),
  pending: pending.map(([id, consumer, deliveries]) => ({ id, consumer: bytes(consumer), deliveries })),
})

/** The key. `added`: entries ever added. */
export function log(entries: Entry[], groups: Group[] = [], added = entries.length): KeyView {
  const view = stream('orders', entries, groups, { encoding: 'stream', memory: 1_210 })
  const { value } = view
  return value.type === 'stream' ? { ...view, value: { ...value, added } } : view
}
