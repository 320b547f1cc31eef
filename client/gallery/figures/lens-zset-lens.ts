import { zset } from '../build.ts'
import { type Figure, LIMITS } from '../figure.ts'

export const figure: Figure = {
  title: 'Lens Encoding: how Redis keeps a zset, with the thresholds in force',
  scene: 'zset',
  width: 640,
  before: [
    zset(
      'board',
      [
        ['eve', '1200'],
        ['alice', '2500'],
      ],
      { encoding: 'listpack', memory: 120 },
    ),
  ],
  around: { lens: 'encoding', limits: LIMITS },
}
