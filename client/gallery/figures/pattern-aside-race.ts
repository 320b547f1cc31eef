import type { KeyView } from '@rdd/shared/keyspace/view'
import { string } from '../build.ts'
import type { Figure } from '../figure.ts'
import { race, told } from '../run.ts'

const before: KeyView[] = []

export const figure: Figure = {
  title: 'Three clients, and a stale value on its way into the cache',
  scene: 'pattern',
  width: 864,
  height: 540,
  before: told(race, 8, before),
  after: told(race, 9, [
    ...before,
    string('user:1', '{"id":"1","name":"Alice","detail":"alice@example.com","version":1}', {
      ttl: [3_600_000, 3_600_000],
    }),
  ]),
}
