import { string } from '../build.ts'
import { type Figure, LIMITS } from '../figure.ts'

export const figure: Figure = {
  title: 'Lens Encoding: how Redis keeps a string, with the thresholds in force',
  scene: 'string',
  width: 640,
  before: [string('user:1001:name', 'John Doe', { encoding: 'embstr', memory: 56 })],
  around: { lens: 'encoding', limits: LIMITS },
}
