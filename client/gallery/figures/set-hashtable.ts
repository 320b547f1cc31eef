import { set } from '../build.ts'
import type { Figure } from '../figure.ts'

export const figure: Figure = {
  title: 'A large set: a window of its members',
  scene: 'set',
  width: 820,
  before: [
    set(
      'visitors:2026-11-23',
      Array.from({ length: 40 }, (_, i) => `visitor:${(i * 7919) % 10_007}`),
      { encoding: 'hashtable', memory: 604_120, length: 10_000 },
    ),
  ],
}
