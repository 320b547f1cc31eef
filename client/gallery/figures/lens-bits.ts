import { string } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'Lens Bits: the bits of a string, the highest of each byte first',
  scene: 'string',
  width: 640,
  before: [string('days:2026-11', 'Redis', { encoding: 'embstr', memory: 56 })],
  around: { lens: 'bits' },
}
