import { command, zset } from '../build.ts'
import type { Figure } from '../figure.ts'

const rest = { encoding: 'listpack', memory: 96 }
const line = 'ZUNIONSTORE total 2 game1 game2 AGGREGATE MAX'

export const figure: Figure = {
  title: 'ZUNIONSTORE: copies of the sources make a new sorted set',
  scene: 'zset',
  width: 1040,
  before: [
    zset(
      'game1',
      [
        ['bob', '10'],
        ['alice', '30'],
      ],
      rest,
    ),
    zset(
      'game2',
      [
        ['carol', '20'],
        ['alice', '25'],
      ],
      rest,
    ),
  ],
  fact: {
    ...command(line, {
      views: [
        zset(
          'total',
          [
            ['bob', '10'],
            ['carol', '20'],
            ['alice', '30'],
          ],
          rest,
        ),
      ],
      reply: { t: 'int', v: '3' },
    }),
  },
}
