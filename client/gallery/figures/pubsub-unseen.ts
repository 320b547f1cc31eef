import { bytes } from '@rdd/shared/bytes'
import { talkOf } from '../../src/layout/pubsub-talk.ts'
import { command } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'PUBLISH that reached more than the page knows of',
  scene: 'pubsub',
  width: 860,
  height: 240,
  before: talkOf(
    [command('PUBLISH news hello', { reply: { t: 'int', v: '3' } })],
    [{ client: { name: '127.0.0.1:5000' }, to: [['channel', bytes('news')]] }],
  ),
}
