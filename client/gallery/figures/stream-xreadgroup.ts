import { command } from '../build.ts'
import type { Figure } from '../figure.ts'
import { log, orders, reading } from '../orders.ts'

const audit = reading('audit', '0-0', 4, [])

export const figure: Figure = {
  title: 'XREADGROUP: the mark moves on, the entry is with the consumer until it is acknowledged',
  scene: 'stream',
  width: 1000,
  before: [
    log(orders, [audit, reading('billing', '1795435100000-0', 3, ['alice'], [['1795435100000-0', 'alice', 1]])]),
  ],
  fact: command('XREADGROUP GROUP billing bob COUNT 2 STREAMS orders >', {
    views: [
      log(orders, [
        audit,
        reading(
          'billing',
          '1795435104200-1',
          1,
          ['alice', 'bob'],
          [
            ['1795435100000-0', 'alice', 1],
            ['1795435104200-0', 'bob', 1],
            ['1795435104200-1', 'bob', 1],
          ],
        ),
      ]),
    ],
  }),
}
