import { command, zset } from '../build.ts'
import type { Figure } from '../figure.ts'

const board = zset(
  'leaderboard:game1',
  [
    ['player:eve', '1200'],
    ['player:dave', '1500'],
    ['player:carol', '1800'],
    ['player:bob', '2100'],
    ['player:alice', '2500'],
  ],
  { encoding: 'listpack', memory: 152 },
)

export const figure: Figure = {
  title: 'ZADD GT: a lower score is struck out beside the one that stays',
  scene: 'zset',
  width: 820,
  before: [board],
  fact: command('ZADD leaderboard:game1 GT 1900 player:bob 2600 player:dave 100 player:alice', {
    reply: { t: 'int', v: '0' },
    views: [
      zset(
        'leaderboard:game1',
        [
          ['player:eve', '1200'],
          ['player:carol', '1800'],
          ['player:bob', '2100'],
          ['player:alice', '2500'],
          ['player:dave', '2600'],
        ],
        { encoding: 'listpack', memory: 152 },
      ),
    ],
  }),
}
