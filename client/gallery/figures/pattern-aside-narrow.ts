import { string } from '../build.ts'
import type { Figure } from '../figure.ts'
import { cacheAside, told } from '../run.ts'

const before = [
  string('cache:users:2', '{"id":"2","name":"Bob","detail":"bob@example.com","version":1}', {
    ttl: [1_512_000, 3_600_000],
  }),
]

export const figure: Figure = {
  title: 'Cache-aside on a phone',
  scene: 'pattern',
  width: 390,
  height: 600,
  before: told(cacheAside, 2, before),
  after: told(cacheAside, 3, [...before, string('lease:{cache:users:1}', '9f2c4a1b7d', { ttl: [9_400, 10_000] })]),
}
