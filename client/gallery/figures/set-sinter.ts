import { bulks, command } from '../build.ts'
import type { Figure } from '../figure.ts'
import { python, react } from '../interests.ts'

export const figure: Figure = {
  title: 'SINTER: where the circles meet is the answer',
  scene: 'set',
  width: 900,
  before: [python, react],
  fact: command('SINTER user:1001:interests user:1002:interests', {
    reply: bulks('python', 'docker'),
  }),
}
