import { bytes } from '@rdd/shared/bytes'
import { command, list } from '../build.ts'
import type { Figure } from '../figure.ts'

const all = Array.from({ length: 42 }, (_, i) => `job:${i + 1}`)
const popped = all.slice(12).toReversed()

export const figure: Figure = {
  title: 'RPOP of thirty: they leave by the tail as one bundle, then the list closes up',
  scene: 'list',
  width: 820,
  before: [list('queue:jobs', all)],
  fact: command('RPOP queue:jobs 30', {
    reply: { t: 'array', v: popped.map(job => ({ t: 'bulk', v: bytes(job) })) },
    views: [list('queue:jobs', all.slice(0, 12))],
  }),
}
