import { bytes } from '@rdd/shared/bytes'
import { command, set } from '../build.ts'
import type { Figure } from '../figure.ts'

const rest = { encoding: 'listpack', memory: 96 }

export const figure: Figure = {
  title: 'Compared by hand: a member that leaves one set slides out of what all three hold',
  scene: 'set',
  width: 900,
  before: [
    set('team:1', ['alice', 'bob', 'carol'], rest),
    set('team:2', ['alice', 'bob', 'dave'], rest),
    set('team:3', ['alice', 'bob', 'erin'], rest),
  ],
  compared: ['team:1', 'team:2', 'team:3'].map(bytes),
  fact: command('SREM team:3 bob', {
    reply: { t: 'int', v: '1' },
    views: [set('team:3', ['alice', 'erin'], rest)],
  }),
}
