import { architecture } from '../../src/layout/architecture.ts'
import { hash, list, set, string } from '../build.ts'
import type { Figure } from '../figure.ts'
import { INFO } from '../info.ts'

const views = [
  string('counter', '42', { memory: 48 }),
  hash('user:1001', { name: 'John', age: '30' }, { memory: 96 }),
  list('queue', ['msg2', 'msg1'], { memory: 120 }),
]
const picture = { total: 3, info: new Map([...INFO, ['maxmemory', '104857600']]), past: false }

export const figure: Figure = {
  title: 'The server on a narrow stage',
  scene: 'architecture',
  width: 390,
  before: room => architecture({ ...picture, views, touched: new Set() }, room),
  after: room =>
    architecture(
      { ...picture, total: 4, views: [...views, set('tags', ['redis'], { memory: 200 })], touched: new Set(['set']) },
      room,
    ),
}
