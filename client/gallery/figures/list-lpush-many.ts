import { command, list } from '../build.ts'
import type { Figure } from '../figure.ts'

const pushed = Array.from({ length: 40 }, (_, i) => `job:${40 - i}`)

export const figure: Figure = {
  title: 'LPUSH of forty: they come to the head as one bundle that says how many',
  scene: 'list',
  width: 820,
  before: [list('queue:jobs', ['email:1', 'resize:2'])],
  fact: command(`LPUSH queue:jobs ${pushed.toReversed().join(' ')}`, {
    views: [list('queue:jobs', [...pushed, 'email:1', 'resize:2'])],
  }),
}
