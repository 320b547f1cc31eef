import { hash } from '../build.ts'
import { type Figure, LIMITS } from '../figure.ts'

export const figure: Figure = {
  title: 'Lens Encoding: how Redis keeps a hash, with the thresholds in force',
  scene: 'hash',
  width: 640,
  before: [hash('user:1001', { name: 'John Doe', age: '30' }, { encoding: 'listpack', memory: 104 })],
  around: { lens: 'encoding', limits: LIMITS },
}
