import { bytes } from '@rdd/shared/bytes'
import { command, entry, waiting } from '../build.ts'
import type { KeyFigure } from '../figure.ts'
import { log, orders } from '../orders.ts'

const name = 'reader'
const line = 'XREAD BLOCK 0 STREAMS orders $'
const came = entry('1795435199000-0', { item: 'lamp', price: '35.00', customer: 'edsger' })
const told = (text: string) => ({ t: 'bulk', v: bytes(text) }) as const

export const figure: KeyFigure = {
  title: 'XREAD BLOCK: a reader that waited is handed a copy of the new entry, and leaves',
  scene: 'stream',
  width: 1000,
  before: [log(orders)],
  waiting: [waiting(name, line, ['orders'], 5_000), waiting('later', line, ['orders'], 2_000, 8_000)],
  fact: {
    ...command(line, {
      reply: {
        t: 'array',
        v: [{ t: 'array', v: [told('orders'), { t: 'array', v: [{ t: 'array', v: [told(came.id)] }] }] }],
      },
      views: [log([...orders, came])],
    }),
    client: { id: name, name },
    waitedMs: 5_000,
  },
}
