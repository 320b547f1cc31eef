import { bytes } from '@rdd/shared/bytes'
import { command, string } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'GETRANGE: the bytes that were read are framed where they stand',
  scene: 'string',
  width: 480,
  before: [string('message', 'Hello Redis!', { encoding: 'raw', memory: 72 })],
  fact: command('GETRANGE message 6 10', { reply: { t: 'bulk', v: bytes('Redis') } }),
}
