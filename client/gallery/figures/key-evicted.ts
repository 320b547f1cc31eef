import { left, string } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'Evicted: pushed out when memory is full',
  scene: 'string',
  width: 400,
  before: [string('cache:1', 'x'.repeat(80), { encoding: 'raw', memory: 152 })],
  fact: left('cache:1', 'evicted'),
}
