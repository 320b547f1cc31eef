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
  title: 'ZCOUNT: a band with an open end, on a phone',
  scene: 'zset',
  width: 390,
  before: [board],
  fact: command('ZCOUNT leaderboard:game1 2000 +inf', { reply: { t: 'int', v: '2' } }),
}
