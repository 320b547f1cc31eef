import { bytes } from '@rdd/shared/bytes'
import { command, set } from '../build.ts'
import type { Figure } from '../figure.ts'

const rest = { encoding: 'listpack', memory: 96 }

export const figure: Figure = {
  title: 'SPOP: what was picked at random leaves the bag',
  scene: 'set',
  width: 600,
  before: [set('raffle', ['alice', 'bob', 'carol', 'dave'], rest)],
  fact: command('SPOP raffle', {
    reply: { t: 'bulk', v: bytes('bob') },
    views: [set('raffle', ['alice', 'carol', 'dave'], rest)],
  }),
}
