import { list, waiting } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'A list that does not exist yet, and the clients that wait for it',
  scene: 'list',
  width: 820,
  before: [list('queue:done', ['j0'], { encoding: 'listpack', memory: 72 })],
  waiting: [
    waiting('worker-1', 'BLPOP queue:jobs 0', ['queue:jobs'], 4_600),
    waiting('worker-2', 'BLPOP queue:jobs 10', ['queue:jobs'], 3_200, 6_800),
    waiting('worker-3', 'BRPOP queue:jobs queue:other 0', ['queue:jobs', 'queue:other'], 400),
  ],
}
