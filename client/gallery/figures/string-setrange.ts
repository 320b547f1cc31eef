import { command, string } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'SETRANGE inside the value: five bytes are written over, the rest stands',
  scene: 'string',
  width: 480,
  before: [string('message', 'Hello World!', { encoding: 'embstr', memory: 72 })],
  fact: command('SETRANGE message 6 Redis', {
    views: [string('message', 'Hello Redis!', { encoding: 'raw', memory: 88 })],
    reply: { t: 'int', v: '12' },
  }),
}
