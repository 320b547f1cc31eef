import { bulks, command } from '../build.ts'
import type { Figure } from '../figure.ts'
import { python, react } from '../interests.ts'

export const figure: Figure = {
  title: 'SUNION: both circles, and what is in both only once',
  scene: 'set',
  width: 900,
  before: [python, react],
  fact: command('SUNION user:1001:interests user:1002:interests', {
    reply: bulks('python', 'redis', 'machine_learning', 'docker', 'javascript', 'react'),
  }),
}
