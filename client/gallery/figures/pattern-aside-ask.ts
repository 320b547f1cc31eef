import { string } from '../build.ts'
import type { Figure } from '../figure.ts'
import { cacheAside, told } from '../run.ts'

const before = [
  string('cache:users:2', '{"id":"2","name":"Bob","detail":"bob@example.com","version":1}', {
    ttl: [1_512_000, 3_600_000],
  }),
]

export const figure: Figure = {
  title: 'Cache-aside: the first hop',
  scene: 'pattern',
  width: 864,
  height: 540,
  before: told(cacheAside, 0, before),
  after: told(cacheAside, 1, [...before]),
}
