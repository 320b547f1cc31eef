import { command, set } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'SADD: a bag of unique members, one more in it',
  scene: 'set',
  width: 820,
  before: [
    set('user:1001:interests', ['python', 'redis', 'machine_learning', 'docker'], {
      encoding: 'listpack',
      memory: 120,
    }),
    set('lucky:numbers', ['7', '13', '42', '100', '2026'], { encoding: 'intset', memory: 64 }),
  ],
  fact: command('SADD user:1001:interests kubernetes', {
    views: [
      set('user:1001:interests', ['python', 'redis', 'machine_learning', 'docker', 'kubernetes'], {
        encoding: 'listpack',
        memory: 136,
      }),
    ],
  }),
}
