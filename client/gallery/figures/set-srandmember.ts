import { bytes } from '@rdd/shared/bytes'
import { command, set } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'SRANDMEMBER: what came back is lit and stays',
  scene: 'set',
  width: 600,
  before: [set('raffle', ['alice', 'bob', 'carol', 'dave'], { encoding: 'listpack', memory: 96 })],
  fact: command('SRANDMEMBER raffle -3', {
    reply: {
      t: 'array',
      v: [
        { t: 'bulk', v: bytes('carol') },
        { t: 'bulk', v: bytes('alice') },
        { t: 'bulk', v: bytes('carol') },
      ],
    },
  }),
}
