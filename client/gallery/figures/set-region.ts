import { command, set } from '../build.ts'
import type { Figure } from '../figure.ts'
import { python, react } from '../interests.ts'

export const figure: Figure = {
  title: 'SADD: a member that both hold now slides to where the circles meet',
  scene: 'set',
  width: 900,
  before: [python, react],
  named: command('SINTER user:1001:interests user:1002:interests', {}),
  fact: command('SADD user:1002:interests redis', {
    views: [
      set('user:1002:interests', ['python', 'javascript', 'react', 'docker', 'redis'], {
        encoding: 'listpack',
        memory: 120,
      }),
    ],
  }),
}
