import { command } from '../build.ts'
import type { Figure } from '../figure.ts'
import { log, orders, reading } from '../orders.ts'

const billing = (pending: Parameters<typeof reading>[4]) =>
  log(orders, [reading('billing', '1795435104200-1', 1, ['alice', 'bob'], pending)])

export const figure: Figure = {
  title: 'A stream on a narrow stage: a log from top to bottom',
  scene: 'stream',
  width: 390,
  before: [billing([['1795435100000-0', 'alice', 1]])],
  fact: command('XCLAIM orders billing bob 60000 1795435100000-0', {
    views: [billing([['1795435100000-0', 'bob', 2]])],
  }),
}
