import { command, list } from '../build.ts'
import type { Figure } from '../figure.ts'

const rest = { encoding: 'listpack', memory: 96 }

export const figure: Figure = {
  title: 'LSET: another element in the same place',
  scene: 'list',
  width: 820,
  before: [list('numbers', ['0', '1', '2'], rest)],
  fact: command('LSET numbers 0 first', { views: [list('numbers', ['first', '1', '2'], rest)] }),
}
