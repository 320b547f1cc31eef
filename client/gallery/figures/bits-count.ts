import { command, string } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'BITCOUNT of a range in bits: framed, with how many are set',
  scene: 'string',
  width: 480,
  around: { lens: 'bits' },
  before: [string('word', 'Redis', { encoding: 'embstr', memory: 56 })],
  fact: command('BITCOUNT word 12 -9 BIT', { reply: { t: 'int', v: '10' } }),
}
