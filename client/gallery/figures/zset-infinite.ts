import { bulks, command, zset } from '../build.ts'
import type { Figure } from '../figure.ts'

const deadlines = zset('deadlines', [
  ['always', '-inf'],
  ['tomorrow', '86400'],
  ['soon', '86400'],
  ['never', 'inf'],
])

export const figure: Figure = {
  title: 'Where a score is infinite the axis shows the order only',
  scene: 'zset',
  width: 820,
  before: [deadlines],
  fact: command('ZRANGE deadlines 0 +inf BYSCORE', {
    reply: bulks('tomorrow', 'soon', 'never'),
  }),
}
