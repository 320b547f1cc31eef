import { command, list } from '../build.ts'
import type { Figure } from '../figure.ts'

const rest = { encoding: 'listpack', memory: 96 }

export const figure: Figure = {
  title: 'LREM: which ones it took out',
  scene: 'list',
  width: 820,
  before: [list('numbers', ['a', 'b', 'a', 'c', 'a'], rest)],
  fact: command('LREM numbers 2 a', { views: [list('numbers', ['b', 'c', 'a'], rest)] }),
}
