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
  title: 'ZRANGE BYSCORE: the band of scores asked for, one end not part of it',
  scene: 'zset',
  width: 820,
  before: [board],
  fact: command('ZRANGE leaderboard:game1 (1500 2100 BYSCORE', {
    reply: bulks('player:carol', 'player:bob'),
  }),
}
