import { zset } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'A large sorted set: both ends of the board, negative and infinite scores',
  scene: 'zset',
  width: 820,
  before: [
    zset(
      'board',
      [
        ['anchor', '-inf'],
        ['in debt', '-120.5'],
        ['newcomer', '0'],
      ],
      { encoding: 'skiplist', memory: 92_310, length: 1_000 },
      [
        ['third', '2100'],
        ['second', '2499.9999999999995'],
        ['champion', 'inf'],
      ],
    ),
  ],
}
