import { command } from '../build.ts'
import type { Figure } from '../figure.ts'
import { log, orders } from '../orders.ts'

const key = log(orders)

export const figure: Figure = {
  title: 'XREAD $: the reader stands at the new end, all there is lies before it',
  scene: 'stream',
  width: 1000,
  before: [key],
  fact: { ...command('XREAD STREAMS orders $', { reply: { t: 'null' } }), keys: [key.key] },
}
