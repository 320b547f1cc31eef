import { zset } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'Scores too far apart for an axis stand in order only; equal ones are tied, narrow',
  scene: 'zset',
  width: 390,
  before: [
    zset(
      'far',
      [
        ['a', '1'],
        ['b', '2'],
        ['c', '2'],
        ['d', '1000000000000000'],
      ],
      { encoding: 'listpack', memory: 96 },
    ),
  ],
}
