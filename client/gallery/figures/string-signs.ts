import { bytes, fromRaw } from '@rdd/shared/bytes'
import { command, string } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'Signs of several bytes: a range that begins half way through one is seen to',
  scene: 'string',
  width: 820,
  before: [
    string('greeting', 'Grüße 漢字 😀!', { encoding: 'embstr', memory: 80 }),
    {
      ...string('half', '', { encoding: 'raw', memory: 56, length: 2 }),
      value: { type: 'string', head: fromRaw(Uint8Array.of(0x9f, 0x98)) },
    },
    string('long', 'née à Zürich, élevée à Genève, '.repeat(20), { encoding: 'raw', memory: 900 }),
    string('way', 'مرحبا بالعالم', { encoding: 'embstr', memory: 80 }),
  ],
  fact: command('GETRANGE greeting -4 -2', { reply: { t: 'bulk', v: bytes('\\x9f\\x98\\x80') } }),
}
