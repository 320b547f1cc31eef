import { command, list } from '../build.ts'
import type { Figure } from '../figure.ts'

const queue = (elements: string[], memory: number) =>
  list('queue:notifications', elements, { encoding: 'listpack', memory, ttl: [58_400, 90_000] })

export const figure: Figure = {
  title: 'LPUSH: the new element becomes the head, every index moves up by one',
  scene: 'list',
  width: 820,
  before: [queue(['msg5', 'msg4', 'msg3', 'msg2', 'msg1'], 152)],
  fact: command('LPUSH queue:notifications msg6', {
    views: [queue(['msg6', 'msg5', 'msg4', 'msg3', 'msg2', 'msg1'], 168)],
  }),
}
