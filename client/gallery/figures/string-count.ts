import { command, string } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'INCRBY: the digits that change roll, and the step stands over its arrow',
  scene: 'string',
  width: 480,
  before: [string('counter', '97', { encoding: 'int', memory: 56 })],
  fact: command('INCRBY counter 5', {
    views: [string('counter', '102', { encoding: 'int', memory: 56 })],
    reply: { t: 'int', v: '102' },
  }),
}
