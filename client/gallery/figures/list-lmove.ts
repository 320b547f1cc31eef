import { bytes } from '@rdd/shared/bytes'
import { command, list } from '../build.ts'
import type { Figure } from '../figure.ts'

const rest = { encoding: 'listpack', memory: 96 }

export const figure: Figure = {
  title: 'LMOVE: the element flies from one list to the other as one thing',
  scene: 'list',
  width: 820,
  before: [list('queue:doing', ['j1'], rest), list('queue:todo', ['j2', 'j3', 'j4'], rest)],
  fact: command('LMOVE queue:todo queue:doing LEFT RIGHT', {
    views: [list('queue:doing', ['j1', 'j2'], rest), list('queue:todo', ['j3', 'j4'], rest)],
    reply: { t: 'bulk', v: bytes('j2') },
  }),
}
