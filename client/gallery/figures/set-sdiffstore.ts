import { command, set } from '../build.ts'
import type { Figure } from '../figure.ts'
import { python, react } from '../interests.ts'

export const figure: Figure = {
  title: 'SDIFFSTORE: the answer is lit, and kept in a set of its own',
  scene: 'set',
  width: 900,
  before: [python, react],
  fact: command('SDIFFSTORE user:1001:only user:1001:interests user:1002:interests', {
    reply: { t: 'int', v: '2' },
    views: [set('user:1001:only', ['redis', 'machine_learning'], { encoding: 'listpack', memory: 96 })],
  }),
}
