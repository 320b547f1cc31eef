import { command, string } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'SETRANGE of a key that was not there: all before the offset is padding',
  scene: 'string',
  width: 480,
  before: [],
  fact: command('SETRANGE note 12 end', {
    views: [string('note', `${'\0'.repeat(12)}end`, { encoding: 'raw', memory: 72 })],
    reply: { t: 'int', v: '15' },
  }),
}
