import { command, set } from '../build.ts'
import type { Figure } from '../figure.ts'

const python = set('user:1001:interests', ['python', 'redis', 'machine_learning', 'docker'], {
  encoding: 'listpack',
  memory: 120,
})
const react = set('user:1002:interests', ['python', 'javascript', 'react', 'docker'], {
  encoding: 'listpack',
  memory: 112,
})

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
