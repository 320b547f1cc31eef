import { bytes } from '@rdd/shared/bytes'
import { command, string } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'INCRBYFLOAT by less than nothing: down, exactly',
  scene: 'string',
  width: 480,
  before: [string('price', '10.5', { encoding: 'embstr', memory: 56 })],
  fact: command('INCRBYFLOAT price -0.75', {
    views: [string('price', '9.75', { encoding: 'embstr', memory: 56 })],
    reply: { t: 'bulk', v: bytes('9.75') },
  }),
}
