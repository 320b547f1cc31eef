import { bulks, command, zset } from '../build.ts'
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
  title: 'ZRANGE by rank: the ranks read are bracketed, as asked for and as they are',
  scene: 'zset',
  width: 820,
  before: [board],
  fact: command('ZRANGE leaderboard:game1 -3 -1', {
    reply: bulks('player:carol', 'player:bob', 'player:alice'),
  }),
}
