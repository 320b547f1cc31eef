import { string } from '../build.ts'
import type { Figure } from '../figure.ts'
import { told, writeThrough } from '../run.ts'

const before = [
  string('cache:users:2', '{"id":"2","name":"Bob","detail":"bob@example.com","version":1}', {
    ttl: [1_512_000, 3_600_000],
  }),
]

export const figure: Figure = {
  title: 'Write-through on a narrow stage, with the arrow the notebook draws',
  scene: 'pattern',
  width: 390,
  height: 640,
  before: told(writeThrough, 2, before),
  after: told(writeThrough, 3, [
    ...before,
    string('cache:products:1', '{"id":"1","name":"Lamp","detail":"2100","version":2}', { ttl: [3_600_000, 3_600_000] }),
  ]),
}
