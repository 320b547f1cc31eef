import { command, string } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'APPEND: only the bytes at the end are new',
  scene: 'string',
  width: 480,
  before: [string('message', 'Hello', { encoding: 'embstr', memory: 72 })],
  fact: command('APPEND message _Redis', {
    views: [string('message', 'Hello_Redis', { encoding: 'raw', memory: 88 })],
    reply: { t: 'int', v: '11' },
  }),
}
