import { command, list } from '../build.ts'
import type { Figure } from '../figure.ts'

const rest = { encoding: 'listpack', memory: 96 }

export const figure: Figure = {
  title: 'LINSERT: beside its pivot',
  scene: 'list',
  width: 820,
  before: [list('numbers', ['1', '2', '4', '5'], rest)],
  fact: command('LINSERT numbers BEFORE 4 3', { views: [list('numbers', ['1', '2', '3', '4', '5'], rest)] }),
}
