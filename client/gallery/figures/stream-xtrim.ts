import { command } from '../build.ts'
import type { Figure } from '../figure.ts'
import { log, orders } from '../orders.ts'

export const figure: Figure = {
  title: 'XTRIM: the old end is cut off',
  scene: 'stream',
  width: 1000,
  before: [log(orders)],
  fact: command('XTRIM orders MAXLEN 2', { views: [log(orders.slice(2), [], 4)] }),
}
