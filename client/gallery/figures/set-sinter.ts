import { bytes } from '@rdd/shared/bytes'
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
  title: 'SINTER: where the circles meet is the answer',
  scene: 'set',
  width: 900,
  before: [python, react],
  fact: command('SINTER user:1001:interests user:1002:interests', {
    reply: {
      t: 'array',
      v: [
        { t: 'bulk', v: bytes('python') },
        { t: 'bulk', v: bytes('docker') },
      ],
    },
  }),
}
