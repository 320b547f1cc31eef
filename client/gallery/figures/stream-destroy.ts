import { command } from '../build.ts'
import type { Figure } from '../figure.ts'
import { log, orders, reading } from '../orders.ts'

const audit = reading('audit', '1795435190000-0', 0, ['carol'])

export const figure: Figure = {
  title: 'XGROUP DESTROY: the lane goes with what was pending, the log stays',
  scene: 'stream',
  width: 1000,
  before: [
    log(orders, [reading('billing', '1795435100000-0', 3, ['alice'], [['1795435100000-0', 'alice', 1]]), audit]),
  ],
  fact: command('XGROUP DESTROY orders billing', { views: [log(orders, [audit])] }),
}
