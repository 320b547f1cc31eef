import { bytes } from '@rdd/shared/bytes'
import { command, list } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'DEL: the key fades, and what stood below closes up',
  scene: 'list',
  width: 820,
  before: [
    list('a', ['1', '2'], { encoding: 'listpack', memory: 64 }),
    list('b', ['3'], { encoding: 'listpack', memory: 56 }),
  ],
  fact: command('DEL a', { gone: [{ db: 0, key: bytes('a'), how: 'deleted' }] }),
}
