import { command, list } from '../build.ts'
import type { Figure } from '../figure.ts'

const rest = { encoding: 'listpack', memory: 96 }

export const figure: Figure = {
  title: 'LTRIM: scissors at both cuts, what is cut off leaves to its side',
  scene: 'list',
  width: 820,
  before: [list('log:requests', ['a', 'b', 'c', 'd', 'e', 'f'], rest)],
  fact: command('LTRIM log:requests 1 3', { views: [list('log:requests', ['b', 'c', 'd'], rest)] }),
}
