import { string } from '../build.ts'
import { type Figure, LIMITS } from '../figure.ts'

export const figure: Figure = {
  title: 'Lens Encoding: how Redis keeps a string, with the thresholds in force',
  scene: 'string',
  width: 640,
  before: [string('counter:visits', '1042', { encoding: 'int', memory: 48 })],
  around: { lens: 'encoding', limits: LIMITS },
}
