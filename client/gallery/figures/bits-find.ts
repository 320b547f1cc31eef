import { command, string } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'BITPOS: where it looked, and the first bit it found',
  scene: 'string',
  width: 390,
  around: { lens: 'bits' },
  before: [string('word', 'Redis', { encoding: 'embstr', memory: 56 })],
  fact: command('BITPOS word 1 1 2', { reply: { t: 'int', v: '9' } }),
}
