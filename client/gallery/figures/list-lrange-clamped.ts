import { command, list } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'LRANGE over two rows: negative indexes are resolved, an end past the tail is clamped',
  scene: 'list',
  width: 390,
  before: [list('queue:jobs', ['a', 'b', 'c', 'd', 'e', 'f', 'g'], { encoding: 'listpack', memory: 96 })],
  fact: command('LRANGE queue:jobs -6 99', { reply: { t: 'array', v: [] } }),
}
