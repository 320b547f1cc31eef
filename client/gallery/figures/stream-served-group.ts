import { bytes } from '@rdd/shared/bytes'
import { command, entry, waiting } from '../build.ts'
import type { Figure } from '../figure.ts'
import { log, orders, reading } from '../orders.ts'

const line = (consumer: string) => `XREADGROUP GROUP billing ${consumer} BLOCK 0 STREAMS orders >`
const came = entry('1795435199000-0', { item: 'lamp', price: '35.00', customer: 'edsger' })
const told = (text: string) => ({ t: 'bulk', v: bytes(text) }) as const

export const figure: Figure = {
  title: 'XREADGROUP BLOCK: of a group the consumer that waited longest is served, and has the entry pending',
  scene: 'stream',
  width: 1000,
  before: [log(orders, [reading('billing', '1795435190000-0', 0, ['alice', 'bob'])])],
  waiting: ['alice', 'bob'].map((name, i) => waiting(name, line(name), ['orders'], 5_000 - i * 1000)),
  fact: {
    ...command(line('alice'), {
      reply: {
        t: 'array',
        v: [{ t: 'array', v: [told('orders'), { t: 'array', v: [{ t: 'array', v: [told(came.id)] }] }] }],
      },
      views: [log([...orders, came], [reading('billing', came.id, 0, ['alice', 'bob'], [[came.id, 'alice', 1]])])],
    }),
    client: { id: 'alice', name: 'alice' },
    waitedMs: 5_000,
  },
}
