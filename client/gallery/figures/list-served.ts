import { bulks, command, waiting } from '../build.ts'
import type { Figure } from '../figure.ts'

const name = 'worker-1'
const served = command('BLPOP queue:jobs 0', {
  reply: bulks('queue:jobs', 'job:1'),
})

export const figure: Figure = {
  title: 'A client that waited is served: the element goes to it, and it leaves',
  scene: 'list',
  width: 820,
  before: [],
  waiting: [
    waiting(name, 'BLPOP queue:jobs 0', ['queue:jobs'], 4_600),
    waiting('worker-2', 'BLPOP queue:jobs 10', ['queue:jobs'], 3_200, 6_800),
  ],
  fact: { ...served, client: { id: name, name }, waitedMs: 4_600 },
}
