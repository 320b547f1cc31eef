import { command, set } from '../build.ts'
import type { Figure } from '../figure.ts'

const many = Array.from({ length: 60 }, (_, i) => `visitor:${i}`)

export const figure: Figure = {
  title: 'Of a set too large to be in view, only what is certain is placed',
  scene: 'set',
  width: 900,
  before: [set('online', ['visitor:3', 'visitor:59', 'visitor:999']), set('visitors', many, { length: 100_000 })],
  fact: command('SINTERCARD 2 online visitors', { reply: { t: 'int', v: '2' } }),
}
