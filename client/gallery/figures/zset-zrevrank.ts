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
  title: 'ZREVRANK: an arrow from the highest score down to the row it found, narrow',
  scene: 'zset',
  width: 390,
  before: [board],
  fact: command('ZREVRANK leaderboard:game1 player:carol', {
    reply: { t: 'int', v: '2' },
    views: [],
  }),
}
