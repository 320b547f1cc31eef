import { list } from '../build.ts'
import { type Figure, LIMITS } from '../figure.ts'

export const figure: Figure = {
  title: 'Lens Encoding: how Redis keeps a list, with the thresholds in force',
  scene: 'list',
  width: 640,
  before: [list('queue:jobs', ['a', 'b', 'c'], { encoding: 'quicklist', memory: 184 })],
  around: { lens: 'encoding', limits: LIMITS },
}
