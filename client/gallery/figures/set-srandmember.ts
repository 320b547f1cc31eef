import { bulks, command, set } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'SRANDMEMBER: what came back is lit and stays',
  scene: 'set',
  width: 600,
  before: [set('raffle', ['alice', 'bob', 'carol', 'dave'], { encoding: 'listpack', memory: 96 })],
  fact: command('SRANDMEMBER raffle -3', {
    reply: bulks('carol', 'alice', 'carol'),
  }),
}
