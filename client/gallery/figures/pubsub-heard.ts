import { bytes } from '@rdd/shared/bytes'
import { talkOf } from '../../src/layout/pubsub-talk.ts'
import { command } from '../build.ts'
import type { Figure } from '../figure.ts'

const listeners = [
  {
    client: { id: '1', name: 'reader-1' },
    to: [['channel', bytes('news')] as const, ['pattern', bytes('n*')] as const],
  },
  {
    client: { id: '2', name: 'reader-2' },
    to: [['channel', bytes('news')] as const, ['channel', bytes('sports')] as const],
  },
].map(({ client, to }) => ({ client, to: to.map(([by, name]): [typeof by, typeof name] => [by, name]) }))

export const figure: Figure = {
  title: 'PUBLISH: to the channel and to each subscription; who listens twice gets it twice',
  scene: 'pubsub',
  width: 860,
  height: 300,
  before: talkOf([], listeners),
  after: talkOf([command('PUBLISH news extra!', { reply: { t: 'int', v: '3' } })], listeners),
}
