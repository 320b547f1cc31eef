import { command, list } from '../build.ts'
import type { KeyFigure } from '../figure.ts'

const jobs = Array.from({ length: 12 }, (_, i) => `job:${i + 1}`)
const called = jobs.map(() => command('LMOVE queue:jobs queue:working LEFT RIGHT', {}))

export const figure: KeyFigure = {
  title: 'A script that moves twelve elements: one bundle goes from list to list',
  scene: 'list',
  width: 820,
  before: [list('queue:jobs', [...jobs, 'job:13']), list('queue:working', ['job:0'])],
  fact: {
    ...command('EVALSHA 2f9d 2 queue:jobs queue:working', {
      views: [list('queue:working', ['job:0', ...jobs]), list('queue:jobs', ['job:13'])],
    }),
    calls: called.map(({ argv }) => argv),
  },
}
