import { bulks, command } from '../build.ts'
import type { Figure } from '../figure.ts'
import { python, react } from '../interests.ts'

export const figure: Figure = {
  title: 'SDIFF: what only the first holds',
  scene: 'set',
  width: 900,
  before: [python, react],
  fact: command('SDIFF user:1001:interests user:1002:interests', {
    reply: bulks('redis', 'machine_learning'),
  }),
}
