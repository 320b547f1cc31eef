import { command, zset } from '../build.ts'
import type { Figure } from '../figure.ts'

const rest = { encoding: 'listpack', memory: 152 }
const board = zset(
  'leaderboard:game1',
  [
    ['player:eve', '1200'],
    ['player:dave', '1500'],
    ['player:carol', '1800'],
    ['player:bob', '2100'],
    ['player:alice', '2500'],
  ],
  rest,
)

export const figure: Figure = {
  title: 'ZREMRANGEBYSCORE: the band that is cut out',
  scene: 'zset',
  width: 820,
  before: [board],
  fact: command('ZREMRANGEBYSCORE leaderboard:game1 -inf (1800', {
    reply: { t: 'int', v: '2' },
    views: [
      zset(
        'leaderboard:game1',
        [
          ['player:carol', '1800'],
          ['player:bob', '2100'],
          ['player:alice', '2500'],
        ],
        rest,
      ),
    ],
  }),
}
