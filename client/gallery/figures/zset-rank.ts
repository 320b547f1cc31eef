import { command, zset } from '../build.ts'
import type { Figure } from '../figure.ts'

const rest = { encoding: 'listpack', memory: 184 }

export const figure: Figure = {
  title: 'ZINCRBY: a member slides past the others to its new rank',
  scene: 'zset',
  width: 820,
  before: [
    zset(
      'leaderboard:game1',
      [
        ['player:eve', '1200'],
        ['player:dave', '1500'],
        ['player:carol', '1800'],
        ['player:frank', '1800'],
        ['player:bob', '2100'],
        ['player:alice', '2500'],
      ],
      rest,
    ),
  ],
  fact: command('ZINCRBY leaderboard:game1 1000 player:dave', {
    views: [
      zset(
        'leaderboard:game1',
        [
          ['player:eve', '1200'],
          ['player:carol', '1800'],
          ['player:frank', '1800'],
          ['player:bob', '2100'],
          ['player:alice', '2500'],
          ['player:dave', '2500'],
        ],
        rest,
      ),
    ],
  }),
}
