import { bytes } from '@rdd/shared/bytes'
import { command, list } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'RPOP: the tail leaves where it was taken',
  scene: 'list',
  width: 820,
  before: [list('queue:jobs', ['c', 'b', 'a'], { encoding: 'listpack', memory: 96 })],
  fact: command('RPOP queue:jobs', {
    views: [list('queue:jobs', ['c', 'b'], { encoding: 'listpack', memory: 88 })],
    reply: { t: 'bulk', v: bytes('a') },
  }),
}
