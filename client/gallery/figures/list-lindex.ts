import { bytes } from '@rdd/shared/bytes'
import { command, list } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'LINDEX: a walk from the nearer end',
  scene: 'list',
  width: 820,
  before: [list('queue:jobs', ['a', 'b', 'c', 'd', 'e', 'f', 'g'], { encoding: 'listpack', memory: 96 })],
  fact: command('LINDEX queue:jobs -3', { reply: { t: 'bulk', v: bytes('e') } }),
}
