import { talkOf } from '../../src/layout/pubsub-talk.ts'
import { command } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'PUBLISH where nobody listens: the message is gone',
  scene: 'pubsub',
  width: 390,
  height: 240,
  before: talkOf([], []),
  after: talkOf([command('PUBLISH news hello', { reply: { t: 'int', v: '0' } })], []),
}
