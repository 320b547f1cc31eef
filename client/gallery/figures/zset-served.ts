import { bytes } from '@rdd/shared/bytes'
import { command, waiting, zset } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'BZPOPMIN: a client that waited is handed the lowest and leaves with it',
  scene: 'zset',
  width: 600,
  before: [],
  waiting: [waiting('worker', 'BZPOPMIN tasks 0', ['tasks'], 4000)],
  fact: {
    ...command('BZPOPMIN tasks 0', {
      reply: { t: 'array', v: ['tasks', 'first', '1'].map(word => ({ t: 'bulk', v: bytes(word) })) },
      views: [zset('tasks', [['later', '2']], { encoding: 'listpack', memory: 72 })],
    }),
    client: { id: 'worker', name: 'worker' },
    waitedMs: 4000,
  },
}
