import { command, set } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'SMISMEMBER: those it holds are lit, those it does not hold stand outside',
  scene: 'set',
  width: 600,
  before: [set('raffle', ['alice', 'bob', 'carol', 'dave'], { encoding: 'listpack', memory: 96 })],
  fact: command('SMISMEMBER raffle alice zoe yves', {
    reply: {
      t: 'array',
      v: [
        { t: 'int', v: '1' },
        { t: 'int', v: '0' },
        { t: 'int', v: '0' },
      ],
    },
  }),
}
