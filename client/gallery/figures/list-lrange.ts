import { command, list } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'LRANGE: a read lights up what it read and moves nothing',
  scene: 'list',
  width: 820,
  before: [list('queue:jobs', ['e', 'd', 'c', 'b', 'a'], { encoding: 'listpack', memory: 96 })],
  fact: command('LRANGE queue:jobs 1 3', { reply: { t: 'array', v: [] } }),
}
