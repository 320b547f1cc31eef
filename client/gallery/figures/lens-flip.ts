import { command, hash } from '../build.ts'
import { type Figure, LIMITS } from '../figure.ts'

const long = 'x'.repeat(80)

export const figure: Figure = {
  title: 'One long value: the hash flips from listpack to hashtable, and the lens says so',
  scene: 'hash',
  width: 640,
  before: [hash('user:1001', { name: 'John Doe' }, { encoding: 'listpack', memory: 80 })],
  fact: command('HSET user:1001 bio xxxx', {
    views: [hash('user:1001', { name: 'John Doe', bio: long }, { encoding: 'hashtable', memory: 312 })],
  }),
  around: { lens: 'encoding', limits: LIMITS },
}
