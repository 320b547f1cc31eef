import { string } from '../build.ts'
import type { Figure } from '../figure.ts'
import { readThrough, told } from '../run.ts'

const before = [
  string('cache:users:2', '{"id":"2","name":"Bob","detail":"bob@example.com","version":1}', {
    ttl: [1_512_000, 3_600_000],
  }),
  string('lease:{cache:users:1}', '9f2c4a1b7d', { ttl: [9_400, 10_000] }),
]

export const figure: Figure = {
  title: 'Read-through: the layer owns the loader',
  scene: 'pattern',
  width: 864,
  height: 540,
  before: told(readThrough, 4, before),
  after: told(readThrough, 5, [...before]),
}
