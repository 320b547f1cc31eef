import { set } from '../build.ts'
import { type Figure, LIMITS } from '../figure.ts'

export const figure: Figure = {
  title: 'Lens Encoding: how Redis keeps a set, with the thresholds in force',
  scene: 'set',
  width: 640,
  before: [set('ids', ['1', '2', '3'], { encoding: 'intset', memory: 96 })],
  around: { lens: 'encoding', limits: LIMITS },
}
