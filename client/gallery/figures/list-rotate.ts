import { bytes } from '@rdd/shared/bytes'
import { command, list } from '../build.ts'
import type { Figure } from '../figure.ts'

const rest = { encoding: 'listpack', memory: 96 }

export const figure: Figure = {
  title: 'LMOVE within one list: it is rotated',
  scene: 'list',
  width: 820,
  before: [list('ring', ['a', 'b', 'c', 'd'], rest)],
  fact: command('LMOVE ring ring RIGHT LEFT', {
    views: [list('ring', ['d', 'a', 'b', 'c'], rest)],
    reply: { t: 'bulk', v: bytes('d') },
  }),
}
