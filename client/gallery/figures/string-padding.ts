import { command, string } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'SETRANGE past the end: zero bytes are put in between, a long row of them is one cell',
  scene: 'string',
  width: 820,
  before: [
    string('note', 'abc', { encoding: 'embstr', memory: 56 }),
    string('far', `x${'\0'.repeat(512)}end`, { encoding: 'raw', memory: 600 }),
  ],
  fact: command('SETRANGE note 7 xyz', {
    views: [string('note', 'abc\0\0\0\0xyz', { encoding: 'raw', memory: 72 })],
    reply: { t: 'int', v: '10' },
  }),
}
