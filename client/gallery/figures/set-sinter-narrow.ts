import { bulks, command } from '../build.ts'
import type { Figure } from '../figure.ts'
import { python, react } from '../interests.ts'

export const figure: Figure = {
  title: 'On a phone the circles stand one above the other',
  scene: 'set',
  width: 390,
  before: [python, react],
  fact: command('SINTER user:1001:interests user:1002:interests', {
    reply: bulks('python', 'docker'),
  }),
}
