import { command, string } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'SET: a value, and a number between the commands that move it',
  scene: 'string',
  width: 820,
  before: [
    string('user:1001:name', 'John Doe', { encoding: 'embstr', memory: 72 }),
    string('counter:visits', '41', { encoding: 'int', memory: 56 }),
  ],
  fact: command('INCR counter:visits', {
    views: [string('counter:visits', '42', { encoding: 'int', memory: 56 })],
  }),
}
