import { left, string } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'Expired: the ring is empty, the card greys and goes',
  scene: 'string',
  width: 400,
  before: [string('session:9f2c', 'ada', { encoding: 'embstr', memory: 56, ttl: [0, 60_000] })],
  fact: left('session:9f2c', 'expired'),
}
